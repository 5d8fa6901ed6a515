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
    private readonly ReplayedPost _itself = new(asked.Body);
    private readonly Dictionary<AnswerId, ReplayedPost> _answers = [];
    private ImmutableArray<SkillSlug> _skills = [.. asked.Skills.Distinct()];
    private string _title = asked.Title ?? "";
    private DateTimeOffset? _later;
    private AnswerId? _accepted;
    private bool _closed;

    public long Id => id;

    public bool Hidden => !_itself.IsShown;

    public ImmutableArray<SkillSlug> Skills => _skills;

    /// <summary>Who has a vote on any of its posts that are there.</summary>
    public IEnumerable<MemberId> Voters => Posts.SelectMany(static post => post.Value.Votes).Select(static vote => vote.Key).Distinct();

    /// <summary>The posts that are there.</summary>
    private IEnumerable<KeyValuePair<PostRef, ReplayedPost>> Posts => _answers
        .Where(static answer => answer.Value.IsShown)
        .Select(static answer => KeyValuePair.Create(new PostRef(answer.Key), answer.Value))
        .Prepend(KeyValuePair.Create(PostRef.Question, _itself));

    private int Answers => _answers.Count(static answer => answer.Value.IsShown);

    private AnswerId? Accepted => _accepted is { } answer && _answers.TryGetValue(answer, out var post) && post.IsShown ? answer : null;

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
                _answers[posted.Answer] = new ReplayedPost(posted.Body);
                Active(occurrence);
                break;
            case CommentPosted posted:
                Of(posted.Post)?.Comment(posted.Comment, posted.Body);
                break;
            case CommentEdited edited:
                Of(edited.Post)?.EditComment(edited.Comment, edited.Body);
                break;
            case CommentDeleted deleted:
                Of(deleted.Post)?.DeleteComment(deleted.Comment);
                break;
            case PostVoted voted:
                return Of(voted.Post) is { } post
                    ? post.Vote(voted.Voter, voted.Value, (voted.Previous, voted.PreviousVersion), occurrence.Version)
                    : $"a vote of {voted.Voter} is on {voted.Post}, which is not there";
            case AnswerAccepted accepted:
                _accepted = accepted.Answer;
                break;
            case AcceptanceWithdrawn withdrawn:
                var wrong = _accepted == withdrawn.Answer ? null : $"an acceptance of {withdrawn.Answer} is withdrawn that does not hold";
                _accepted = null;
                return wrong;
            case PostDeleted deleted:
                Show(deleted.Post, false);
                break;
            case PostUndeleted undeleted:
                Show(undeleted.Post, true);
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
        $"{_title}|{string.Join(' ', _skills)}|{(int)asked.Locale}|{asked.Author?.Value ?? 0}|{Micros(at)}|{Micros(_later ?? at)}|{_itself.Score}|{Answers}|{_accepted?.Value ?? 0}|{(Accepted is null ? 0 : 1)}|{(_closed ? 1 : 0)}|{(Hidden ? 1 : 0)}");

    /// <summary>The answers that were ever posted, deleted ones too.</summary>
    public IEnumerable<AnswerId> Posted => _answers.Keys;

    /// <summary>What it is sorted by in each of its skills.</summary>
    public string Place() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Micros(at)}|{Micros(_later ?? at)}|{_itself.Score}|{Answers}|{(Hidden ? 1 : 0)}");

    /// <summary>The texts that the search must keep: 0 for the question, then each answer, deleted ones too.</summary>
    public IEnumerable<(long Part, string Value)> Found() => _answers
        .Select(static answer => (answer.Key.Value, $"||{(answer.Value.IsShown ? 1 : 0)}"))
        .Prepend((0, $"{_title}|{string.Join(' ', _skills)}|{(Hidden ? 0 : 1)}"));

    /// <summary>What the question's grain must show of the question itself.</summary>
    public string Shown() => Shown(_title, _skills, Answers, Accepted, _closed, _itself.Shown());

    /// <summary>What a grain shows of a question, in the same words.</summary>
    public static string Shown(string title, ImmutableArray<SkillSlug> skills, int answers, AnswerId? accepted, bool closed, string post) => string.Create(
        CultureInfo.InvariantCulture,
        $"{post}, answers {answers}, accepted {accepted?.Value ?? 0}, closed {closed}, skills {string.Join(' ', skills)}, title {title}");

    /// <summary>What it must show of each answer that is there.</summary>
    public IEnumerable<(AnswerId Answer, string Shown)> ShownAnswers() =>
        _answers.Where(static answer => answer.Value.IsShown).Select(static answer => (answer.Key, answer.Value.Shown()));

    /// <summary>What it must show a voter of their votes.</summary>
    public string VotesOf(MemberId voter) => Shown(Posts
        .Select(post => (post.Key.Answer?.Value ?? 0, post.Value.Votes.FirstOrDefault(vote => vote.Key == voter).Value)));

    /// <summary>Votes on posts in words, 0 for the question itself; those that stand.</summary>
    public static string Shown(IEnumerable<(long Post, int Vote)> votes) => string.Join(
        ' ',
        votes.Where(static vote => vote.Vote != 0).Order().Select(static vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Post}:{vote.Vote}")));

    private static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private ReplayedPost? Of(PostRef post) => post.Answer is { } answer ? _answers.GetValueOrDefault(answer) : _itself;

    private void Show(PostRef reference, bool isShown)
    {
        if (Of(reference) is { } post)
        {
            post.IsShown = isShown;
        }
    }

    private void Active(Occurrence occurrence) => _later = occurrence.At > (_later ?? at) ? occurrence.At : _later;

    private void Edit(PostEdited edited)
    {
        Of(edited.Post)?.Edit(edited.Body);
        if (edited.Post.IsQuestion)
        {
            _title = edited.Title ?? _title;
            _skills = edited.Skills is { } skills ? [.. skills.Distinct()] : _skills;
        }
    }
}
