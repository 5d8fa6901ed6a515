using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Tests.Given;
using Skiller.Tests.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A server of one's own that goes away and comes back (F06, F07).</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private OpenedStorage _storage = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        _server = await PostgresServer.Start();
        _storage = new OpenedStorage(new StorageOptions(await _server.CreateDatabase(), Path.GetTempPath()), TimeProvider.System);
        await _storage.Schema.Apply(CancellationToken.None);
        await _storage.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task While_the_server_is_away_everything_is_unavailable_at_once_and_it_works_when_it_is_back_F06()
    {
        await _storage.Append(To("q:1", 0, Fact()));
        await _server.StopImmediately();

        await SettleAway();
        await Assert.ThrowsAsync<UnavailableException>(() => _storage.Append(To("q:1", 1, Fact())));
        await Assert.ThrowsAsync<UnavailableException>(() => _storage.Log.Head(CancellationToken.None));

        await _server.Start();

        await Eventually(() => _storage.Append(To("q:1", 1, Fact())));
        Assert.Equal(2, await _storage.Log.Head(CancellationToken.None));
    }

    [Fact]
    public async Task An_idle_pool_survives_a_restart_without_an_error_F07()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _storage.Log.Head(CancellationToken.None)));
        await _storage.Append(To("q:1", 0, Fact()));
        await _server.Stop();
        await _server.Start();

        // The one attempt that the listener made meanwhile may still keep the door closed.
        await Eventually(() => _storage.Log.Head(CancellationToken.None));
        Assert.Equal(new AppendOutcome.Committed(2), await _storage.Append(To("q:1", 1, Fact())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_acknowledged_is_lost_and_nothing_unavailable_is_there_when_the_server_dies_under_load(bool immediately)
    {
        var histories = Enumerable.Range(0, 16).Select(caller => new CallerHistory(_storage, $"q:{caller}")).ToList();
        using var over = new CancellationTokenSource();
        var callers = Task.WhenAll(histories.Select(history => history.Run(over.Token)));
        for (var round = 0; round < 2; round++)
        {
            await histories[0].Beyond(20);
            await (immediately ? _server.StopImmediately() : _server.Stop());
            await histories[0].Failed();
            await _server.Start();
        }

        await histories[0].Beyond(20);
        await over.CancelAsync();
        await callers;

        foreach (var history in histories)
        {
            await history.Check();
        }

        var all = await _storage.Log.ReadAll(0, 100_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(static position => (long)position), all.Select(static read => read.Position));
    }

    // The first call may still meet a session that broke in the middle.
    private async Task SettleAway()
    {
        try
        {
            await _storage.Append(To("q:1", 1, Fact()));
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException)
        {
            return;
        }

        Assert.Fail("The server is away and an append succeeded.");
    }

    private static async Task<T> Eventually<T>(Func<Task<T>> attempt)
    {
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (UnavailableException fault) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50, fault.RetryAfter.TotalMilliseconds)));
            }
        }
    }
}
