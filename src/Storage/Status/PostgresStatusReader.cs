using System.Collections.Immutable;
using Npgsql;
using Skiller.Storage.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Status;

/// <inheritdoc/>
internal sealed class PostgresStatusReader(PostgresDatabase database) : IStatusReader
{
    // Orleans' SiloStatus, as membership stores it.
    private static readonly ImmutableArray<string> States = ["none", "created", "joining", "active", "shutting down", "stopping", "dead"];

    public Task<LogStatus> Read(CancellationToken ct) => database.Read(Read, ct);

    private static async Task<LogStatus> Read(NpgsqlConnection connection, CancellationToken ct)
    {
        var letters = (await connection.Command(StatusQueries.Letters).Rows(static row => (All: row.GetInt64(0), Behind: row.GetInt64(1)), ct))[0];
        var streams = await connection.Command(StatusQueries.Streams).Rows(static row => (Prefix: row.GetString(0), Count: row.GetInt64(1)), ct);
        return new LogStatus(
            (await connection.Command(StatusQueries.Head).Rows(static row => row.GetInt64(0), ct))[0],
            streams.ToImmutableDictionary(static stream => stream.Prefix, static stream => stream.Count),
            [.. await connection.Command(StatusQueries.Partitions).Rows(static row => new PartitionStatus(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)), ct)],
            letters.All,
            letters.Behind,
            [.. await connection.Command(StatusQueries.OpenLetters).Rows(PostgresRows.DeadLetter, ct)],
            [.. await connection.Command(StatusQueries.Nodes).Rows(Node, ct)]);
    }

    private static NodeStatus Node(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1) is var state && state < States.Length ? States[state] : "unknown",
        new DateTimeOffset(DateTime.SpecifyKind(row.GetDateTime(2), DateTimeKind.Utc)));
}
