using System.Net;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;
using Skiller.Tests.Processes.Operating;
using Xunit;

namespace Skiller.Tests.Processes.Outages;

/// <summary>RELIABILITY.md 4.3: a database that is away restarts no process. It lives throughout, is ready to be read from, and takes no acts.</summary>
public sealed class DatabaseAwayTests
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1" ? 300 : 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F06_While_the_database_is_away_a_process_lives_is_ready_and_takes_no_acts()
    {
        await using var server = await PostgresServer.Start();
        using var folder = new TemporaryFolder();
        await using var node = new Node(folder.Path, await server.CreateDatabase(), CrashSettings.All);
        await node.Start(Ct);
        Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/startup", Ct));
        await HealthOf.Becomes(async () => await HealthOf.Write(node, Ct) == HttpStatusCode.OK, "acts are accepted", Ct);

        await server.StopImmediately();
        await HealthOf.Becomes(async () => await HealthOf.Write(node, Ct) == HttpStatusCode.ServiceUnavailable, "acts are not accepted", Ct);
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < _outage)
        {
            Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/live", Ct));
            Assert.Equal((HttpStatusCode.OK, true), await HealthOf.Ask(node, "/health/ready", Ct));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthOf.Write(node, Ct));
            Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/startup", Ct));
            Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/details", Ct));
            await Task.Delay(200, Ct);
        }

        Assert.True(node.IsRunning);
        await server.Start();
        await HealthOf.Becomes(async () => await HealthOf.Write(node, Ct) == HttpStatusCode.OK, "acts are accepted again", Ct);
        Assert.Equal((HttpStatusCode.OK, false), await HealthOf.Ask(node, "/health/ready", Ct));
        Assert.True(node.IsRunning);
    }
}
