using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Skiller.Simulator.Audit;

/// <summary>Something that is not as the journal and the published rules say.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Subject">Of what.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Found">What it is.</param>
internal sealed record Finding(string Rule, string Subject, string Expected, string Found);

/// <summary>A rule, how often it was looked at and what was found.</summary>
internal sealed record RuleResult(string Rule, long Checked, long Failed);

/// <summary>What an audit came to.</summary>
/// <param name="Rules">By rule.</param>
/// <param name="Findings">The first of the findings.</param>
/// <param name="FindingCount">All of them.</param>
/// <param name="Requests">Requests that it took.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record AuditResult(IReadOnlyList<RuleResult> Rules, IReadOnlyList<Finding> Findings, long FindingCount, long Requests, double Seconds)
{
    /// <summary>What is worth knowing and breaks no rule: the first of it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    [JsonIgnore]
    public bool IsClean => FindingCount == 0;
}

/// <summary>The rules by name; permanent, as they stand in reports.</summary>
internal static class Rules
{
    public const string Question = "questions-once";
    public const string Answer = "answers-once";
    public const string Comment = "comments-once";
    public const string Edit = "edits-once";
    public const string Vote = "votes-once";
    public const string Score = "scores-equal-votes";
    public const string Acceptance = "acceptances-once";
    public const string Endorsement = "endorsements-once";
    public const string Follow = "follows-once";
    public const string Profile = "profiles-once";
    public const string Ledger = "ledgers-equal-acts";
    public const string Notification = "notifications-once";
    public const string Mail = "mails-once";
    public const string Counter = "counters";
    public const string Refused = "refused-without-effect";
    public const string Privacy = "private-stays-private";
    public const string Answering = "target-answers";

    public static IReadOnlyList<string> All { get; } =
        [Question, Answer, Comment, Edit, Vote, Score, Acceptance, Endorsement, Follow, Profile, Ledger, Notification, Mail, Counter, Refused, Privacy, Answering];
}

/// <summary>What checks of one subject found, before it is final.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, long> _checked = new(StringComparer.Ordinal);

    public List<Finding> All { get; } = [];

    /// <summary>What is worth knowing and breaks no rule.</summary>
    public List<string> Notes { get; } = [];

    public IReadOnlyDictionary<string, long> Checked => _checked;

    /// <summary>Looks at one thing.</summary>
    public void Expect(bool holds, string rule, string subject, object? expected, object? found)
    {
        _checked[rule] = _checked.GetValueOrDefault(rule) + 1;
        if (!holds)
        {
            All.Add(new Finding(rule, subject, $"{expected}", $"{found}"));
        }
    }

    /// <summary>Looks at a number.</summary>
    public void Expect(Bounds expected, long found, string rule, string subject) => Expect(expected.Take(found), rule, subject, expected, found);
}

/// <summary>All findings of an audit; may be added to from many sides.</summary>
internal sealed class FindingBook
{
    private const int Kept = 500;
    private readonly ConcurrentDictionary<string, long> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Finding> _findings = new();
    private readonly ConcurrentQueue<string> _notes = new();

    public void Add(Findings of)
    {
        foreach (var (rule, count) in of.Checked)
        {
            _checked.AddOrUpdate(rule, count, (_, before) => before + count);
        }

        of.All.ForEach(Add);
        foreach (var note in of.Notes.Take(Kept - Math.Min(Kept, _notes.Count)))
        {
            _notes.Enqueue(note);
        }
    }

    public void Add(Finding finding)
    {
        _failed.AddOrUpdate(finding.Rule, 1, static (_, before) => before + 1);
        if (_findings.Count < Kept)
        {
            _findings.Enqueue(finding);
        }
    }

    public AuditResult Result(long requests, double seconds) => new(
        [.. Rules.All.Select(rule => new RuleResult(rule, _checked.GetValueOrDefault(rule), _failed.GetValueOrDefault(rule)))],
        [.. _findings],
        _failed.Values.Sum(),
        requests,
        Math.Round(seconds, 1))
    { Notes = [.. _notes] };
}
