using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class AcceptingAnswerTests
{
    [Fact]
    public void An_answer_is_accepted_once()
    {
        var history = Answered();

        Assert.Equal(First, history.Accept(Asker, First).Receipt?.Accepted);
        Assert.Equal(new AnswerAccepted(First, Answerer, Asker, history.State.Skills), history.LastFact<AnswerAccepted>());
        Assert.Equal(First, history.View().Accepted);
        Assert.True(Assert.Single(history.View().Answers).Accepted);
        Assert.Empty(history.Accept(Asker, First).Facts);
    }

    [Fact]
    public void Another_answer_replaces_the_first_in_one_decision()
    {
        var history = Answered();
        history.Answer(Stranger, Second);
        history.Accept(Asker, First);
        var version = history.State.Version;

        var decision = history.Accept(Asker, Second);

        Assert.Equal(
            [new AcceptanceWithdrawn(First, Answerer, Asker, version, history.State.Skills), new AnswerAccepted(Second, Stranger, Asker, history.State.Skills)],
            decision.Facts.Select(fact => fact.Fact));
        Assert.Equal(Second, history.State.Accepted);
    }

    [Fact]
    public void None_withdraws_once()
    {
        var history = Answered();
        Assert.Empty(history.Accept(Asker, null).Facts);
        history.Accept(Asker, First);

        Assert.Single(history.Accept(Asker, null).Facts);

        Assert.Null(history.State.Acceptance);
        Assert.Empty(history.Accept(Asker, null).Facts);
    }

    [Fact]
    public void Only_the_author_of_the_question_accepts()
    {
        var history = Answered();
        Assert.Equal(RefusalCode.NotAllowed, history.Accept(Administrator, First).Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, history.Accept(Answerer, null).Refusal?.Code);
    }

    [Fact]
    public void Nobody_accepts_on_a_question_without_author()
    {
        var history = new QuestionHistory();
        history.Import(new ImportedQuestion(Noon, null, "?", "", [], Locale.En, 0), new ImportedAnswer(Noon, First, null, "!"));
        Assert.Equal(RefusalCode.NotAllowed, history.Accept(Asker, First).Refusal?.Code);
    }

    [Fact]
    public void One_may_accept_ones_own_answer()
    {
        var history = Asked();
        history.Answer(Asker, First);
        Assert.Equal(First, history.Accept(Asker, First).Receipt?.Accepted);
    }

    [Fact]
    public void The_acceptance_of_a_deleted_answer_is_hidden_and_comes_back_with_it()
    {
        var history = Answered();
        history.Accept(Asker, First);

        history.Delete(Answerer, On(First));
        Assert.Null(history.View().Accepted);

        history.Undelete(Answerer, On(First));
        Assert.Equal(First, history.View().Accepted);
    }

    [Fact]
    public void The_hidden_acceptance_does_not_come_back_once_another_answer_is_accepted()
    {
        var history = Answered();
        history.Answer(Stranger, Second);
        history.Accept(Asker, First);
        history.Delete(Answerer, On(First));

        var facts = history.Accept(Asker, Second).Facts;

        Assert.Collection(
            facts.Select(fact => fact.Fact),
            fact => Assert.Equal(First, Assert.IsType<AcceptanceWithdrawn>(fact).Answer),
            fact => Assert.Equal(Second, Assert.IsType<AnswerAccepted>(fact).Answer));
        history.Undelete(Answerer, On(First));
        Assert.Equal(Second, history.View().Accepted);
        Assert.Single(history.View().Answers, answer => answer.Accepted);
    }

    [Fact]
    public void The_hidden_acceptance_does_not_come_back_once_the_author_wants_none()
    {
        var history = Answered();
        history.Accept(Asker, First);
        history.Delete(Answerer, On(First));
        history.Accept(Asker, null);
        history.Undelete(Answerer, On(First));
        Assert.Null(history.View().Accepted);
    }
}
