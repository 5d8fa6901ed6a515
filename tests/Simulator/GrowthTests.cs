using System.Globalization;
using System.Text.Json.Nodes;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Target;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>A real growth to 200 members and its audit, which must find each lie that is told of it.</summary>
[Collection(GrownSites.Name)]
public sealed class GrowthTests(GrownSite site)
{
    [Fact]
    public void It_was_stopped_in_the_middle_and_went_on_to_its_end_with_every_act_once()
    {
        Assert.True(site.Stopped.WasStopped);
        Assert.InRange(site.Stopped.Members, 1, 199);
        Assert.False(site.Whole.WasStopped);
        Assert.Equal(200, site.Whole.Members);
        var lines = site.Folder.Lines();
        Assert.Equal((0, 0), (lines.Count(static line => line.Outcome == Outcome.Unknown), lines.Count(static line => line.Outcome == Outcome.Skipped)));
        Assert.All(lines.Where(static line => line.Outcome == Outcome.Refused), static line => Assert.Equal("mistake", line.Kind));
        foreach (var kind in new[] { "join", "invite", "ask", "answer", "comment", "edit", "vote", "accept", "endorse", "follow", "unfollow", "introduce", "follow-member", "draft" })
        {
            Assert.Contains(lines, line => line.Kind == kind && line.IsAcknowledged);
        }

        Assert.Contains(lines, static line => line is { Kind: "mistake", Code: "own-post" });
    }

    [Fact]
    public void Pages_were_loaded_and_events_heard_without_an_error_or_a_repetition()
    {
        Assert.True(site.Whole.Loads > 0);
        Assert.Equal(0, site.Whole.LoadErrors);
        Assert.True(site.Whole.LiveEvents > 0);
        Assert.Equal(0, site.Whole.LiveRepeated);
    }

    [Fact]
    public void Questions_answers_comments_votes_and_readings_went_to_the_grains_in_turns()
    {
        foreach (var kind in new[] { "ask", "answer", "comment", "vote", "page-question" })
        {
            Assert.Contains(site.Whole.Kinds, measured => measured.Kind == $"{kind}-grain" && measured is { Count: > 0, Errors: 0 });
            Assert.Contains(site.Whole.Kinds, measured => measured.Kind == kind && measured.Count > 0);
        }

        Assert.Equal(["front", "grains"], site.Whole.Ways.Select(static way => way.Way));
        Assert.DoesNotContain(site.Stopped.Kinds, static measured => measured.Kind.EndsWith("-grain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_act_that_is_sent_again_is_recognised_whichever_way_it_went_first()
    {
        var ct = TestContext.Current.CancellationToken;
        using var api = new TargetApi(site.Target);
        await using var cluster = await ClusterConnection.Open(site.Gateway, ct);
        var (planner, sessions) = (new Planner(site.Facts.Scenario), new Sessions(api, site.Facts.Password));
        var requests = new ActRequests(site.Facts.Scenario, planner.People, site.Facts.Password, null);
        var lines = site.Folder.Lines().Where(static line => line is { Kind: "comment" or "answer", IsAcknowledged: true }).ToDictionary(static line => line.Name);
        var members = site.Folder.Lines().Where(static line => line is { Kind: "join", IsAcknowledged: true }).ToDictionary(static line => line.By, static line => long.Parse(line.Id!, CultureInfo.InvariantCulture));
        var again = planner.Acts().Where(act => lines.ContainsKey(act.Name)).Where(static (_, place) => place % 10 == 0).ToList();
        Assert.True(again.Count > 5, $"{again.Count}");
        foreach (var act in again)
        {
            var (line, who, key) = (lines[act.Name], planner.People[act.Actor], $"{site.Facts.Scenario.Tag}-{act.Name}");
            var request = requests.Of(act, new Known("", line.Question, line.Answer));
            var front = await sessions.Send(who.Email, token => api.Send(request.Method, request.Path, request.Body, token, key, null, ct), ct);
            var grain = await sessions.Send(who.Email, token => cluster.Caller.Act(request, members[who.Handle], token, key, ct), ct);
            Assert.Equal((line.Id, line.Id), ($"{front.Json!["id"]}", $"{grain.Json!["id"]}"));
        }

        // What was made long ago says nothing of the time.
        Assert.False(cluster.Caller.Takes("vote"));
    }

    [Fact]
    public async Task Its_audit_is_clean_and_looked_at_everything()
    {
        var audit = await site.Audit(site.Target, Auditor.Settling);
        Assert.Empty(audit.Findings);
        Assert.All(audit.Rules.Where(static rule => rule.Rule != Rules.Answering), static rule => Assert.True(rule.Checked > 0, rule.Rule));
    }

    [Fact]
    public Task A_lost_vote_is_found() => Finds(Rules.Score, OfQuestion(static question =>
        question["score"] is { } score && score.GetValue<int>() > 0 && (question["score"] = score.GetValue<int>() - 1) is not null));

    [Fact]
    public Task A_vote_that_its_voter_is_not_shown_is_found() => Finds(Rules.Vote, OfQuestion(static question => (question["myVote"]?.GetValue<int>() ?? 0) != 0 && (question["myVote"] = 0) is not null));

    [Fact]
    public Task A_doubled_notification_is_found() => Finds(Rules.Notification, static (path, json) =>
    {
        if (!path.EndsWith("/notifications", StringComparison.Ordinal) || json["items"]!.AsArray().FirstOrDefault(static item => $"{item!["kind"]}" == "comment") is not { } item)
        {
            return false;
        }

        var twice = item.DeepClone();
        twice["position"] = item["position"]!.GetValue<long>() + 1_000_000;
        json["items"]!.AsArray().Add(twice);
        return true;
    });

    [Fact]
    public Task A_wrong_entry_of_a_ledger_is_found() => Finds(Rules.Ledger, static (path, json) =>
    {
        if (!path.EndsWith("/reputation", StringComparison.Ordinal) || json["items"]!.AsArray() is not [{ } first, ..])
        {
            return false;
        }

        first["points"] = first["points"]!.GetValue<int>() + 5;
        return true;
    });

    [Fact]
    public Task A_profile_that_somebody_else_has_changed_is_found() => Finds(Rules.Profile, static (path, json) =>
    {
        if (!path.StartsWith("/api/v1/members/", StringComparison.Ordinal) || json["headline"]?.GetValue<string>() is not { } headline)
        {
            return false;
        }

        json["headline"] = $"{headline} And more.";
        return true;
    });

    [Fact]
    public async Task A_second_mail_and_one_that_tells_something_private_are_found_and_a_copy_is_noted()
    {
        using var temporary = new TemporaryFolder();
        var draft = site.Folder.Lines().First(static line => line is { Kind: "draft", IsAcknowledged: true });
        var mails = Directory.EnumerateFiles(site.Mails, "*.eml").Where(file => !File.ReadAllText(file).Contains(draft.By, StringComparison.Ordinal)).Take(2).ToList();
        File.Copy(mails[0], Path.Combine(temporary.Path, "again.eml"));
        var other = (await File.ReadAllTextAsync(mails[1], TestContext.Current.CancellationToken)).Replace("Subject:", $"Subject: {draft.Secret}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(temporary.Path, "leak.eml"), other.Replace("Message-Id: <", "Message-Id: <x", StringComparison.OrdinalIgnoreCase), TestContext.Current.CancellationToken);
        var audit = await site.Audit(site.Target, [], temporary.Path);
        Assert.Contains("was sent 2 times", Assert.Single(audit.Notes), StringComparison.Ordinal);
        Assert.Equal(("1", "2"), Assert.Single(audit.Findings.Where(static finding => finding.Rule == Rules.Mail).Select(static finding => (finding.Expected, finding.Found))));
        Assert.Contains(audit.Findings, static finding => finding.Rule == Rules.Privacy && finding.Subject.Contains("GET mail x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_leaked_draft_is_found()
    {
        var secret = site.Folder.Lines().First(static line => line is { Kind: "draft", IsAcknowledged: true }).Secret!;
        await Finds(Rules.Privacy, OfQuestion(question => (question["hint"] = $"Somebody is writing: {secret}") is not null));
    }

    [Fact]
    public Task An_answer_that_is_gone_is_found() => Finds(Rules.Answer, OfQuestion(static question =>
    {
        var answers = question["answers"]!.AsArray();
        if (answers.Count == 0)
        {
            return false;
        }

        answers.RemoveAt(0);
        return true;
    }));

    // A lie does not pass: nobody waits for it.
    private async Task Finds(string rule, Func<string, JsonNode, bool> lie)
    {
        await using var proxy = await LyingProxy.Start(site.Target, lie, TestContext.Current.CancellationToken);
        var audit = await site.Audit(proxy.Address, []);
        Assert.True(proxy.Told > 0, "The proxy never had an occasion.");
        Assert.Contains(audit.Findings, finding => finding.Rule == rule);
    }

    // One question alone is told wrongly, so that few things are read again.
    private Func<string, JsonNode, bool> OfQuestion(Func<JsonNode, bool> lie)
    {
        string? chosen = null;
        var ids = site.Folder.Lines().Where(static line => line is { Kind: "ask", IsAcknowledged: true }).Select(static line => $"/api/v1/questions/{line.Id}").ToHashSet();
        return (path, json) =>
        {
            if ((chosen ?? path) != path || !ids.Contains(path) || !lie(json))
            {
                return false;
            }

            chosen = path;
            return true;
        };
    }
}
