using Skiller.Grains.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class SqliteIdentifiers(SqliteDatabase database) : IIdentifiers
{
    public Task<long> TakeBlock(CancellationToken ct) => database.Write(
        static (connection, _) => connection.Query(
            SqliteActivityLog.Sql["take-identifiers"],
            static row => row.GetInt64(0),
            ("@count", IIdentifiers.BlockSize))[0],
        ct);
}
