using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class AnswerOrderTests
{
    [Theory]
    [InlineData(7, 0, 9, 2)] // FEATURES.md 2.1: 0.82 before 0.73
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(1, 1, 2, 3)]
    [InlineData(6, 2, 2, 0)] // equal shares: the higher score
    public void Quality_is_the_smoothed_share_of_votes_up(int up, int down, int lowerUp, int lowerDown)
    {
        var history = Asked();
        history.Answer(Answerer, First);
        history.Answer(Answerer, Second);
        Votes(history, First, lowerUp, lowerDown);
        Votes(history, Second, up, down);

        Assert.Equal([Second, First], Ids(history.View().Answers));
    }

    [Fact]
    public void Among_equals_the_oldest_comes_first_and_the_accepted_one_before_all()
    {
        var history = Asked();
        foreach (var id in new[] { 13, 11, 12 })
        {
            history.Answer(Answerer, new AnswerId(id));
        }

        Assert.Equal([new(11), new(12), new AnswerId(13)], Ids(history.View().Answers));
        Votes(history, new AnswerId(12), 5, 0);
        history.Accept(Asker, new AnswerId(13));
        Assert.Equal([new(13), new(12), new AnswerId(11)], Ids(history.View().Answers));
        history.Delete(Answerer, On(new AnswerId(13)));
        Assert.Equal([new(12), new AnswerId(11)], Ids(history.View().Answers));
    }

    [Fact]
    public void Pages_hold_every_answer_once_while_others_are_added_and_deleted() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 40], Gen.Int[1, 7], Gen.Int[0, 40]).Sample((votes, limit, newcomers) =>
        {
            var history = Asked();
            for (var i = 0; i < votes.Length; i++)
            {
                history.Answer(Answerer, new AnswerId(100 + i));
                Votes(history, new AnswerId(100 + i), votes[i], 0);
            }

            var seen = new List<AnswerId>();
            string? cursor = null;
            do
            {
                var page = QuestionViews.Answers(history.State, null, new PageRequest(cursor, limit)).Value;
                Assert.NotNull(page);
                seen.AddRange(Ids(page.Items).Where(id => id.Value < 1_000));
                cursor = page.Next;
                if (newcomers > 0)
                {
                    // A newcomer above, and the one that the cursor stands on goes.
                    history.Answer(Answerer, new AnswerId(1_000 + newcomers));
                    Votes(history, new AnswerId(1_000 + newcomers--), 6, 0);
                    history.Delete(Answerer, On(page.Items[^1].Id));
                }
            }
            while (cursor is not null);

            var expected = Enumerable.Range(0, votes.Length).OrderByDescending(i => votes[i]).ThenBy(i => i).Select(i => new AnswerId(100 + i));
            Assert.Equal(expected, seen);
        }, iter: 300);

    [Fact]
    public void The_page_has_thirty_answers_and_its_cursor_leads_to_the_rest()
    {
        var history = Asked();
        for (var i = 0; i < 31; i++)
        {
            history.Answer(Answerer, new AnswerId(100 + i));
        }

        var view = history.View(Reader);
        Assert.Equal((30, 31), (view.Answers.Length, view.AnswerCount));
        Assert.All(view.Answers, answer => Assert.Equal(0, answer.MyVote));
        var rest = QuestionViews.Answers(history.State, null, new PageRequest(view.AnswersNext, 100)).Value;
        Assert.Equal(130, Assert.Single(rest!.Items).Id.Value);
        Assert.Null(rest.Items[0].MyVote);
        Assert.Null(rest.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_cursor_that_was_not_issued_is_refused(string cursor)
    {
        var history = Answered();
        var page = new PageRequest(cursor, 30);
        Assert.Equal(RefusalCode.InvalidCursor, QuestionViews.Answers(history.State, null, page).Refusal?.Code);
        Assert.Equal(RefusalCode.InvalidCursor, QuestionViews.Comments(history.State, On(First), page).Refusal?.Code);
    }

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(0, -1)]
    public void A_forged_cursor_is_a_harmless_place(long key, long id)
    {
        var history = Answered();
        history.Comment(Reader, PostRef.Question, 1);
        var answers = QuestionViews.Answers(history.State, null, new PageRequest(new Cursor(key, id).ToText("questions/1234/answers"), 30));
        Assert.InRange(answers.Value!.Items.Length, 0, 1);
        var comments = QuestionViews.Comments(
            history.State, PostRef.Question, new PageRequest(new Cursor(key, id).ToText("questions/1234/comments/"), 30));
        Assert.InRange(comments.Value!.Items.Length, 0, 1);
    }

    private static IEnumerable<AnswerId> Ids(IEnumerable<AnswerView> answers) => answers.Select(answer => answer.Id);

    private static void Votes(QuestionHistory history, AnswerId answer, int up, int down)
    {
        for (var i = 0; i < up + down; i++)
        {
            history.Vote(new MemberId(1_000 + i), On(answer), i < up ? 1 : -1);
        }
    }
}
