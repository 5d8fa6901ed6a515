using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Search;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Grains.Reputation;
using Skiller.Grains.Skills;

namespace Skiller.Silo.Verify;

/// <summary>Everything that must be there, recomputed from the log alone; and what is wrong with the log itself.</summary>
/// <param name="feedsBegan">The position of the first fact that went to feeds.</param>
internal sealed class LogReplay(long feedsBegan)
{
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayedQuestion> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayedMember> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Ledger> _ledgers = [];
    private readonly HashSet<SkillSlug> _skills = [];
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly ReplayedInbox _inbox = new();
    private readonly List<string> _faults = [];
    private readonly ReplayedFeeds _feeds = new();
    private readonly ReplayedPulse _pulse = new();
    private HashSet<string>? _moved;

    public long Head { get; private set; }

    /// <summary>What is wrong with the log itself, one line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public IEnumerable<ReplayedQuestion> Questions => _questions.Values;

    public IEnumerable<ReplayedMember> Members => _members.Values;

    public IEnumerable<ReplayedStanding> Standings => _ledgers.Select(static ledger => new ReplayedStanding(new MemberId(ledger.Key), ledger.Value));

    /// <summary>Streams, targets and skills that facts were applied to since <see cref="Watch"/>.</summary>
    public IReadOnlySet<string> Moved => _moved ?? [];

    /// <summary>Notes from now on what moves.</summary>
    public void Watch() => _moved = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>There is nothing to read any more: holds that against what the log says of itself.</summary>
    public void End(long head)
    {
        if (head != Head)
        {
            _faults.Add($"log: its head is {head}, and the last position that can be read is {Head}");
        }
    }

    public void Apply(RecordedActivity activity)
    {
        // Positions have no gaps: what is not there was taken away.
        if (activity.Position != Head + 1)
        {
            _faults.Add($"log: position {activity.Position} comes after {Head}");
        }

        Head = activity.Position;
        var expected = _versions.GetValueOrDefault(activity.Stream) + 1;
        if (activity.Version != expected)
        {
            _faults.Add($"stream {activity.Stream}: version {activity.Version} at position {activity.Position}, expected {expected}");
        }

        _versions[activity.Stream] = activity.Version;
        try
        {
            Apply(activity, FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity));
        }
        catch (Exception fault) when (fault is UnknownActivityException or System.Text.Json.JsonException)
        {
            _faults.Add($"log: position {activity.Position} cannot be read: {fault.Message}");
        }
    }

    /// <summary>The rows that must be there: kind and key to value.</summary>
    public Dictionary<(string Kind, string Key), string> Rows()
    {
        var rows = new Dictionary<(string, string), string>();
        foreach (var (key, target) in _targets)
        {
            rows[("target", key)] = target;
        }

        foreach (var question in _questions.Values)
        {
            rows[("question", Text(question.Id))] = question.Row();
            foreach (var (part, value) in question.Found())
            {
                rows[("search-text", string.Create(CultureInfo.InvariantCulture, $"{(int)SearchKind.Question}/{question.Id}/{part}"))] = value;
            }

            foreach (var skill in question.Skills)
            {
                rows[("question-skill", $"{question.Id}/{skill}")] = question.Place();
            }

            foreach (var answer in question.Posted)
            {
                rows[("answer", Text(answer.Value))] = Text(question.Id);
            }
        }

        foreach (var (skill, counts) in SkillRows.Of(_skills, _questions.Values, _members.Values, _ledgers))
        {
            rows[("skill", skill.Value)] = counts;
        }

        foreach (var (pair, count) in SkillRows.Pairs(_questions.Values))
        {
            rows[("skill-pair", pair)] = count;
        }

        foreach (var member in _members.Values)
        {
            rows[("member", Text(member.Id))] = member.Row(_ledgers.TryGetValue(member.Id, out var points) ? points.Added.Sum(static entry => (long)entry.Points) : 0);
            rows[("search-text", string.Create(CultureInfo.InvariantCulture, $"{(int)SearchKind.Member}/{member.Id}/0"))] = member.Found();
            foreach (var word in member.Named())
            {
                rows[("search-name", $"{word}/{member.Id}")] = "";
            }

            foreach (var (skill, value) in member.Skills())
            {
                rows[("member-skill", $"{member.Id}/{skill}")] = value;
            }
        }

        foreach (var (member, ledger) in _ledgers)
        {
            LedgerRows.Add(rows, member, ledger);
        }

        foreach (var (kind, key, value) in _feeds.Rows())
        {
            rows[(kind, key)] = value;
        }

        foreach (var (kind, key, value) in _pulse.Rows())
        {
            rows[(kind, key)] = value;
        }

        _inbox.Add(rows);
        return rows;
    }

    private static bool IsFeed(string target) => target.StartsWith($"{ActivityRouting.FeedNamespace}/", StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Apply(RecordedActivity activity, Fact fact, Occurrence occurrence)
    {
        Note(activity.Stream);
        Note(SkillsOf(activity.Stream));
        var isFed = activity.Position >= feedsBegan;
        if (isFed)
        {
            _feeds.Apply(fact, occurrence, activity.Position);
        }

        foreach (var (target, ordinal) in ActivityRouting.TargetsOf(activity.Stream, fact).Where(target => isFed || !IsFeed(target)).Select(static (t, i) => (t, i)))
        {
            Note(target);
            _targets[$"{ActivityRouting.PartitionOf(target)}/{activity.Position}/{ordinal}"] = target;
            if (target.StartsWith($"{ActivityRouting.MemberNamespace}/m:", StringComparison.Ordinal))
            {
                var member = long.Parse(target.AsSpan(ActivityRouting.MemberNamespace.Length + 3), CultureInfo.InvariantCulture);
                Fold(member, fact, occurrence, activity.Position);
            }
        }

        _inbox.Apply(fact, occurrence, activity.Position);
        Note(_pulse.Apply(fact, occurrence));
        switch (fact)
        {
            case QuestionAsked asked:
                _questions[activity.Stream] = new ReplayedQuestion(Number(activity.Stream), asked, activity.At);
                _skills.UnionWith(asked.Skills);
                break;
            case MemberRegistered joined:
                _members[activity.Stream] = new ReplayedMember(Number(activity.Stream), joined, activity.At);
                _skills.UnionWith(joined.Skills);
                break;
            case SkillDescribed:
                _skills.Add(SkillSlug.Parse(activity.Stream[2..]));
                break;
            default:
                Further(activity, fact, occurrence);
                break;
        }

        Note(SkillsOf(activity.Stream));
    }

    private void Note(params IEnumerable<string> subjects)
    {
        foreach (var subject in _moved is null ? [] : subjects)
        {
            _moved?.Add(subject);
        }
    }

    // A skill's count moves with the questions that carry it.
    private IEnumerable<string> SkillsOf(string stream)
    {
        IEnumerable<SkillSlug> skills = _questions.TryGetValue(stream, out var question) ? question.Skills
            : _members.TryGetValue(stream, out var member) ? member.Skills().Select(static skill => skill.Skill)
            : [];
        return skills.Select(GrainKeys.Of);
    }

    private void Further(RecordedActivity activity, Fact fact, Occurrence occurrence)
    {
        if (_questions.TryGetValue(activity.Stream, out var question) && question.Apply(fact, occurrence) is { } wrong)
        {
            _faults.Add($"question {question.Id}: {wrong} (position {activity.Position})");
        }

        if (_members.TryGetValue(activity.Stream, out var member))
        {
            member.Apply(fact);
        }

        switch (fact)
        {
            case PostEdited { Skills: { } skills }:
                _skills.UnionWith(skills);
                break;
            case ProfileEdited { Skills: { } skills }:
                _skills.UnionWith(skills);
                break;
            case SkillEndorsed endorsed:
                _skills.Add(endorsed.Skill);
                break;
        }
    }

    private void Fold(long member, Fact fact, Occurrence occurrence, long position)
    {
        if (!_ledgers.TryGetValue(member, out var ledger))
        {
            _ledgers[member] = ledger = new Ledger();
        }

        // Nothing is written elsewhere: all that the rules ask for was entered here.
        ledger.Know(new LedgerSlice([], LedgerNeeds.None.With(fact, occurrence).Days.ToImmutableDictionary(static day => day, static _ => 0)));
        var before = ledger.Added.Count;
        EarningReputation.Fold(ledger, new MemberId(member), fact, occurrence, position);
        Note(ledger.Added.Skip(before).SelectMany(static entry => entry.Skills).Select(GrainKeys.Of));
    }

    private static long Number(string stream) => long.Parse(stream.AsSpan(2), CultureInfo.InvariantCulture);
}
