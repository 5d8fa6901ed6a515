using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresCheckpoints(PostgresDatabase database) : ICheckpoints
{
    public async Task<ActivityToken> Read(int partition, CancellationToken ct)
    {
        var rows = await database.Read(
            (connection, token) => connection.Command(PostgresActivityLog.Sql["read-checkpoint"], partition)
                .Rows(static row => new ActivityToken(row.GetInt64(0), row.GetInt32(1)), token),
            ct);
        return rows is [var token] ? token : default;
    }

    // Twice is as good as once, so it may go the way of reads, which try again.
    public Task Write(int partition, ActivityToken token, CancellationToken ct) => database.Read(
        (connection, stop) => connection.Command(PostgresActivityLog.Sql["write-checkpoint"], partition, token.Position, token.Ordinal).Run(stop),
        ct);
}
