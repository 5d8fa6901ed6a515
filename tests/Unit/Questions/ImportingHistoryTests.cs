using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class ImportingHistoryTests
{
    private static readonly MemberId _one = new(-1);
    private static readonly MemberId _two = new(-2);

    [Fact]
    public void A_history_is_recorded_with_the_times_of_then()
    {
        var history = new QuestionHistory();

        var decision = history.Import(
            Question("?", 77),
            new ImportedAnswer(Day(1), First, Answerer, "!"),
            new ImportedVote(Day(2), On(First), _one, 1),
            new ImportedVote(Day(3), On(First), _two, 1),
            new ImportedVote(Day(3), PostRef.Question, _one, -1),
            new ImportedAcceptance(Day(4), First),
            new ImportedComment(Day(5), On(First), new CommentId(50), null, "+1"),
            new ImportedEdit(Day(6), On(First), Reader, "left out", "!!", null, "more"),
            new ImportedClosure(Day(7)));

        Assert.Equal(9, decision.Receipt?.Recorded);
        Assert.Equal(Enumerable.Range(0, 8).Select(Day), history.Recorded.Select(recorded => recorded.At.At).Distinct());
        var view = history.View();
        Assert.Equal(("?", -1, 77L, First, QuestionStatus.Closed), (view.Title, view.Score, view.Views, view.Accepted, view.Status));
        var answer = Assert.Single(view.Answers);
        Assert.Equal((2, "!!", 2, Day(1), true), (answer.Score, answer.Body, answer.Version, answer.CreatedAt, answer.Accepted));
        Assert.Equal("+1", Assert.Single(answer.Comments).Body);
        Assert.Equal(Shown.Of(history.Replayed()), Shown.Of(history.State));
    }

    [Fact]
    public void What_the_dump_says_came_after_a_closure_is_recorded()
    {
        var history = new QuestionHistory();
        history.Import(Question(), new ImportedAnswer(Day(1), First, Answerer, "!"), new ImportedClosure(Day(2)));

        var decision = history.Import(
            new ImportedAnswer(Day(3), Second, Reader, "?"),
            new ImportedVote(Day(3), On(First), _one, 1),
            new ImportedVote(Day(3), PostRef.Question, _one, 1),
            new ImportedComment(Day(3), PostRef.Question, new CommentId(50), null, "+1"),
            new ImportedAcceptance(Day(4), First));

        Assert.Equal(5, decision.Receipt?.Recorded);
        Assert.Equal((QuestionStatus.Closed, First, 1, 2), (history.State.Status, history.State.Accepted, history.View().Score, history.View().AnswerCount));
    }

    [Fact]
    public void A_part_goes_on_where_the_one_before_it_ended()
    {
        var history = new QuestionHistory();
        history.Import(Question());
        Assert.Equal(1, history.Import(new ImportedAnswer(Day(1), First, null, "!")).Receipt?.Recorded);
        Assert.Equal(1, history.View().AnswerCount);
    }

    [Fact]
    public void The_receipt_names_the_acts_that_changed_nothing()
    {
        var history = new QuestionHistory();
        var decision = history.Import(
            Question("?"),
            new ImportedClosure(Day(1)),
            new ImportedClosure(Day(2)),
            new ImportedEdit(Day(3), PostRef.Question, null, "?", null, null, null),
            new ImportedVote(Day(3), PostRef.Question, _one, 1));
        Assert.Equal(3, decision.Receipt?.Recorded);
        Assert.Equal([2, 3], decision.Receipt!.LeftOut);
    }

    [Fact]
    public void A_part_without_a_question_to_go_on_from_is_not_found() =>
        Assert.Equal(RefusalCode.NotFound, new QuestionHistory().Import(new ImportedClosure(Noon), Question()).Refusal?.Code);

    [Fact]
    public void A_part_has_1_to_400_acts()
    {
        Assert.Equal(RefusalCode.Invalid, new QuestionHistory().Import().Refusal?.Code);
        Assert.Equal(
            RefusalCode.Invalid, new QuestionHistory().Import([.. Enumerable.Repeat(Question(), 401)]).Refusal?.Code);
    }

    [Fact]
    public void What_cannot_be_is_left_out()
    {
        var history = new QuestionHistory();
        history.Import(Question(), new ImportedAnswer(Day(1), First, Answerer, "!"), new ImportedComment(Day(1), On(First), new CommentId(5), null, "a"));
        var before = Shown.Of(history.State);

        var decision = history.Import(
            Question("again"),
            new ImportedAnswer(Day(2), First, Answerer, "again"),
            new ImportedComment(Day(2), On(First), new CommentId(5), null, "again"),
            new ImportedComment(Day(2), On(Second), new CommentId(6), null, "nowhere"),
            new ImportedVote(Day(2), On(Second), _one, 1),
            new ImportedVote(Day(2), On(First), Answerer, 1),
            new ImportedVote(Day(2), On(First), _one, 5),
            new ImportedAcceptance(Day(2), Second),
            new ImportedEdit(Day(2), On(First), null, null, "!", null, "the same"),
            new ImportedEdit(Day(2), On(Second), null, null, "nowhere", null, null));

        Assert.Equal(0, decision.Receipt?.Recorded);
        Assert.Equal(before, Shown.Of(history.State));
    }

    [Fact]
    public void What_is_no_text_is_replaced_and_a_title_is_one_line()
    {
        var history = new QuestionHistory();
        history.Import(new ImportedQuestion(Noon, null, " a\r\nb\0 ", "x\0y\uD800z\r\n", [Skill("c#"), Skill("c#")], Locale.En, -3));
        var view = history.View();
        Assert.Equal(("a b\uFFFD", "x\uFFFDy\uFFFDz\n", 0L), (view.Title, view.Body, view.Views));
        Assert.Equal([Skill("c#")], view.Skills);
    }

    [Fact]
    public void Imported_voters_act_under_nobodys_name()
    {
        var history = new QuestionHistory();
        history.Import(Question(), new ImportedVote(Day(1), PostRef.Question, _one, 1));
        Assert.Null(history.Recorded[^1].At.Actor);
        Assert.Equal(_one, history.LastFact<PostVoted>().Voter);
    }

    [Fact]
    public void The_second_acceptance_of_an_import_replaces_the_first()
    {
        var history = new QuestionHistory();
        var decision = history.Import(
            Question(),
            new ImportedAnswer(Day(1), First, null, "!"),
            new ImportedAnswer(Day(1), Second, null, "?"),
            new ImportedAcceptance(Day(2), First),
            new ImportedAcceptance(Day(3), Second));
        Assert.Equal(6, decision.Receipt?.Recorded);
        Assert.Equal(Second, history.View().Accepted);
    }

    private static ImportedQuestion Question(string title = "?", long views = 0) => new(Noon, Asker, title, "", [], Locale.Fr, views);

    private static DateTimeOffset Day(int day) => Noon.AddDays(day);
}
