using System.Text.Json.Nodes;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Commands;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Members of a real site that grew load and write on it, and the audit of the growth holds all of it.</summary>
[Collection(GrownSites.Name)]
public sealed class MembersLoadTests(GrownSite site)
{
    private static readonly LoadProfile _profile = new() { Rate = 20, Seconds = 4, WarmUpSeconds = 1, MemberShare = 0.3, Writes = 0.5, HotShare = 0.25, HotVotes = 20, MaxErrorShare = 0 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_they_write_is_done_at_once_and_audited_with_the_growth(int workers)
    {
        var before = site.Folder.Lines().Count;
        var summary = await Load(_profile with { Seed = (ulong)workers }, workers);
        Assert.Equal((0, 0, 0, 0), (summary.LoadErrors, summary.ActErrors, summary.Refused, summary.Unknown));
        Assert.All(
            (string[])["page-front", "page-hot", "page-hot-member", "page-question", "vote", "vote-hot", "comment"],
            kind => Assert.Contains(summary.Kinds, figures => figures.Kind == kind && figures.Count > 0));

        // Acts of the warm-up are noted too, though not measured.
        Assert.InRange(site.Folder.Lines().Count - before, summary.Acknowledged, summary.Acknowledged * 2);
        var audit = await site.Audit(site.Target, Auditor.Settling);
        Assert.Empty(audit.Findings);
    }

    [Fact]
    public async Task A_vote_that_was_dropped_is_not_taken_for_one_that_was_sent()
    {
        var before = KnownSite.Read(site.Folder).Votes;
        var load = $"l{site.Folder.NextLoad()}h";
        var summary = await Load(_profile with { Seed = 4, Rate = 1, MemberShare = 0, Writes = 0, HotShare = 0, HotVotes = 150, MostUnderWay = 1, WarmUpSeconds = 0, MaxErrorShare = null }, 1);
        Assert.True(summary.Dropped > 10, $"{summary.Dropped}");
        var people = KnownSite.Read(site.Folder);
        var hot = people.Hottest!;
        var votes = site.Folder.Lines().Where(line => line.Name.StartsWith(load, StringComparison.Ordinal)).GroupBy(static line => line.By, StringComparer.Ordinal).ToList();
        Assert.True(votes.Count > 20, $"{votes.Count}");
        foreach (var theirs in votes)
        {
            var last = before.GetValueOrDefault((people.Members.Single(member => member.Handle == theirs.Key).Index, hot.Name));
            foreach (var vote in theirs.OrderBy(static line => line.Began))
            {
                Assert.NotEqual(last, vote.Value);
                last = vote.Value!.Value;
            }
        }
    }

    [Fact]
    public async Task A_vote_of_theirs_that_is_lost_is_found()
    {
        await Load(_profile with { Seed = 3, Writes = 0, MemberShare = 0 }, 1);
        var hot = KnownSite.Read(site.Folder).Hottest!.Place.Id;
        await using var proxy = await LyingProxy.Start(
            site.Target, (path, json) => path == $"/api/v1/questions/{hot}" && json["score"] is JsonValue score && (json["score"] = score.GetValue<int>() - 1) is not null, TestContext.Current.CancellationToken);
        Assert.Contains((await site.Audit(proxy.Address, [])).Findings, finding => finding.Rule == Rules.Score && finding.Subject.Contains(hot, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_s_page_is_the_one_that_they_see()
    {
        var member = KnownSite.Read(site.Folder).Members[1];
        using var api = new TargetApi(site.Target);
        var signedIn = await api.Send(
            HttpMethod.Post, "tokens", new JsonObject { ["email"] = member.Email, ["password"] = site.Facts.Password }, null, null, null, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Cookie", $"session={signedIn.Json!["token"]}");
        Assert.Contains(member.Handle, (await api.Send(request, TestContext.Current.CancellationToken)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_another_target_are_refused()
    {
        await using var other = await ScriptedTarget.Start(static context => ScriptedTarget.Say(context, 404, "{\"code\":\"not-found\"}"), TestContext.Current.CancellationToken);
        using var temporary = new TemporaryFolder();
        var request = new LoadRequest(_profile, other.Address, new RunFolder(Path.Combine(temporary.Path, "load"))) { Members = site.Folder };
        var wrong = await Assert.ThrowsAsync<UsageException>(() => RunningLoad.Of(request, TestContext.Current.CancellationToken));
        Assert.Contains("are not those of", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<RunSummary> Load(LoadProfile profile, int workers)
    {
        using var temporary = new TemporaryFolder();
        var folder = new RunFolder(Path.Combine(temporary.Path, "load"));
        var (summary, _) = await RunningLoad.Of(new LoadRequest(profile, site.Target, folder) { Members = site.Folder, Workers = workers }, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(folder.File("profile.json")));
        return summary;
    }
}
