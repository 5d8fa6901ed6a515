using System.Text.Json.Nodes;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>Holds the list of all questions and the figures of skills against the journal.</summary>
internal sealed class SiteCheck(AuditReader reader, History history, RunFacts facts)
{
    /// <summary>That the list has each question once, with its figures.</summary>
    public async Task<Findings> Listing(CancellationToken ct)
    {
        var found = new Findings();
        var listed = await reader.All("questions?sort=newest", null, ct);
        var times = listed.GroupBy(static each => $"{each["id"]}").ToDictionary(static same => same.Key, static same => same.ToList());
        foreach (var (id, asked) in history.Questions)
        {
            var rows = times.GetValueOrDefault(id, []);
            found.Expect(rows.Count == 1, Rules.Question, $"question {id} in the list", "once", $"{rows.Count} times");
            if (rows.Count > 0)
            {
                var answers = asked.Answers.Count;
                found.Expect(new Bounds(answers, answers + asked.UnknownAnswers.Count), rows[0]["answerCount"]!.GetValue<int>(), Rules.Counter, $"answerCount of question {id} in the list");
                found.Expect(VoteOutcomes.Score(asked.Post), rows[0]["score"]!.GetValue<int>(), Rules.Score, $"score of question {id} in the list");
            }
        }

        // What this run sent under unknown outcomes may be there, once each.
        var unknown = history.Lines.Count(static line => line is { Kind: "ask", Outcome: Outcome.Unknown });
        var extra = listed.Count(each => each["author"]?["handle"]?.GetValue<string>().Contains($"-{facts.Scenario.Tag}-", StringComparison.Ordinal) == true && !history.Questions.ContainsKey($"{each["id"]}"));
        found.Expect(new Bounds(0, unknown), extra, Rules.Refused, "questions that nobody knows");
        foreach (var wrong in history.WronglyDone)
        {
            found.Expect(false, Rules.Refused, $"{wrong.Name} of {wrong.By}", "refused", "done");
        }

        found.Expect(true, Rules.Refused, "mistakes", "refused", "refused");
        return found;
    }

    /// <summary>A skill's figures, where the site has no others than the run's.</summary>
    public async Task<Findings> Skill(string slug, CancellationToken ct)
    {
        var found = new Findings();
        var skill = await reader.Read($"skills/{Uri.EscapeDataString(slug)}", null, ct);
        found.Expect(skill is not null, Rules.Counter, $"skill {slug}", "there", "missing");
        if (skill is not null && facts.StartedEmpty)
        {
            Count(found, slug, skill);
        }

        return found;
    }

    private void Count(Findings found, string slug, JsonNode skill)
    {
        var (surely, perhaps) = (Asked(slug, static line => line.IsAcknowledged), Asked(slug, static line => line.Outcome is Outcome.Acknowledged or Outcome.Unknown));
        found.Expect(new Bounds(surely, perhaps), skill["questionCount"]!.GetValue<long>(), Rules.Counter, $"questionCount of skill {slug}");
        var peers = history.Endorsements.Values.SelectMany(static said => said).Where(line => line.Skills![0] == slug).GroupBy(static line => (line.By, line.Peer)).ToList();
        var endorsed = new Bounds(peers.Count(static each => each.Any(static line => line.IsAcknowledged)), peers.Count);
        found.Expect(endorsed, skill["endorsements"]!.GetValue<long>(), Rules.Counter, $"endorsements of skill {slug}");
    }

    private int Asked(string slug, Func<JournalLine, bool> counts) => history.Questioned.Count(line => counts(line) && line.Skills!.Contains(slug));
}
