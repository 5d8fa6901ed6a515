using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Questions;

/// <summary>A question that decides commands one after the other, a second apart, and remembers every fact.</summary>
internal sealed class QuestionHistory
{
    public const string Stream = "q:1234";
    public const string Title = "How do I count votes once?";
    public const string Body = "Twice is not what I want, once is enough.";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly QuestionId Id = new(1234);
    public static readonly AnswerId First = new(11);
    public static readonly AnswerId Second = new(12);
    public static readonly MemberId Asker = new(1);
    public static readonly MemberId Answerer = new(2);
    public static readonly MemberId Reader = new(3);
    public static readonly MemberId Stranger = new(4);
    public static readonly MemberId Administrator = new(9);

    public QuestionState State { get; private set; } = QuestionState.Initial(Stream);

    public List<(TimedFact Fact, Occurrence At)> Recorded { get; } = [];

    public DateTimeOffset Now { get; private set; } = Noon;

    /// <summary>A question of the asker's.</summary>
    public static QuestionHistory Asked()
    {
        var history = new QuestionHistory();
        Assert.Null(history.Ask(Asker).Refusal);
        return history;
    }

    /// <summary>A question of the asker's with the answerer's answer.</summary>
    public static QuestionHistory Answered()
    {
        var history = Asked();
        Assert.Null(history.Answer(Answerer, First).Refusal);
        return history;
    }

    public static PostRef On(AnswerId answer) => new(answer);

    public static SkillSlug Skill(string text) => SkillSlug.Parse(text);

    public static Actor As(MemberId member) => new(member, member == Administrator ? Role.Administrator : Role.Member, null);

    public Actor Suspended(MemberId member) => As(member) with { SuspendedUntil = Now.AddDays(1) };

    public Decision<PostReceipt> Ask(MemberId member, string title = Title, string body = Body, params string[] skills) =>
        Do((state, now) => AskingQuestion.Decide(
            state,
            new AskQuestion(As(member), Id, title, body, [.. (skills is [] ? ["c#", "orleans"] : skills).Select(Skill)], Locale.En, null),
            now));

    public Decision<PostReceipt> Answer(MemberId member, AnswerId id, string body = Body) =>
        Do((state, now) => AnsweringQuestion.Decide(state, new PostAnswer(As(member), id, body, null), now));

    public Decision<PostReceipt> Comment(MemberId member, PostRef post, long id, string body = "I see.") =>
        Do((state, now) => CommentingOnPost.Decide(state, new PostComment(As(member), post, new CommentId(id), body, null), now));

    public Decision<VoteReceipt> Vote(MemberId member, PostRef post, int value) =>
        Do((state, now) => VotingOnPost.Decide(state, new CastVote(As(member), post, value), now));

    public Decision<AcceptanceReceipt> Accept(MemberId member, AnswerId? answer) =>
        Do((state, now) => AcceptingAnswer.Decide(state, new AcceptAnswer(As(member), answer), now));

    public Decision<EditReceipt> Edit(
        MemberId member, PostRef post, int version, string? title = null, string? body = null, string? summary = null, string[]? skills = null) =>
        Do((state, now) => EditingPost.Decide(
            state, new EditPost(As(member), post, version, title, body, skills is null ? null : [.. skills.Select(Skill)], summary), now));

    public Decision<Done> Delete(MemberId member, PostRef post) =>
        Do((state, now) => DeletingPost.Decide(state, new DeletePost(As(member), post), now));

    public Decision<Done> Undelete(MemberId member, PostRef post) =>
        Do((state, now) => DeletingPost.Decide(state, new UndeletePost(As(member), post, null), now));

    public Decision<ImportReceipt> Import(params ImportedAct[] acts) =>
        Do((state, _) => ImportingHistory.Decide(state, new ImportHistory([.. acts], new CommandId(new string('a', 64), new string('b', 64)))));

    public Decision<T> Do<T>(Func<QuestionState, DateTimeOffset, Decision<T>> decide)
        where T : class
    {
        Now = Now.AddSeconds(1);
        var decision = decide(State, Now);
        foreach (var fact in decision.Facts)
        {
            var at = new Occurrence(Stream, State.Version + 1, fact.At, fact.Actor);
            Recorded.Add((fact, at));
            State = State.Apply(fact.Fact, at);
        }

        return decision;
    }

    /// <summary>Records a fact that no command makes yet.</summary>
    public void Has(Fact fact) => Do((_, now) => Decision<Done>.Of(Done.It, now, null, fact));

    /// <summary>The state that a reader of the log folds, through the stored form.</summary>
    public QuestionState Replayed()
    {
        var state = QuestionState.Initial(Stream);
        foreach (var (fact, at) in Recorded)
        {
            var stored = FactCodec.Encode(Stream, fact);
            var read = new RecordedActivity(
                at.Version, Stream, at.Version, stored.Kind, stored.Schema, stored.Payload, stored.Personal, stored.At, stored.Actor);
            state = state.Apply(FactCodec.Decode(read), FactCodec.OccurrenceOf(read));
        }

        return state;
    }

    public T LastFact<T>()
        where T : Fact => Assert.IsType<T>(Recorded[^1].Fact.Fact);

    public QuestionView View(MemberId? viewer = null)
    {
        var view = QuestionViews.Page(State, viewer, 0).Value;
        Assert.NotNull(view);
        return view;
    }
}
