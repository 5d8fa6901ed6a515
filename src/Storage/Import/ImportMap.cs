using Skiller.Grains.Operations;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Import;

/// <inheritdoc/>
internal sealed class ImportMap(ISqlDatabase database) : IImportMap
{
    private static readonly SqlText _sql = SqlText.Load("Import.import.sql");

    public async Task<IReadOnlyDictionary<long, long>> Assign(
        string site,
        string kind,
        IReadOnlyCollection<long> foreign,
        Func<CancellationToken, Task<long>> draw,
        CancellationToken ct)
    {
        var known = await Find(site, kind, foreign, ct);
        var missing = foreign.Where(id => !known.ContainsKey(id)).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return known;
        }

        var drawn = new List<(long Foreign, long Id)>(missing.Length);
        foreach (var id in missing)
        {
            drawn.Add((id, await draw(ct)));
        }

        var added = await database.Write(
            session => session.Execute([.. drawn.Select(d => new SqlStatement(_sql["add"], ("site", site), ("kind", kind), ("foreign", d.Foreign), ("id", d.Id)))]), ct);

        // Another import of the same site may have been first.
        return added.All(static rows => rows == 1)
            ? known.Concat(drawn.Select(static d => KeyValuePair.Create(d.Foreign, d.Id))).ToDictionary()
            : await Find(site, kind, foreign, ct);
    }

    public async Task<IReadOnlyDictionary<long, long>> Find(string site, string kind, IReadOnlyCollection<long> foreign, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("f", foreign, long.MinValue);
        var sql = _sql["find"].Replace("{foreign}", names, StringComparison.Ordinal);
        var rows = await database.Read(
            session => session.Query(sql, static row => (row.GetInt64(0), row.GetInt64(1)), [("site", site), ("kind", kind), .. values]), ct);
        return rows.ToDictionary(static row => row.Item1, static row => row.Item2);
    }
}
