using CsCheck;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>
/// A question with three answers (another's, its asker's own, a voter's) to which acts happen in any order: the decisions of the product
/// take them or refuse them, and the model hears of those that were taken.
/// </summary>
internal sealed class PostHistory
{
    private static readonly (PostRef Post, MemberId Author)[] _posts =
    [
        (Votes.OnQuestion, Votes.Asker), (Votes.OnAnswer, Votes.Author), (new PostRef(new AnswerId(3)), Votes.Asker), (new PostRef(new AnswerId(4)), new MemberId(101)),
    ];

    private static readonly string[] _skills = ["c#", "sql", "orleans"];
    private QuestionState _state = QuestionState.Initial("q:1");

    private PostHistory()
    {
        Happens(new QuestionAsked(Votes.Asker, "T", "B", [SkillSlug.Parse("c#")], default, 0));
        foreach (var (post, author) in _posts)
        {
            if (post.Answer is { } answer)
            {
                Happens(new AnswerPosted(answer, author, "B"));
            }
        }
    }

    /// <summary>Voters 101 to 130, four posts, three days.</summary>
    public static Gen<Act[]> Acts { get; } = Gen.Select(
            Gen.Frequency((12, Gen.Const(ActKind.Vote)), (1, Gen.Const(ActKind.Accept)), (2, Gen.Const(ActKind.Delete)), (2, Gen.Const(ActKind.Undelete)), (1, Gen.Const(ActKind.Edit))),
            Gen.Int[0, 3],
            Gen.Long[101, 130],
            Gen.Int[-1, 1],
            Gen.Int[0, 71],
            static (kind, post, voter, value, hour) => new Act(kind, post, voter, value, hour))
        .Array[1, 120];

    public static IEnumerable<MemberId> Members { get; } = [Votes.Author, Votes.Asker, .. Enumerable.Range(101, 30).Select(static id => new MemberId(id))];

    public static IEnumerable<SkillSlug> Skills => _skills.Select(SkillSlug.Parse);

    public Votes Facts { get; } = new();

    public ReputationModel Model { get; } = new();

    public static PostHistory Of(IEnumerable<Act> acts)
    {
        var history = new PostHistory();
        foreach (var act in acts)
        {
            history.Facts.Now = Votes.Noon.AddHours(act.Hour);
            history.Happen(act);
        }

        return history;
    }

    private void Happen(Act act)
    {
        var (post, author) = _posts[act.Post];
        var skills = _state.Skills;
        switch (act.Kind)
        {
            case ActKind.Vote when Takes(VotingOnPost.Decide(_state, new CastVote(As(act.Voter), post, act.Value), Facts.Now)):
                Model.Vote(post, author, act.Voter, act.Value, Facts.Now, skills);
                break;
            case ActKind.Accept when Takes(AcceptingAnswer.Decide(_state, new AcceptAnswer(As(Votes.Asker.Value), post.Answer), Facts.Now)):
                Model.Accept(post.Answer is null ? null : (post, author), skills);
                break;
            case ActKind.Delete when Takes(DeletingPost.Decide(_state, new DeletePost(Administrator, post), Facts.Now)):
                Model.Delete(post);
                break;
            case ActKind.Undelete when Takes(DeletingPost.Decide(_state, new UndeletePost(Administrator, post, null), Facts.Now)):
                Model.Undelete(post);
                break;
            case ActKind.Edit:
                Happens(new PostEdited(PostRef.Question, null, null, [.. _skills.Skip(act.Post % 3).Take(act.Value + 2).Select(SkillSlug.Parse)], null));
                break;
        }
    }

    private static Actor Administrator => new(new MemberId(1), Role.Administrator, null);

    private static Actor As(long member) => new(new MemberId(member), Role.Member, null);

    private bool Takes<T>(Decision<T> decision)
        where T : class
    {
        foreach (var fact in decision.Facts)
        {
            Happens(fact.Fact);
        }

        return !decision.Facts.IsEmpty;
    }

    private void Happens(Fact fact)
    {
        Facts.Happened(fact);
        _state = _state.Apply(fact, Facts.Facts[^1].At);
    }

    internal enum ActKind
    {
        Vote,
        Accept,
        Delete,
        Undelete,
        Edit,
    }

    internal sealed record Act(ActKind Kind, int Post, long Voter, int Value, int Hour);
}
