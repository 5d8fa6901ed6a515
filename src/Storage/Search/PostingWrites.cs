using System.Globalization;
using System.Runtime.InteropServices;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Search;

/// <summary>
/// What changes in the lists of one shard, gathered over a whole write, so that a list is read and written once however many documents move
/// in it. Words that came or went with their lists come into the vocabulary or leave it.
/// </summary>
internal sealed class PostingWrites(ISqlSession session, SqlText sql, int shard)
{
    private const int KeysAtOnce = 100;
    private readonly Dictionary<(string Token, SearchKind Kind, long Segment), SortedDictionary<long, Occurrences>> _changes = [];

    public void Add(SearchText text) => Move(text, static found => found);

    public void Remove(SearchText text) => Move(text, static found => -found);

    public void Move(SearchKind kind, long document, string token, Occurrences by)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_changes, (token, kind, Segments.Of(kind, document)), out _);
        list ??= [];
        list[document] = list.GetValueOrDefault(document) + by;
    }

    public async ValueTask Write()
    {
        var vocabulary = new Vocabulary(session, sql, shard);
        foreach (var keys in _changes.Keys.Order().Chunk(KeysAtOnce))
        {
            await Write(keys, vocabulary);
        }

        await vocabulary.Write();
    }

    private async ValueTask Write((string Token, SearchKind Kind, long Segment)[] keys, Vocabulary vocabulary)
    {
        var known = await Load(keys);
        var rows = new List<(string, object)[]>(keys.Length);
        foreach (var key in keys)
        {
            var before = known.GetValueOrDefault(key);
            var list = before is null ? [] : PostingList.Decode(before);
            foreach (var (document, by) in _changes[key])
            {
                var found = (list.GetValueOrDefault(document) + by).Kept();
                if (found.IsNone)
                {
                    list.Remove(document);
                }
                else
                {
                    list[document] = found;
                }
            }

            if (list.Count > 0)
            {
                rows.Add([
                    ("shard", shard), ("token", key.Token), ("kind", (int)key.Kind), ("segment", key.Segment), ("documents", list.Count), ("postings", PostingList.Encode(list)),
                ]);
                vocabulary.Came(before is null ? key.Token : null);
            }
            else if (before is not null)
            {
                session.Send(sql["drop-postings"], ("shard", shard), ("token", key.Token), ("kind", (int)key.Kind), ("segment", key.Segment));
                vocabulary.Went(key.Token);
            }
        }

        session.Send(sql["put-postings"], rows);
    }

    private async ValueTask<Dictionary<(string, SearchKind, long), byte[]>> Load((string Token, SearchKind Kind, long Segment)[] keys)
    {
        List<(string, object)> values = [("shard", shard)];
        var names = new string[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            names[i] = string.Create(CultureInfo.InvariantCulture, $"(@t{i}, @k{i}, @s{i})");
            values.AddRange([($"t{i}", keys[i].Token), ($"k{i}", (int)keys[i].Kind), ($"s{i}", keys[i].Segment)]);
        }

        var rows = await session.Query(
            sql["postings-of-shard"].Replace("{keys}", string.Join(", ", names), StringComparison.Ordinal),
            static row => (Key: (row.GetString(0), (SearchKind)row.GetInt32(1), row.GetInt64(2)), Bytes: row.GetFieldValue<byte[]>(3)),
            [.. values]);
        return rows.ToDictionary(static row => row.Key, static row => row.Bytes);
    }

    private void Move(SearchText text, Func<Occurrences, Occurrences> by)
    {
        foreach (var (token, found) in SearchTerms.Of(text))
        {
            Move(text.Kind, text.Document, token, by(found));
        }
    }
}
