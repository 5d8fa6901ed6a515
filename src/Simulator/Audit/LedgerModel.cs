using System.Text.Json.Nodes;

namespace Skiller.Simulator.Audit;

/// <summary>An entry of a ledger as the API shows it.</summary>
internal sealed record LedgerEntry(DateTimeOffset At, int Points, string Reason, IReadOnlyList<string> Skills, string Question, string? Answer, long Position)
{
    public static LedgerEntry Of(JsonNode json) => new(
        json["at"]!.GetValue<DateTimeOffset>(),
        json["points"]!.GetValue<int>(),
        json["reason"]!.GetValue<string>(),
        [.. json["skills"]!.AsArray().Select(static skill => $"{skill}")],
        json["question"]!.GetValue<string>(),
        json["answerId"]?.GetValue<string>(),
        json["position"]!.GetValue<long>());
}

/// <summary>
/// The published rules of reputation, written down here from their publication alone: what each act gives, the cap of 200 points from votes a UTC day,
/// and that a reversal takes back exactly what was given.
/// </summary>
internal static class LedgerModel
{
    private const int Cap = 200;

    /// <summary>How many entries of each reason and place a member's ledger has.</summary>
    public static Dictionary<(string Reason, string Question, string? Answer), Bounds> Expected(History history, string member)
    {
        var entries = new Dictionary<(string, string, string?), Bounds>();
        foreach (var asked in history.Of(member))
        {
            foreach (var post in asked.Posts)
            {
                foreach (var (voter, votes) in post.Votes.Where(votes => post.Author == member || votes.Key == member))
                {
                    Votes(entries, post, votes, isAuthor: post.Author == member);
                }
            }

            Acceptances(entries, asked, member);
        }

        return entries;
    }

    /// <summary>Looks at the points of each entry, oldest first.</summary>
    public static void CheckPoints(IEnumerable<LedgerEntry> oldestFirst, string member, Findings found)
    {
        var today = new Dictionary<DateOnly, int>();
        var open = new Dictionary<(string, string?), List<(int Points, DateOnly Day, bool IsCapped)>>();
        foreach (var entry in oldestFirst)
        {
            var day = DateOnly.FromDateTime(entry.At.UtcDateTime);
            if (!open.TryGetValue((entry.Question, entry.Answer), out var given))
            {
                open[(entry.Question, entry.Answer)] = given = [];
            }

            if (entry.Reason is "vote-withdrawn" or "acceptance-withdrawn")
            {
                var reversed = given.FindLastIndex(before => before.Points == -entry.Points && before.Day == day);
                reversed = reversed >= 0 ? reversed : given.FindLastIndex(before => before.Points == -entry.Points);
                found.Expect(reversed >= 0, Rules.Ledger, Subject(member, entry), "the opposite of what was given", entry.Points);
                if (reversed >= 0)
                {
                    var (points, then, isCapped) = given[reversed];
                    given.RemoveAt(reversed);
                    today[then] = today.GetValueOrDefault(then) - (isCapped ? points : 0);
                }

                continue;
            }

            var (full, capped) = Given(entry.Reason);
            var expected = capped ? Math.Clamp(Cap - today.GetValueOrDefault(day), 0, full) : full;
            found.Expect(entry.Points == expected, Rules.Ledger, Subject(member, entry), expected, entry.Points);
            given.Add((entry.Points, day, capped));
            today[day] = today.GetValueOrDefault(day) + (capped ? entry.Points : 0);
        }
    }

    private static (int Full, bool Capped) Given(string reason) => reason switch
    {
        "answer-voted-up" => (10, true),
        "question-voted-up" => (5, true),
        "answer-accepted" => (15, false),
        "accepted-an-answer" => (2, false),
        "answer-voted-down" or "question-voted-down" => (-2, false),
        "voted-an-answer-down" => (-1, false),
        _ => (0, false),
    };

    private static string Subject(string member, LedgerEntry entry) => $"{entry.Reason} at {entry.Position} of {member}";

    private static void Votes(Dictionary<(string, string, string?), Bounds> entries, Written post, List<Journal.JournalLine> votes, bool isAuthor)
    {
        var isAnswer = post.Line.Kind == "answer";
        var (before, certain) = (0, true);
        foreach (var vote in votes)
        {
            var value = vote.Value ?? 0;
            certain &= vote.IsAcknowledged;
            if (certain && value == before)
            {
                continue;
            }

            // After an unknown one, each may have changed something or nothing.
            if (isAuthor)
            {
                Add(entries, post, "vote-withdrawn", certain, before != 0 || !certain);
                Add(entries, post, isAnswer ? "answer-voted-up" : "question-voted-up", certain, value > 0);
                Add(entries, post, isAnswer ? "answer-voted-down" : "question-voted-down", certain, value < 0);
            }
            else if (isAnswer)
            {
                Add(entries, post, "vote-withdrawn", certain, before < 0 || !certain);
                Add(entries, post, "voted-an-answer-down", certain, value < 0);
            }

            before = value;
        }
    }

    private static void Acceptances(Dictionary<(string, string, string?), Bounds> entries, Asked asked, string member)
    {
        Written? before = null;
        var certain = true;
        foreach (var acceptance in asked.Acceptances)
        {
            certain &= acceptance.IsAcknowledged;
            var now = asked.Answers.Find(answer => answer.Id == acceptance.Answer);
            if (now is null || (certain && now == before))
            {
                continue;
            }

            foreach (var (post, reason) in new[] { (before, "acceptance-withdrawn"), (now, "") })
            {
                if (post is null || post.Author == asked.Post.Author)
                {
                    continue;
                }

                Add(entries, post, reason.Length > 0 ? reason : "answer-accepted", certain, post.Author == member);
                Add(entries, post, reason.Length > 0 ? reason : "accepted-an-answer", certain, asked.Post.Author == member);
            }

            before = now;
        }
    }

    private static void Add(Dictionary<(string, string, string?), Bounds> entries, Written post, string reason, bool certain, bool happens)
    {
        if (happens)
        {
            var key = (reason, post.Post.Question, post.Post.Answer);
            entries[key] = entries.GetValueOrDefault(key) + new Bounds(certain ? 1 : 0, 1);
        }
    }
}
