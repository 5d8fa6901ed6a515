using System.Diagnostics;
using Npgsql;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Tests.Given;
using Skiller.Tests.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A server that is there and says nothing: nobody waits for it longer than 6 s (F09).</summary>
public sealed class PostgresSilenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task No_call_hangs_and_all_goes_on_when_the_server_speaks_again_F09()
    {
        await using var database = await PostgresUnderTest.New();
        var direct = new NpgsqlConnectionStringBuilder(database.Options.Database);
        await using var proxy = new SilentProxy(direct.Port);
        direct.Port = proxy.Port;
        await using var storage = new OpenedStorage(new StorageOptions(direct.ToString(), Path.GetTempPath()), TimeProvider.System);
        await storage.Start();
        await storage.Append(To("q:1", 0, Fact()));

        proxy.FallSilent();
        var calls = Enumerable.Range(0, 20).Select(i => Timed(() => storage.Append(To($"q:{i + 2}", 0, Fact()))))
            .Append(Timed(() => storage.Log.Head(CancellationToken.None)));
        foreach (var (fault, took) in await Task.WhenAll(calls))
        {
            Assert.True(fault is UnavailableException or OutcomeUnknownException, $"{fault}");
            Assert.True(took <= Limit, $"{took}: {fault}");
        }

        proxy.Speak();
        var version = await Eventually(() => Version(storage));
        Assert.IsType<AppendOutcome.Committed>(await Eventually(() => storage.Append(To("q:1", version, Fact()))));
    }

    private static async Task<long> Version(OpenedStorage storage) => (await storage.Stream("q:1")).Count;

    private static async Task<(Exception? Fault, TimeSpan Took)> Timed<T>(Func<Task<T>> call)
    {
        var started = Stopwatch.GetTimestamp();
        var fault = await Record.ExceptionAsync(call);
        return (fault, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<T> Eventually<T>(Func<Task<T>> attempt)
    {
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (UnavailableException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
