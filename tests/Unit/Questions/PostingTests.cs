using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

/// <summary>Asking, answering and commenting.</summary>
public sealed class PostingTests
{
    [Fact]
    public void A_question_is_asked_once()
    {
        var history = new QuestionHistory();

        var receipt = history.Ask(Asker).Receipt;

        Assert.Equal(new PostReceipt(Id.Value, history.Now), receipt);
        var view = history.View();
        Assert.Equal((Title, Body, Asker, history.Now, 1), (view.Title, view.Body, view.Author, view.CreatedAt, view.Version));
        Assert.Equal([Skill("c#"), Skill("orleans")], view.Skills);
        Assert.Equal("number-in-use", Assert.Single(history.Ask(Asker).Refusal!.Errors).Rule);
    }

    [Fact]
    public void All_faults_of_a_question_are_told_at_once()
    {
        var refusal = new QuestionHistory().Ask(Asker, "Why?", "Because.", "a", "b", "c", "d", "e", "a").Refusal;

        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
        Assert.Equal(
            [("title", "too-short"), ("body", "too-short"), ("skills", "too-many"), ("skills", "repeated")],
            refusal!.Errors.Select(error => (error.Field, error.Rule)));
    }

    [Fact]
    public void The_suspended_do_not_ask()
    {
        var history = new QuestionHistory();
        var command = new AskQuestion(history.Suspended(Asker), Id, "", "", [], Locale.Fr, null);
        Assert.Equal(RefusalCode.Suspended, AskingQuestion.Decide(history.State, command, history.Now).Refusal?.Code);
    }

    [Fact]
    public void A_question_takes_a_thousand_answers_the_deleted_ones_included()
    {
        var history = Asked();
        for (var i = 0; i < Limits.AnswersPerQuestion; i++)
        {
            Assert.Null(history.Answer(Answerer, new AnswerId(100 + i)).Refusal);
        }

        history.Delete(Answerer, On(new AnswerId(100)));

        Assert.Equal(999, history.View().AnswerCount);
        Assert.Equal(RefusalCode.Full, history.Answer(Answerer, First, "").Refusal?.Code);
    }

    [Fact]
    public void A_post_takes_two_hundred_comments()
    {
        var history = Answered();
        for (var i = 0; i < Limits.CommentsPerPost; i++)
        {
            Assert.Null(history.Comment(Reader, On(First), 100 + i).Refusal);
        }

        Assert.Equal(RefusalCode.Full, history.Comment(Reader, On(First), 1, "").Refusal?.Code);
        Assert.Null(history.Comment(Reader, PostRef.Question, 1).Refusal);
    }

    [Fact]
    public void A_number_that_is_taken_is_refused()
    {
        var history = Answered();
        history.Comment(Reader, On(First), 1);
        Assert.Equal("number-in-use", Assert.Single(history.Answer(Stranger, First).Refusal!.Errors).Rule);
        Assert.Equal("number-in-use", Assert.Single(history.Comment(Reader, On(First), 1).Refusal!.Errors).Rule);
    }

    [Theory]
    [InlineData(29, 29, false)]
    [InlineData(30, 30, false)]
    [InlineData(31, 30, true)]
    public void A_page_shows_the_first_thirty_comments_and_the_cursor_leads_to_the_rest(int comments, int shown, bool hasMore)
    {
        var history = Asked();
        for (var i = 1; i <= comments; i++)
        {
            history.Comment(Reader, PostRef.Question, i);
        }

        var view = history.View();
        Assert.Equal(shown, view.Comments.Length);
        Assert.Equal(hasMore, view.CommentsNext is not null);
        if (hasMore)
        {
            history.Comment(Reader, PostRef.Question, 5_000);
            var rest = QuestionViews.Comments(history.State, PostRef.Question, new PageRequest(view.CommentsNext, 30)).Value;
            Assert.Equal([31, 5_000], rest!.Items.Select(comment => comment.Id.Value));
            Assert.Null(rest.Next);
        }
    }
}
