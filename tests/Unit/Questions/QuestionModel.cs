using Skiller.Contracts.Members;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

/// <summary>
/// What a question must be after a history of acts, said as plainly as possible and with nothing from the product but ids: lists that are
/// searched and counted again each time. An act answers what it does: "refused", "nothing" or "something".
/// </summary>
internal sealed class QuestionModel
{
    public const string Refused = "refused";
    public const string Nothing = "nothing";
    public const string Something = "something";

    private readonly List<(long? Post, long Voter, int Value)> _votes = [];
    private readonly Dictionary<long, MemberId> _authors = [];
    private readonly Dictionary<long, MemberId> _deleted = [];
    private readonly Dictionary<long, List<string>> _bodies = [];
    private readonly List<long> _comments = [];
    private long? _accepted;
    private bool _isClosed;

    public QuestionModel()
    {
        _authors[0] = Asker;
        _bodies[0] = [Body];
    }

    public string Title { get; private set; } = QuestionHistory.Title;

    public string[] Skills { get; private set; } = ["c#", "orleans"];

    public long? Accepted => _accepted is { } answer && !_deleted.ContainsKey(answer) ? _accepted : null;

    public bool IsDeleted => _deleted.ContainsKey(0);

    public IEnumerable<long> Posts => _authors.Keys;

    public int CommentCount(long post) => _comments.Count(comment => comment == post);

    public bool IsGone(long post) => _deleted.ContainsKey(post) || IsDeleted;

    public int Score(long post) => _votes.Where(vote => vote.Post == post).Sum(vote => vote.Value);

    public int VoteOf(long post, MemberId member) => _votes.Where(vote => vote.Post == post && vote.Voter == member.Value).Sum(vote => vote.Value);

    public int Version(long post) => _bodies[post].Count;

    public string BodyOf(long post) => _bodies[post][^1];

    public string Vote(MemberId member, long post, int value)
    {
        if (!Exists(post) || IsGone(post) || _isClosed || _authors[post] == member || Math.Abs(value) > 1)
        {
            return Refused;
        }

        var before = VoteOf(post, member);
        _votes.RemoveAll(vote => vote.Post == post && vote.Voter == member.Value);
        _votes.Add((post, member.Value, value));
        return before == value ? Nothing : Something;
    }

    public string Answer(MemberId member, long answer)
    {
        if (IsDeleted || _isClosed || Exists(answer))
        {
            return Refused;
        }

        _authors[answer] = member;
        _bodies[answer] = [Body];
        return Something;
    }

    public string Comment(long post)
    {
        if (!Exists(post) || IsGone(post) || _isClosed)
        {
            return Refused;
        }

        _comments.Add(post);
        return Something;
    }

    public string Accept(MemberId member, long? answer)
    {
        if (member != Asker || IsDeleted || _isClosed || (answer is { } id && (!Exists(id) || IsGone(id))))
        {
            return Refused;
        }

        var before = _accepted;
        _accepted = answer;
        return before == answer ? Nothing : Something;
    }

    public string Edit(MemberId member, long post, int version, string? title, string? body, string[]? skills)
    {
        if (!Exists(post) || IsGone(post) || !MayChange(member, post) || version != Version(post) || (post != 0 && title is not null))
        {
            return Refused;
        }

        if (post != 0 && skills is not null)
        {
            return Refused;
        }

        var (newTitle, newBody, newSkills) = (title ?? Title, body ?? BodyOf(post), skills ?? Skills);
        if (newTitle == Title && newBody == BodyOf(post) && newSkills.SequenceEqual(Skills))
        {
            return Nothing;
        }

        (Title, Skills) = (newTitle, newSkills);
        _bodies[post].Add(newBody);
        return Something;
    }

    public string Delete(MemberId member, long post)
    {
        var keepsQuestion = post == 0 && Posts.Any(
            answer => answer != 0 && !IsGone(answer) && _authors[answer] != Asker && (Score(answer) > 0 || Accepted == answer));
        if (!Exists(post) || IsGone(post) || !MayChange(member, post) || keepsQuestion)
        {
            return Refused;
        }

        _deleted[post] = member;
        return Something;
    }

    public string Undelete(MemberId member, long post)
    {
        if (!Exists(post) || (post != 0 && IsDeleted))
        {
            return Refused;
        }

        if (!_deleted.TryGetValue(post, out var deleter))
        {
            return MayChange(member, post) ? Nothing : Refused;
        }

        if (member != deleter && member != Administrator)
        {
            return Refused;
        }

        _deleted.Remove(post);
        return Something;
    }

    public string Close()
    {
        _isClosed = true;
        return Something;
    }

    private bool Exists(long post) => _authors.ContainsKey(post);

    private bool MayChange(MemberId member, long post) => member == _authors[post] || member == Administrator;
}
