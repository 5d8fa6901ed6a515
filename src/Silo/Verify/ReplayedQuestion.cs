using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Silo.Verify;

/// <summary>A question recomputed from its facts, in the plainest way: what the grain and the lists must say.</summary>
internal sealed class ReplayedQuestion(long id, QuestionAsked asked, DateTimeOffset at)
{
    private readonly Dictionary<(PostRef Post, MemberId Voter), (int Value, long Version)> _votes = [];
    private readonly Dictionary<AnswerId, bool> _answers = [];
    private ImmutableArray<SkillSlug> _skills = [.. asked.Skills.Distinct()];
    private string _title = asked.Title ?? "";
    private DateTimeOffset? _later;
    private AnswerId? _accepted;
    private int _version = 1;
    private bool _closed;

    public bool Hidden { get; private set; }

    public ImmutableArray<SkillSlug> Skills => _skills;

    private int Answers => _answers.Count(static answer => answer.Value);

    private AnswerId? Accepted => _accepted is { } answer && _answers.GetValueOrDefault(answer) ? answer : null;

    /// <summary>Applies a further fact; returns what is wrong with it, null when nothing is.</summary>
    public string? Apply(Fact fact, Occurrence occurrence)
    {
        switch (fact)
        {
            case PostEdited edited:
                Edit(edited);
                Active(occurrence);
                break;
            case AnswerPosted posted:
                _answers[posted.Answer] = true;
                Active(occurrence);
                break;
            case PostVoted voted:
                return Vote(voted, occurrence.Version);
            case AnswerAccepted accepted:
                _accepted = accepted.Answer;
                break;
            case AcceptanceWithdrawn withdrawn:
                var wrong = _accepted == withdrawn.Answer ? null : $"an acceptance of {withdrawn.Answer} is withdrawn that does not hold";
                _accepted = null;
                return wrong;
            case PostDeleted { Post.Answer: { } answer }:
                _answers[answer] = false;
                break;
            case PostDeleted:
                Hidden = true;
                break;
            case PostUndeleted { Post.Answer: { } answer }:
                _answers[answer] = true;
                break;
            case PostUndeleted:
                Hidden = false;
                break;
            case QuestionClosed:
                _closed = true;
                break;
        }

        return null;
    }

    /// <summary>The row that lists are read from.</summary>
    public string Row() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_title}|{string.Join(' ', _skills)}|{(int)asked.Locale}|{asked.Author?.Value ?? 0}|{Micros(at)}|{Micros(_later ?? at)}|{Score(PostRef.Question)}|{Answers}|{_accepted?.Value ?? 0}|{(Accepted is null ? 0 : 1)}|{(_closed ? 1 : 0)}|{(Hidden ? 1 : 0)}");

    /// <summary>What it is sorted by in each of its skills.</summary>
    public string Place() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Micros(at)}|{Micros(_later ?? at)}|{Score(PostRef.Question)}|{Answers}|{(Hidden ? 1 : 0)}");

    /// <summary>What the question's grain must show.</summary>
    public string Shown() => string.Create(
        CultureInfo.InvariantCulture,
        $"score {Score(PostRef.Question)}, answers {Answers}, accepted {Accepted?.Value ?? 0}, closed {_closed}, version {_version}");

    /// <summary>The score of each answer that is there.</summary>
    public IEnumerable<(long Answer, int Score)> AnswerScores() =>
        _answers.Where(static answer => answer.Value).Select(answer => (answer.Key.Value, Score(new PostRef(answer.Key))));

    public long Id => id;

    private static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private int Score(PostRef post) => _votes.Where(vote => vote.Key.Post == post).Sum(static vote => vote.Value.Value);

    private void Active(Occurrence occurrence) => _later = occurrence.At > (_later ?? at) ? occurrence.At : _later;

    private void Edit(PostEdited edited)
    {
        if (edited.Post.IsQuestion)
        {
            _title = edited.Title ?? _title;
            _skills = edited.Skills is { } skills ? [.. skills.Distinct()] : _skills;
            _version++;
        }
    }

    private string? Vote(PostVoted voted, long version)
    {
        var key = (voted.Post, voted.Voter);
        var (value, since) = _votes.GetValueOrDefault(key);
        _votes[key] = (voted.Value, version);
        if (voted.Value == 0)
        {
            _votes.Remove(key);
        }

        return (voted.Previous, voted.PreviousVersion) == (value, value == 0 ? 0 : since)
            ? null
            : $"a vote of {voted.Voter} says that it replaces {voted.Previous} of version {voted.PreviousVersion}, there is {value} of version {since}";
    }
}
