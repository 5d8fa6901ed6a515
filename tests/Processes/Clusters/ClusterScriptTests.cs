using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Clusters;

/// <summary>The script of the local cluster as its operator meets it: what it says, what it refuses, and what it leaves behind.</summary>
[Collection(nameof(LocalCluster))]
public sealed class ClusterScriptTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_smallest_cluster_serves_is_left_alone_by_a_second_up_and_leaves_no_process()
    {
        await using var cluster = new LocalCluster(silos: 1, fronts: 1);
        await cluster.Start(Ct);
        await PagesActsAndLiveEventsPass(cluster);
        var processes = cluster.Processes();
        Assert.True(processes.Count >= 4, string.Join(' ', processes));

        // Somebody has joined: the invitation goes.
        while (cluster.HasFirstInvitation)
        {
            await Task.Delay(50, Ct);
        }

        var again = await cluster.Do("up --built", Ct);
        Assert.Equal($"Skiller: {cluster.Site}\n", again);
        Assert.Equal(processes.Order(), cluster.Processes().Order());
        Assert.Equal((2, "Node 1 is the last silo of the cluster.\n"), await cluster.Script(["remove", "1"], Ct));
        Assert.Equal((2, "There is no node '7': the nodes are 1 2.\n"), await cluster.Script(["kill", "7"], Ct));
        Assert.Equal((2, "The cluster has 1 silos and 1 fronts already: 'add' and 'remove' change that.\n"), await cluster.Script(["up", "--silos", "2"], Ct));
        Assert.Equal("Node 2 (web) is paused.\n", await cluster.Do("pause 2", Ct));
        var (exitCode, status) = await cluster.Script(["status"], Ct);
        Assert.Equal(1, exitCode);
        Assert.Contains(" paused ", status, StringComparison.Ordinal);

        Assert.Equal("The cluster is down.\n", await cluster.Do("down", Ct));
        Assert.Empty(cluster.Processes());
        Assert.Equal("The cluster is down.\n", await cluster.Do("down --delete", Ct));
        Assert.False(Directory.Exists(cluster.State));
    }

    [Fact]
    public async Task Where_there_is_no_cluster_every_command_says_so_in_one_line()
    {
        await using var cluster = new LocalCluster(silos: 1, fronts: 1);
        foreach (var command in new[] { "status", "kill 1", "add silo", "logs 1", "upgrade HEAD" })
        {
            Assert.Equal((1, $"There is no cluster in {cluster.State}: 'up' makes one.\n"), await cluster.Script(command.Split(' '), Ct));
        }

        Assert.Equal((2, "--silos needs a number.\n"), await cluster.Script(["up", "--silos", "many"], Ct));
        Assert.Equal((2, "up: '--nodes' is none of --silos, --web, --port, --built, --program.\n"), await cluster.Script(["up", "--nodes"], Ct));
        Assert.Equal("The cluster is down.\n", await cluster.Do("down", Ct));
    }

    private static async Task PagesActsAndLiveEventsPass(LocalCluster cluster)
    {
        using var caller = new Caller(cluster.Fronts, new Random(1));
        var first = await Newcomers.Join(null, new History(), caller, await cluster.FirstInvitation(Ct), giveUp: false, Ct);
        var member = await Newcomers.SignIn(caller, first, Ct);
        using var http = new HttpClient { BaseAddress = cluster.Site };
        using var stream = await http.GetAsync(new Uri("/api/v1/live?topics=questions", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));

        var body = new { title = "Who sends me to the front that lives?", body = "And what does it do while one of them drains?", skills = new[] { "balancing" } };
        var asked = await caller.Call(HttpMethod.Post, "/api/v1/questions", body, member.Token, keyed: true, ifMatch: null, giveUp: false, Ct);

        Assert.Contains(body.title, await http.GetStringAsync(new Uri($"/questions/{asked.Id}", UriKind.Relative), Ct), StringComparison.Ordinal);
        string? line;
        do
        {
            line = await lines.ReadLineAsync(Ct);
        }
        while (line?.Contains($"\"{asked.Id}\"", StringComparison.Ordinal) == false);
        Assert.StartsWith("data: ", line, StringComparison.Ordinal);
    }
}
