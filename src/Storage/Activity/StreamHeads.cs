using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class StreamHeads(ISqlDatabase database) : IStreamHeads
{
    private static readonly SqlText _sql = SqlText.Load("Activity.heads.sql");

    public async Task<IReadOnlyDictionary<string, long>> Of(IReadOnlyCollection<string> streams, CancellationToken ct)
    {
        if (streams.Count == 0)
        {
            return new Dictionary<string, long>();
        }

        var parameters = SqlList.Filled(streams).Select(static (stream, i) => (string.Create(CultureInfo.InvariantCulture, $"s{i}"), (object)stream)).ToArray();
        var sql = _sql["heads"].Replace("@streams", string.Join(", ", parameters.Select(static parameter => $"(@{parameter.Item1})")), StringComparison.Ordinal);
        var rows = await database.Read(session => session.Query(sql, static row => (Stream: row.GetString(0), Version: row.GetInt64(1)), parameters), ct);
        return rows.DistinctBy(static row => row.Stream).ToDictionary(static row => row.Stream, static row => row.Version, StringComparer.Ordinal);
    }
}
