using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class LogHeads(ISqlDatabase database) : ILogHeads
{
    private static readonly SqlText _sql = SqlText.Load("Activity.heads.sql");

    public Task<IReadOnlyDictionary<string, long>> OfStreams(IReadOnlyCollection<string> streams, CancellationToken ct) => Of("streams", streams, ct);

    public Task<IReadOnlyDictionary<string, long>> OfTargets(IReadOnlyCollection<string> targets, CancellationToken ct) => Of("targets", targets, ct);

    private async Task<IReadOnlyDictionary<string, long>> Of(string query, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        var (_, parameters) = SqlList.Of("n", names, "");
        var sql = _sql[query].Replace("{names}", string.Join(", ", parameters.Select(static parameter => $"(@{parameter.Name})")), StringComparison.Ordinal);
        var rows = await database.Read(session => session.Query(sql, static row => (Name: row.GetString(0), Head: row.IsDBNull(1) ? 0 : row.GetInt64(1)), parameters), ct);
        return rows.Where(static row => row.Head > 0).DistinctBy(static row => row.Name).ToDictionary(static row => row.Name, static row => row.Head, StringComparer.Ordinal);
    }
}
