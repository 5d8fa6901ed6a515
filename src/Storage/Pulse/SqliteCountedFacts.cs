using Skiller.Grains.Activity;
using Skiller.Grains.Pulse;
using Skiller.Storage.Activity;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Pulse;

/// <inheritdoc/>
internal sealed class SqliteCountedFacts(SqliteDatabase database) : ICountedFacts
{
    public async Task<IReadOnlyList<RecordedActivity>> Read(long after, int limit, CancellationToken ct) => await database.Read(
        connection => connection.Query(SqliteActivityLog.Sql["read-counted"], SqliteRows.Activity, ("@after", after), ("@limit", limit)), ct);
}
