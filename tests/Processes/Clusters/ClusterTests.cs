using System.Net;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Clusters;

/// <summary>
/// Three silos and two fronts behind the balancer (F01, F34): a silo that is killed costs nothing that was acknowledged, and a front that is
/// killed, added or removed is nothing that a reader notices.
/// </summary>
[Collection(nameof(LocalCluster))]
public sealed class ClusterTests(ClusterTests.Running running, ITestOutputHelper output) : IClassFixture<ClusterTests.Running>
{
    private const int Writers = 8;
    private static readonly int _kills = Environment.GetEnvironmentVariable("SKILLER_TEST_LONG") == "1" ? 24 : 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_that_are_killed_under_writers_lose_and_double_nothing()
    {
        var run = new CrashRun(running.Cluster, Writers, _kills, seed: 20260304);
        var differences = await run.Differences(Ct);
        output.WriteLine($"{run.History.Acknowledged} acts acknowledged, {_kills} silos killed, {differences.Length} differences");
        foreach (var felt in run.History.Disturbances.GroupBy(static disturbance => (disturbance.Method, disturbance.Status)))
        {
            output.WriteLine($"{felt.Key.Method} {felt.Key.Status}: {felt.Count()} calls had to be repeated, from {felt.Min(static one => one.At):HH:mm:ss.f} to {felt.Max(static one => one.At):HH:mm:ss.f}");
        }

        Assert.Empty(differences);
        var (exitCode, text) = await running.Cluster.Command(["verify"], Ct);
        Assert.True(exitCode == 0, text);
    }

    [Fact]
    public async Task A_front_that_is_killed_is_passed_over_at_once_and_taken_again_when_it_is_back()
    {
        var answers = await ReadDuring(async () =>
        {
            await running.Cluster.Do("kill 4", Ct);
            await running.Cluster.Do("start 4", Ct);
        });
        Assert.All(answers, static status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.DoesNotContain("gone", await running.Cluster.Do("status", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_come_and_go_while_readers_notice_nothing()
    {
        var answers = await ReadDuring(async () =>
        {
            Assert.Equal("Node 6 (web) is ready.\n", await running.Cluster.Do("add web", Ct));
            Assert.Equal("Node 6 (web) is gone.\n", await running.Cluster.Do("remove 6", Ct));
        });
        Assert.All(answers, static status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(5, (await running.Cluster.Do("status", Ct)).Split('\n').Count(static line => line.Contains(" ready ", StringComparison.Ordinal) && char.IsDigit(line[0])));
    }

    // Reads without a pause until something is done, and once more.
    private async Task<IReadOnlyList<HttpStatusCode>> ReadDuring(Func<Task> act)
    {
        using var http = new HttpClient { BaseAddress = running.Cluster.Site };
        var answers = new List<HttpStatusCode>();
        var doing = act();
        do
        {
            using var answer = await http.GetAsync(new Uri("/api/v1/questions", UriKind.Relative), Ct);
            answers.Add(answer.StatusCode);
        }
        while (!doing.IsCompleted);
        await doing;
        return answers;
    }

    /// <summary>The cluster of all these tests.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal LocalCluster Cluster { get; } = new(silos: 3, fronts: 2);

        public async ValueTask InitializeAsync() => await Cluster.Start(CancellationToken.None);

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
