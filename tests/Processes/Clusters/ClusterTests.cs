using System.Net;
using Xunit;

namespace Skiller.Tests.Processes.Clusters;

/// <summary>
/// Two silos and two fronts behind the balancer: a front that is killed, added or removed is nothing that a reader notices. What silos that are killed
/// cost is shown by tests/Faults.
/// </summary>
[Collection(nameof(LocalCluster))]
public sealed class ClusterTests(ClusterTests.Running running) : IClassFixture<ClusterTests.Running>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_front_that_is_killed_is_passed_over_at_once_and_taken_again_when_it_is_back()
    {
        var answers = await ReadDuring(async () =>
        {
            await running.Cluster.Do("kill 3", Ct);
            await running.Cluster.Do("start 3", Ct);
        });
        Assert.All(answers, static status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.DoesNotContain("gone", await running.Cluster.Do("status", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_come_and_go_while_readers_notice_nothing()
    {
        var answers = await ReadDuring(async () =>
        {
            Assert.Equal("Node 5 (web) is ready.\n", await running.Cluster.Do("add web", Ct));
            Assert.Equal("Node 5 (web) is gone.\n", await running.Cluster.Do("remove 5", Ct));
        });
        Assert.All(answers, static status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(4, (await running.Cluster.Do("status", Ct)).Split('\n').Count(static line => line.Contains(" ready ", StringComparison.Ordinal) && char.IsDigit(line[0])));
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
        internal LocalCluster Cluster { get; } = new(silos: 2, fronts: 2);

        public async ValueTask InitializeAsync() => await Cluster.Start(CancellationToken.None);

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
