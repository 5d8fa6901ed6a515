using System.Text.Json.Nodes;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>Holds a member's ledger, reputation, endorsements and notifications against the journal and the published rules.</summary>
internal sealed class MemberCheck(AuditReader reader, History history, string member)
{
    private readonly Findings _found = new();

    public async Task<Findings> Run(CancellationToken ct)
    {
        var profile = await reader.Read($"members/{member}", null, ct);
        _found.Expect(profile?["id"]?.GetValue<string>() == history.Members[member].Id, Rules.Counter, $"member {member}", history.Members[member].Id, profile?["id"]);
        if (profile is not null)
        {
            Introduction(profile);
            await Ledger(profile, ct);
            await Endorsements(profile, ct);
            await Followers(ct);
            await Notifications(ct);
        }

        return _found;
    }

    // The last acknowledged one, or one of unknown fate after it; nothing where there was none.
    private void Introduction(JsonNode profile)
    {
        HashSet<(string?, string?)> possible = [(null, null)];
        foreach (var said in history.Introductions.GetValueOrDefault(member, []))
        {
            if (said.IsAcknowledged)
            {
                possible.Clear();
            }

            possible.Add((said.Title, said.Text));
        }

        var bio = profile["bio"]?.GetValue<string>();
        var shown = (profile["headline"]?.GetValue<string>(), bio is null ? null : Fingerprint.Of(bio));
        _found.Expect(possible.Contains(shown), Rules.Profile, $"profile of {member}", string.Join(" or ", possible), shown);
    }

    private async Task Ledger(JsonNode profile, CancellationToken ct)
    {
        var entries = (await reader.All($"members/{member}/reputation", null, ct)).ConvertAll(LedgerEntry.Of);
        var expected = LedgerModel.Expected(history, member);
        var there = entries.GroupBy(static entry => (entry.Reason, entry.Question, entry.Answer)).ToDictionary(static same => same.Key, static same => (long)same.Count());
        foreach (var key in expected.Keys.Union(there.Keys))
        {
            // What the cap left nothing of has nothing to be taken back, and no entry says that it was.
            var least = expected.GetValueOrDefault(key) is var bounds && key.Reason == "vote-withdrawn"
                ? bounds with { Least = Math.Max(0, bounds.Least - entries.Count(entry => entry.Points == 0 && entry.Question == key.Question && entry.Answer == key.Answer)) }
                : bounds;
            _found.Expect(least, there.GetValueOrDefault(key), Rules.Ledger, $"entries {key.Reason} of {member} at question {key.Question}, answer {key.Answer ?? "none"}");
        }

        LedgerModel.CheckPoints(Enumerable.Reverse(entries), member, _found);
        var sum = entries.Sum(static entry => (long)entry.Points);
        _found.Expect(Bounds.Exactly(Math.Max(0, sum)), profile["reputation"]!.GetValue<long>(), Rules.Ledger, $"reputation of {member}");
        foreach (var skill in profile["skills"]!.AsArray().OfType<JsonNode>())
        {
            var slug = skill["slug"]!.GetValue<string>();
            var inIt = entries.Where(entry => entry.Skills.Contains(slug)).Sum(static entry => (long)entry.Points);
            _found.Expect(Bounds.Exactly(Math.Max(0, inIt)), skill["reputation"]!.GetValue<long>(), Rules.Ledger, $"reputation of {member} in {slug}");
        }
    }

    private async Task Endorsements(JsonNode profile, CancellationToken ct)
    {
        var said = (await reader.All($"members/{member}/endorsements", member, ct)).ConvertAll(static each => (By: each["by"]?["handle"]?.GetValue<string>(), Skill: $"{each["skill"]}"));
        var sent = history.Endorsements.GetValueOrDefault(member, []).GroupBy(static line => (line.By, Skill: line.Skills![0])).ToList();
        foreach (var each in sent)
        {
            var times = said.Count(shown => shown.By == each.Key.By && shown.Skill == each.Key.Skill);
            _found.Expect(new Bounds(each.Any(static line => line.IsAcknowledged) ? 1 : 0, 1), times, Rules.Endorsement, $"{each.Key.By} for {each.Key.Skill} of {member}");
        }

        foreach (var skill in profile["skills"]!.AsArray().OfType<JsonNode>())
        {
            var slug = skill["slug"]!.GetValue<string>();
            var inIt = sent.Where(each => each.Key.Skill == slug).ToList();
            var expected = new Bounds(inIt.Count(static each => each.Any(static line => line.IsAcknowledged)), inIt.Count);
            _found.Expect(expected, skill["endorsements"]!.GetValue<int>(), Rules.Endorsement, $"endorsements of {member} in {slug}");
        }
    }

    private async Task Followers(CancellationToken ct)
    {
        if (!history.Followers.TryGetValue(member, out var followers))
        {
            return;
        }

        var shown = (await reader.All($"members/{member}/followers", null, ct)).CountBy(static each => each["member"]?["handle"]?.GetValue<string>() ?? "").ToDictionary(StringComparer.Ordinal);
        foreach (var follows in followers.GroupBy(static line => line.By, StringComparer.Ordinal))
        {
            var expected = new Bounds(follows.Any(static line => line.IsAcknowledged) ? 1 : 0, 1);
            _found.Expect(expected, shown.GetValueOrDefault(follows.Key), Rules.Follow, $"{follows.Key} among the followers of {member}");
        }
    }

    private async Task Notifications(CancellationToken ct)
    {
        var items = await reader.All("notifications", member, ct);
        var told = items.Where(static item => $"{item["kind"]}" != "points")
            .GroupBy(static item => (Kind: $"{item["kind"]}", Subject: item["question"]?["id"]?.GetValue<string>() ?? ""))
            .ToDictionary(static same => same.Key, static same => same.Sum(static item => item["count"]!.GetValue<long>()));
        var expected = NotificationModel.Expected(history, member);
        foreach (var key in expected.Keys.Union(told.Keys))
        {
            _found.Expect(expected.GetValueOrDefault(key), told.GetValueOrDefault(key), Rules.Notification, $"{key.Kind} {key.Subject} told to {member}");
        }

        var twice = items.GroupBy(static item => $"{item["position"]}").Where(static same => same.Count() > 1).Select(static same => same.Key);
        _found.Expect(!twice.Any(), Rules.Notification, $"notifications of {member}", "each once", string.Join(' ', twice));
    }
}
