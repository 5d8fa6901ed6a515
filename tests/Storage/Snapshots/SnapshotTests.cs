using Microsoft.Extensions.DependencyInjection;
using Skiller.Storage.Sqlite;
using Xunit;

namespace Skiller.Tests.Storage.Snapshots;

public sealed class SqliteSnapshotTests : SnapshotSuite
{
    [Fact]
    public async Task Whoever_keeps_a_state_while_something_else_is_written_waits_for_it_without_a_thread()
    {
        using var begun = new ManualResetEventSlim();
        using var ends = new ManualResetEventSlim();
        var writing = Silo.Services.GetRequiredService<SqliteDatabase>().Write(
            (_, _) =>
            {
                begun.Set();
                return ends.Wait(TimeSpan.FromSeconds(30));
            },
            CancellationToken.None);
        begun.Wait(CancellationToken.None);

        // A write that waited inside SQLite would return here when the other has ended only, which it does not before.
        var keeping = Silo.WriteFirst("q:1", 1);
        var wasKept = keeping.IsCompleted;
        ends.Set();

        Assert.False(wasKept);
        Assert.True(await writing);
        Assert.True(await keeping);
        Assert.Equal(new TestedState(1), (await Silo.Read("q:1")).State);
    }

    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresSnapshotTests : SnapshotSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
