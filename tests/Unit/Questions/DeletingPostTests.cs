using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class DeletingPostTests
{
    [Fact]
    public void A_deletion_reaches_those_who_have_points_because_of_the_answer_in_order_and_an_undeletion_the_same()
    {
        var history = Answered();
        history.Vote(new MemberId(30), On(First), -1);
        history.Vote(new MemberId(20), On(First), -1);
        history.Vote(new MemberId(25), On(First), 1);
        history.Vote(new MemberId(26), On(First), -1);
        history.Vote(new MemberId(26), On(First), 0);
        history.Import(new ImportedVote(Noon, On(First), new MemberId(-1), -1));
        history.Accept(Asker, First);

        history.Delete(Answerer, On(First));

        var deleted = history.LastFact<PostDeleted>();
        Assert.Equal([Asker, new MemberId(20), new MemberId(30)], deleted.Others);
        Assert.Equal((On(First), Answerer), (deleted.Post, deleted.Author));
        var version = history.State.Version;
        history.Accept(Asker, null);

        history.Undelete(Answerer, On(First));

        var undeleted = history.LastFact<PostUndeleted>();
        Assert.Equal(deleted.Others, undeleted.Others);
        Assert.Equal((On(First), Answerer, version), (undeleted.Post, undeleted.Author, undeleted.DeletedVersion));
    }

    [Fact]
    public void A_deletion_does_not_name_the_author_twice()
    {
        var history = Asked();
        history.Answer(Asker, First);
        history.Accept(Asker, First);
        history.Delete(Asker, On(First));
        Assert.Empty(history.LastFact<PostDeleted>().Others);
    }

    [Fact]
    public void Nobody_but_its_author_has_points_because_of_a_question()
    {
        var history = Asked();
        history.Vote(Reader, PostRef.Question, -1);
        history.Delete(Asker, PostRef.Question);
        Assert.Empty(history.LastFact<PostDeleted>().Others);
    }

    [Fact]
    public void A_question_reaches_those_who_have_points_because_of_the_answers_that_go_with_it()
    {
        var (third, own) = (new AnswerId(13), new AnswerId(14));
        var history = Answered();
        history.Answer(Stranger, Second);
        history.Answer(new MemberId(30), third);
        history.Answer(Asker, own);
        history.Vote(Reader, On(First), -1);
        history.Vote(Stranger, On(First), -1);
        history.Vote(Answerer, On(Second), -1);
        history.Vote(Reader, On(own), 1);
        history.Vote(new MemberId(31), On(own), -1);
        history.Delete(Stranger, On(Second));

        var facts = history.Delete(Asker, PostRef.Question).Facts.Select(static fact => fact.Fact).ToArray();

        // The second is gone already, and nobody voted on the third.
        Assert.Equal([], Assert.IsType<PostDeleted>(facts[0]).Others);
        var reached = Assert.IsType<DeletionReached>(facts[1]);
        Assert.Equal([First, own], reached.Answers);
        Assert.Equal([Asker, Answerer, Reader, Stranger, new MemberId(31)], reached.Members);
        Assert.Equal(2, facts.Length);
        var version = history.State.Version;

        facts = [.. history.Undelete(Asker, PostRef.Question).Facts.Select(static fact => fact.Fact)];

        Assert.Equal((PostRef.Question, version - 1), facts[0] is PostUndeleted undeleted ? (undeleted.Post, undeleted.DeletedVersion) : default);
        var back = Assert.IsType<UndeletionReached>(facts[1]);
        Assert.Equal(reached.Members, back.Members);
        Assert.Equal(version, back.ReachedVersion);
        Assert.Equal([11, 13, 14], history.View().Answers.Select(static answer => answer.Id.Value).Order());
    }

    [Fact]
    public void A_fact_names_500_members_at_most_and_further_facts_the_rest()
    {
        var history = Answered();
        for (var voter = 1_001; voter <= 2_101; voter++)
        {
            history.Has(new PostVoted(On(First), Answerer, new MemberId(voter), -1, 0, 0, []));
        }

        var facts = history.Delete(Answerer, On(First)).Facts.Select(static fact => fact.Fact).ToArray();
        Assert.Equal(500, Assert.IsType<PostDeleted>(facts[0]).Others.Length);
        Assert.Equal([500, 101], facts.Skip(1).Select(static fact => ((DeletionReached)fact).Members.Length));
        Assert.All(facts.Skip(1), static fact => Assert.Equal([First], ((DeletionReached)fact).Answers));
        Assert.Equal(
            Enumerable.Range(1_001, 1_101).Select(static id => new MemberId(id)),
            [.. ((PostDeleted)facts[0]).Others, .. facts.Skip(1).SelectMany(static fact => ((DeletionReached)fact).Members)]);

        Assert.Equal(3, history.Undelete(Answerer, On(First)).Facts.Length);
        Assert.Equal([500, 500, 102], history.Delete(Asker, PostRef.Question).Facts.Skip(1).Select(static fact => ((DeletionReached)fact.Fact).Members.Length));
        Assert.Equal(Shown.Of(history.Replayed()), Shown.Of(history.State));
    }

    [Fact]
    public void However_many_a_deletion_reaches_its_facts_fit_one_append()
    {
        var history = Answered();
        for (var voter = 1_001; voter <= 2_200; voter++)
        {
            history.Has(new PostVoted(On(First), Answerer, new MemberId(voter), -1, 0, 0, []));
        }

        var facts = DeletionReach.Facts(history.State, PostRef.Question, history.State.Question!, most: 1);

        Assert.InRange(facts.Length, 2, AppendRequest.MaxFacts);
        Assert.Equal(1_201, facts.Skip(1).Sum(static fact => ((DeletionReached)fact).Members.Length));
    }

    [Fact]
    public void A_question_with_an_answer_above_zero_stays()
    {
        var history = Answered();
        history.Vote(Reader, On(First), 1);
        Assert.Equal(RefusalCode.HasAnswers, history.Delete(Asker, PostRef.Question).Refusal?.Code);
        Assert.Equal(RefusalCode.HasAnswers, history.Delete(Administrator, PostRef.Question).Refusal?.Code);

        history.Vote(Stranger, On(First), -1);

        Assert.Null(history.Delete(Asker, PostRef.Question).Refusal);
    }

    [Fact]
    public void A_question_with_an_accepted_answer_stays_until_the_answer_is_deleted()
    {
        var history = Answered();
        history.Accept(Asker, First);
        Assert.Equal(RefusalCode.HasAnswers, history.Delete(Asker, PostRef.Question).Refusal?.Code);

        history.Delete(Answerer, On(First));

        Assert.Single(history.Delete(Asker, PostRef.Question).Facts);
    }

    [Fact]
    public void Ones_own_answers_do_not_keep_a_question()
    {
        var history = Asked();
        history.Answer(Asker, First);
        history.Vote(Reader, On(First), 1);
        history.Accept(Asker, First);
        Assert.Null(history.Delete(Asker, PostRef.Question).Refusal);
    }

    [Fact]
    public void An_answer_of_somebody_unknown_is_not_ones_own()
    {
        var history = new QuestionHistory();
        history.Import(
            new ImportedQuestion(Noon, null, "?", "", [], Locale.En, 0),
            new ImportedAnswer(Noon, First, null, "!"),
            new ImportedVote(Noon, On(First), new MemberId(-1), 1));
        Assert.Equal(RefusalCode.HasAnswers, history.Delete(Administrator, PostRef.Question).Refusal?.Code);
    }

    [Fact]
    public void Only_the_author_or_an_administrator_deletes()
    {
        var history = Answered();
        Assert.Equal(RefusalCode.NotAllowed, history.Delete(Asker, On(First)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, history.Delete(Answerer, PostRef.Question).Refusal?.Code);
        Assert.Single(history.Delete(Administrator, On(First)).Facts);
    }

    [Fact]
    public void Deleting_twice_is_refused_as_deleted()
    {
        var history = Answered();
        history.Delete(Answerer, On(First));
        Assert.Equal(RefusalCode.Deleted, history.Delete(Answerer, On(First)).Refusal?.Code);
    }

    [Fact]
    public void What_an_administrator_deleted_its_author_cannot_bring_back()
    {
        var history = Answered();
        history.Delete(Administrator, On(First));
        Assert.Equal(RefusalCode.NotAllowed, history.Undelete(Answerer, On(First)).Refusal?.Code);
        Assert.Single(history.Undelete(Administrator, On(First)).Facts);
    }

    [Fact]
    public void An_administrator_brings_back_what_its_author_deleted()
    {
        var history = Asked();
        history.Delete(Asker, PostRef.Question);
        Assert.Equal(RefusalCode.NotAllowed, history.Undelete(Stranger, PostRef.Question).Refusal?.Code);
        Assert.Single(history.Undelete(Administrator, PostRef.Question).Facts);
    }

    [Fact]
    public void Undeleting_what_is_there_changes_nothing()
    {
        foreach (var member in new[] { Answerer, Administrator })
        {
            var decision = Answered().Undelete(member, On(First));
            Assert.Equal(Done.It, decision.Receipt);
            Assert.Empty(decision.Facts);
        }

        Assert.Equal(RefusalCode.NotAllowed, Answered().Undelete(Stranger, On(First)).Refusal?.Code);
    }

    [Fact]
    public void Who_could_not_have_deleted_it_is_refused_whether_or_not_it_is_deleted()
    {
        Assert.Equal(RefusalCode.NotAllowed, Answered().Undelete(Stranger, On(First)).Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, Answered().Undelete(Answerer, PostRef.Question).Refusal?.Code);
        Assert.Equal(Done.It, Answered().Undelete(Administrator, On(First)).Receipt);
    }

    [Fact]
    public void A_deleted_answer_keeps_its_votes_and_its_version()
    {
        var history = Answered();
        history.Vote(Reader, On(First), 1);
        history.Edit(Answerer, On(First), 1, body: Body + " Really.");
        var before = history.View(Reader).Answers[0];

        history.Delete(Answerer, On(First));
        Assert.Equal(0, history.View().AnswerCount);
        Assert.Empty(history.View().Answers);
        history.Undelete(Answerer, On(First));

        var after = history.View(Reader).Answers[0];
        Assert.Equal((before.Score, before.MyVote, before.Version, before.Body), (after.Score, after.MyVote, after.Version, after.Body));
    }
}
