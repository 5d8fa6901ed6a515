using System.Data.Common;
using System.Globalization;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Search;

/// <inheritdoc cref="ISearchIndex"/>
internal sealed class SearchIndex(ISqlDatabase database) : ISearchIndex
{
    // Shared by whoever writes, so that nothing is written while something is cleared; its own, since a write of many texts takes longer than
    // whoever changes what lists and standings have in common can wait.
    internal const long Lock = 7_310_031;
    private static readonly SqlText _sql = SqlText.Load("Search.search.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<SearchChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Share(Lock);
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            var number = int.Parse(shard.AsSpan(shard.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
            var postings = new PostingWrites(session, _sql, number);
            var texts = new TextRows(session, _sql);
            await texts.Load(changes, number);
            var writes = new TextWrites(session, _sql, number, texts, postings);
            foreach (var change in changes)
            {
                writes.Write(change);
            }

            texts.Write();
            await postings.Write();
            return true;
        },
        ct);

    public async Task<IReadOnlyList<(long Form, string Word)>> Words(IReadOnlyCollection<long> forms, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("f", forms, 0L);
        var sql = _sql["words"].Replace("{forms}", names, StringComparison.Ordinal);
        return await database.Read(session => session.Query(sql, static row => (row.GetInt64(0), row.GetString(1)), values), ct);
    }

    public async Task<IReadOnlyDictionary<string, long>> Uses(IReadOnlyCollection<string> words, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("t", words, "");
        var sql = _sql["uses"].Replace("{tokens}", names, StringComparison.Ordinal);
        var rows = await database.Read(session => session.Query(sql, static row => (row.GetString(0), Number(row, 1)), values), ct);
        return rows.ToDictionary(static row => row.Item1, static row => row.Item2, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<PostingBlock>> Postings(SearchKind? kind, IReadOnlyCollection<string> tokens, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("t", tokens, "");
        var sql = _sql["postings"]
            .Replace("{tokens}", names, StringComparison.Ordinal)
            .Replace("{kind}", kind is null ? "" : "and kind = @kind", StringComparison.Ordinal);
        return await database.Read(
            session => session.Query(
                sql,
                static row => new PostingBlock(
                    row.GetString(0), new BlockKey(row.GetInt32(1), (SearchKind)row.GetInt32(2), row.GetInt64(3)), row.GetFieldValue<byte[]>(4)),
                kind is { } only ? [.. values, ("kind", (int)only)] : values),
            ct);
    }

    public async Task<IReadOnlyList<SearchText>> Texts(IReadOnlyCollection<(SearchKind Kind, long Document)> documents, int most, CancellationToken ct)
    {
        if (documents.Count == 0)
        {
            return [];
        }

        var names = string.Join(", ", documents.Select(static (_, i) => string.Create(CultureInfo.InvariantCulture, $"(@k{i}, @d{i})")));
        (string, object)[] values = [.. documents.SelectMany(static (d, i) => new[] { ($"k{i}", (object)(int)d.Kind), ($"d{i}", d.Document) })];
        var sql = _sql["texts"].Replace("{documents}", names, StringComparison.Ordinal);
        return await database.Read(session => session.Query(sql, Text, [.. values, ("most", most)]), ct);
    }

    private static SearchText Text(DbDataReader row) => new(
        (SearchKind)row.GetInt32(0),
        row.GetInt64(1),
        row.GetInt64(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        true);

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
