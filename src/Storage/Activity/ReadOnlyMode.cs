using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Activity;

/// <inheritdoc/>
internal sealed class ReadOnlyMode(ISqlDatabase database, TimeProvider clock) : IReadOnlyMode
{
    private static readonly SqlText _sql = SqlText.Load("Activity.read-only.sql");

    public async Task<ReadOnlyState?> Read(CancellationToken ct) => (await database.Read(
        static session => session.Query(_sql["read"], static row => new ReadOnlyState(UnixMicroseconds.ToTime(row.GetInt64(0)), row.GetString(1))),
        ct)).FirstOrDefault();

    // Under the lock of appends: whoever has it has committed before, and whoever gets it next sees this.
    public Task<long> Begin(string reason, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Lock(PostgresAppendStore.LockNumber);
            await session.Execute(_sql["begin"], ("now", UnixMicroseconds.Of(clock.GetUtcNow())), ("reason", reason));
            return (await session.Query(_sql["head"], static row => row.GetInt64(0)))[0];
        },
        ct);

    public Task<bool> End(CancellationToken ct) => database.Write(static async session => await session.Execute(_sql["end"]) > 0, ct);
}
