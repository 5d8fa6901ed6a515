using Microsoft.Data.Sqlite;
using Skiller.Contracts;
using Skiller.Storage.Sqlite;
using Xunit;

namespace Skiller.Tests.Storage.Sqlite;

/// <summary>What waits to be written at the same time is committed at once, and what of it fails leaves nothing (D4).</summary>
public sealed class SqliteCommitTests : IAsyncLifetime
{
    private readonly SqliteUnderTest _storage = new();
    private SqliteDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = _storage.Open().Get<SqliteDatabase>();
        await _database.Write((connection, _) => connection.Execute("create table number (n integer primary key)"), CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Fact]
    public async Task What_fails_among_them_leaves_nothing_and_takes_no_other_with_it()
    {
        var (one, other) = (new List<SqliteTransaction>(), new List<SqliteTransaction>());
        var (before, failing, after) = await Beside(
            () => Put(1, one),
            () => _database.Write<int>(
                (connection, _) =>
                {
                    connection.Execute("insert into number values (2)");
                    throw new FormatException("This one is wrong.");
                },
                CancellationToken.None),
            () => Put(3, other));

        Assert.Equal(1, await before);
        Assert.Equal("This one is wrong.", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(1, await after);
        Assert.Same(Assert.Single(one), Assert.Single(other));
        Assert.Equal([1L, 3L], await Numbers());
        Assert.Equal(1, await Put(4, []));
    }

    [Fact]
    public async Task Where_the_whole_transaction_is_gone_none_of_them_is_written_and_all_are_told_so()
    {
        var (before, failing, after) = await Beside(
            () => Put(1, []),
            () => _database.Write(static (connection, _) => connection.Execute("rollback"), CancellationToken.None),
            () => Put(3, []));

        await Assert.ThrowsAsync<UnavailableException>(() => before);
        await Assert.ThrowsAnyAsync<Exception>(() => failing);
        await after.ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.Equal(after.IsFaulted ? [] : [3L], await Numbers());
        Assert.Equal(1, await Put(4, []));
    }

    private Task<int> Put(long number, List<SqliteTransaction> seen) => _database.Write(
        (connection, transaction) =>
        {
            seen.Add(transaction);
            return connection.Execute("insert into number values (@n)", ("@n", number));
        },
        CancellationToken.None);

    // They wait behind one that lasts longer than others are taken along for.
    private async Task<(Task<int> First, Task<int> Second, Task<int> Third)> Beside(Func<Task<int>> first, Func<Task<int>> second, Func<Task<int>> third)
    {
        using var begun = new ManualResetEventSlim();
        using var ends = new ManualResetEventSlim();
        var before = _database.Write(
            (_, _) =>
            {
                begun.Set();
                ends.Wait(TimeSpan.FromSeconds(30));
                return true;
            },
            CancellationToken.None);
        begun.Wait(TestContext.Current.CancellationToken);
        var waiting = (first(), second(), third());
        await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        ends.Set();
        await before;
        await Task.WhenAll(waiting.Item1, waiting.Item2, waiting.Item3).ContinueWith(static _ => { }, TaskScheduler.Default);
        return waiting;
    }

    private Task<List<long>> Numbers() => _database.Read(
        static connection => connection.Query("select n from number order by n", static row => row.GetInt64(0)), CancellationToken.None);
}
