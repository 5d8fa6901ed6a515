using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

/// <summary>What stands against every command: not-found before suspended before deleted before everything else.</summary>
public sealed class ReachingPostTests
{
    private static readonly AnswerId _unknown = new(99);

    public static TheoryData<string> Commands => [.. Acts(On(First), As(Reader)).Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_not_there_is_not_found_even_for_the_suspended(string command)
    {
        var empty = new QuestionHistory();
        Assert.Equal(RefusalCode.NotFound, Refused(empty, command, PostRef.Question, empty.Suspended(Reader)));
        if (command != "answer")
        {
            var history = Answered();
            Assert.Equal(RefusalCode.NotFound, Refused(history, command, On(_unknown), history.Suspended(Reader)));
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_suspended_are_told_so_before_they_learn_that_it_is_deleted(string command)
    {
        var history = Answered();
        history.Delete(Answerer, On(First));
        history.Delete(Asker, PostRef.Question);

        Assert.Equal(RefusalCode.Suspended, Refused(history, command, On(First), history.Suspended(Reader)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_suspension_that_is_over_stands_against_nothing(string command)
    {
        var history = Answered();
        Assert.NotEqual(RefusalCode.Suspended, Refused(history, command, On(First), As(Reader) with { SuspendedUntil = history.Now }));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void On_a_deleted_question_everything_else_is_deleted_too(string command)
    {
        var history = Answered();
        history.Delete(Asker, PostRef.Question);

        Assert.Equal(RefusalCode.Deleted, Refused(history, command, On(First), As(Administrator)));
        Assert.Equal(
            command == "undelete" ? null : RefusalCode.Deleted, Refused(history, command, PostRef.Question, As(Administrator)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void On_a_deleted_answer_only_undeleting_is_possible(string command)
    {
        var history = Answered();
        history.Delete(Answerer, On(First));

        if (command != "answer")
        {
            Assert.Equal(command == "undelete" ? null : RefusalCode.Deleted, Refused(history, command, On(First), As(Administrator)));
        }
    }

    [Fact]
    public void A_deleted_question_cannot_be_read_but_what_is_left_of_it_can_be_told_from_nothing()
    {
        var history = Answered();
        Assert.Equal(RefusalCode.NotFound, QuestionViews.Comments(history.State, On(_unknown), PageRequest.First).Refusal?.Code);
        history.Delete(Answerer, On(First));
        Assert.Equal(RefusalCode.Deleted, QuestionViews.Comments(history.State, On(First), PageRequest.First).Refusal?.Code);

        history.Delete(Asker, PostRef.Question);

        Assert.Equal(RefusalCode.Deleted, QuestionViews.Page(history.State, Asker, 0).Refusal?.Code);
        Assert.Equal(RefusalCode.Deleted, QuestionViews.Answers(history.State, null, PageRequest.First).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, QuestionViews.Page(new QuestionHistory().State, null, 0).Refusal?.Code);
    }

    private static RefusalCode? Refused(QuestionHistory history, string command, PostRef post, Actor actor) =>
        Acts(post, actor)[command](history.State, history.Now);

    // Each command on a post, with input that is wrong in every other way, so that the order of refusals shows.
    private static Dictionary<string, Func<QuestionState, DateTimeOffset, RefusalCode?>> Acts(PostRef post, Actor actor) => new()
    {
        ["answer"] = (state, now) => AnsweringQuestion.Decide(state, new PostAnswer(actor, First, "", null), now).Refusal?.Code,
        ["comment"] = (state, now) => CommentingOnPost.Decide(state, new PostComment(actor, post, new CommentId(1), "", null), now).Refusal?.Code,
        ["vote"] = (state, now) => VotingOnPost.Decide(state, new CastVote(actor, post, 7), now).Refusal?.Code,
        ["accept"] = (state, now) => AcceptingAnswer.Decide(state, new AcceptAnswer(actor, post.Answer), now).Refusal?.Code,
        ["edit"] = (state, now) => EditingPost.Decide(state, new EditPost(actor, post, 7, "", "", [], null), now).Refusal?.Code,
        ["delete"] = (state, now) => DeletingPost.Decide(state, new DeletePost(actor, post), now).Refusal?.Code,
        ["undelete"] = (state, now) => DeletingPost.Decide(state, new UndeletePost(actor, post, null), now).Refusal?.Code,
    };
}
