using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteCheckpoints(SqliteDatabase database) : ICheckpoints
{
    public async Task<ActivityToken> Read(int partition, CancellationToken ct)
    {
        var rows = await database.Read(
            connection => connection.Query(
                SqliteActivityLog.Sql["read-checkpoint"],
                static row => new ActivityToken(row.GetInt64(0), row.GetInt32(1)),
                ("@partition", partition)),
            ct);
        return rows is [var token] ? token : default;
    }

    public Task Write(int partition, ActivityToken token, CancellationToken ct) => database.Write(
        (connection, _) => connection.Execute(
            SqliteActivityLog.Sql["write-checkpoint"],
            ("@partition", partition),
            ("@position", token.Position),
            ("@ordinal", token.Ordinal)),
        ct);
}
