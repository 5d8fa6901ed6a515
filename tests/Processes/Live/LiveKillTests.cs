using System.Collections.Immutable;
using Xunit;

namespace Skiller.Tests.Processes.Live;

/// <summary>
/// Issue 5: fronts and silos are killed (-9) under writers and clients that come back with their last id. Every client hears every event of its
/// topics exactly once and in order, each notification that is due is there once, and each mail that is due goes out once. The long form
/// (SKILLER_TEST_LONG=1) has ten kills, 50 writers and 200 clients.
/// </summary>
public sealed class LiveKillTests(ITestOutputHelper output)
{
    private const int Shown = 30;
    private const int Seed = 20261129;
    private static readonly TimeSpan _bundle = TimeSpan.FromSeconds(4);

    private static readonly LiveScale _scale = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1"
        ? new LiveScale(Kills: 10, Writers: 50, Readers: 20, Listeners: 200, TimeSpan.FromMinutes(10), HasTime: true)
        : new LiveScale(Kills: 3, Writers: 12, Readers: 6, Listeners: 40, TimeSpan.FromSeconds(60), HasTime: false);

    [Fact]
    public async Task Whatever_is_killed_each_event_notification_and_mail_comes_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var cluster = await LiveCluster.Start(_bundle, ct);
        using var run = new LiveRun(cluster, _scale, Seed);
        ImmutableArray<string> differences;
        try
        {
            differences = await run.Differences(ct);
        }
        finally
        {
            // A 5xx names an incident, whose cause stands in the node's log alone.
            foreach (var line in cluster.Output.Split('\n').Where(static line => line.Contains(" fail: Skiller.", StringComparison.Ordinal)).TakeLast(Shown))
            {
                output.WriteLine(line);
            }

            output.WriteLine(run.Figures);
        }

        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(Shown).Prepend(run.Figures)));
        var (exitCode, text) = await cluster.Command(["verify"], ct);
        Assert.True(exitCode == 0, text);
    }
}
