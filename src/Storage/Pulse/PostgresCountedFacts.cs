using Skiller.Grains.Activity;
using Skiller.Grains.Pulse;
using Skiller.Storage.Activity;
using Skiller.Storage.Postgres;

namespace Skiller.Storage.Pulse;

/// <inheritdoc/>
internal sealed class PostgresCountedFacts(PostgresDatabase database) : ICountedFacts
{
    public async Task<IReadOnlyList<RecordedActivity>> Read(long after, int limit, CancellationToken ct) => await database.Read(
        (connection, stop) => connection.Command(PostgresActivityLog.Sql["read-counted"], after, limit).Rows(PostgresRows.Activity, stop), ct);
}
