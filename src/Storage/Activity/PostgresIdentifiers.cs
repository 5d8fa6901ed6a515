using Skiller.Grains.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class PostgresIdentifiers(PostgresDatabase database) : IIdentifiers
{
    // The sequence steps by a block (IIdentifiers.BlockSize). A block that is drawn and lost is harmless.
    public async Task<long> TakeBlock(CancellationToken ct) => (await database.Read(
        static (connection, token) => connection.Command(PostgresActivityLog.Sql["take-identifiers"]).Rows(static row => row.GetInt64(0), token),
        ct))[0];
}
