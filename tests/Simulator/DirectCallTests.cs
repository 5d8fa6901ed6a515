using System.Globalization;
using System.Text.Json.Nodes;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Calls to the grains of a real site, with what can go wrong with one.</summary>
[Collection(GrownSites.Name)]
public sealed class DirectCallTests(GrownSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vote_that_arrives_after_it_was_given_up_is_certainly_not_done()
    {
        await using var cluster = await ClusterConnection.Open(site.Gateway, Ct);
        var now = TimeProvider.System.GetUtcNow();

        // The vote that stands already, so that the site stays as it is.
        var inTime = await Vote(cluster.CallerAt(now), static line => line);
        Assert.True(inTime.IsSuccess, inTime.Text);
        var late = await Vote(cluster.CallerAt(now - TimeSpan.FromHours(1)), static line => line);
        Assert.Equal((503, "unavailable"), (late.Status, late.Code));
    }

    [Fact]
    public async Task A_fault_that_nobody_has_thought_of_is_an_error_of_its_call()
    {
        await using var cluster = await ClusterConnection.Open(site.Gateway, Ct);
        var reply = await Vote(cluster.CallerAt(TimeProvider.System.GetUtcNow()), static line => line with { Question = "no number" });
        Assert.Equal((500, nameof(FormatException)), (reply.Status, reply.Code));
        Assert.True(reply.IsForTheMoment);
    }

    [Fact]
    public async Task Votes_go_to_the_grains_when_the_cluster_s_time_is_known()
    {
        await using var cluster = await ClusterConnection.Open(site.Gateway, Ct);
        Assert.Equal([true, false], ((string[])["comment", "vote"]).Select(cluster.Caller.Takes));
        Assert.True(cluster.CallerAt(TimeProvider.System.GetUtcNow()).Takes("vote"));
    }

    [Fact]
    public async Task Turns_alternate_and_what_grains_are_not_asked_for_goes_over_HTTP()
    {
        await using var cluster = await ClusterConnection.Open(site.Gateway, Ct);
        using var api = new TargetApi(site.Target);
        var sessions = new Sessions(api, site.Facts.Password);
        var way = new DirectWay(cluster.CallerAt(TimeProvider.System.GetUtcNow()), sessions, TimeSpan.FromSeconds(10));
        var (joined, vote, accept) = (new Known("7", null, null), new Act.Vote("q1v1", TimeSpan.Zero, 1, "q1", 1), new Act.Accept("q1ok", TimeSpan.Zero, 1, "q1a1"));
        Assert.Equal([false, false, true, true, false], new[] { 0, 9.9, 10, 19.9, 20 }.Select(seconds => way.IsTurn(TimeSpan.FromSeconds(seconds))));
        Assert.NotNull(way.Of(vote, TimeSpan.FromSeconds(15), joined));
        Assert.Null(way.Of(vote, TimeSpan.FromSeconds(5), joined));
        Assert.Null(way.Of(vote, TimeSpan.FromSeconds(15), null));
        Assert.Null(way.Of(accept, TimeSpan.FromSeconds(15), joined));
        Assert.Null(new DirectWay(cluster.Caller, sessions, TimeSpan.FromSeconds(10)).Of(vote, TimeSpan.FromSeconds(15), joined));
    }

    private async Task<Reply> Vote(GrainCaller caller, Func<JournalLine, JournalLine> changed)
    {
        var lines = site.Folder.Lines();
        var last = lines.Where(static line => line is { Kind: "vote", IsAcknowledged: true }).MaxBy(static line => line.Began)!;
        var member = lines.Single(line => line is { Kind: "join", IsAcknowledged: true } && line.By == last.By);
        using var api = new TargetApi(site.Target);
        var request = new ActRequest(HttpMethod.Put, "", new JsonObject { ["value"] = last.Value }, null, changed(last));
        return await new Sessions(api, site.Facts.Password).Send(
            SecretWatch.EmailOf(last.By), token => caller.Act(request, long.Parse(member.Id!, CultureInfo.InvariantCulture), token, null, Ct), Ct);
    }
}
