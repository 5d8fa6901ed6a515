using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Questions;
using Xunit;
using static Skiller.Tests.Unit.Questions.QuestionHistory;

namespace Skiller.Tests.Unit.Questions;

public sealed class VotingOnPostTests
{
    [Theory]
    [InlineData("from none to none", 0, 0, 0)]
    [InlineData("from none to up", 0, 1, 1)]
    [InlineData("from none to down", 0, -1, 1)]
    [InlineData("from up to none", 1, 0, 1)]
    [InlineData("from up to up", 1, 1, 0)]
    [InlineData("from up to down", 1, -1, 1)]
    [InlineData("from down to none", -1, 0, 1)]
    [InlineData("from down to up", -1, 1, 1)]
    [InlineData("from down to down", -1, -1, 0)]
    public void Every_transition_of_a_vote_is_one_fact_or_none(string transition, int previous, int value, int facts)
    {
        Assert.StartsWith("from ", transition);
        foreach (var post in new[] { PostRef.Question, On(First) })
        {
            var history = Answered();
            history.Vote(Stranger, post, 1);
            history.Vote(Reader, post, previous);
            var version = previous == 0 ? 0 : history.State.Version;

            var decision = history.Vote(Reader, post, value);

            Assert.Equal(new VoteReceipt(1 + value, value, Changed: facts == 1), decision.Receipt);
            Assert.Equal(facts, decision.Facts.Length);
            Assert.Equal(1 + value, history.State.Find(post)?.Score);
            Assert.Equal(value, history.State.Find(post)?.VoteOf(Reader));
            Assert.Equal(1, history.State.Find(post)?.VoteOf(Stranger));
            if (facts == 1)
            {
                var author = post.IsQuestion ? Asker : Answerer;
                Assert.Equal(
                    new PostVoted(post, author, Reader, value, previous, version, history.State.Skills), history.LastFact<PostVoted>());
            }
        }
    }

    [Fact]
    public void A_vote_that_was_taken_back_is_not_what_the_next_one_replaces()
    {
        var history = Answered();
        history.Vote(Reader, On(First), 1);
        history.Vote(Reader, On(First), 0);

        history.Vote(Reader, On(First), -1);

        var voted = history.LastFact<PostVoted>();
        Assert.Equal((-1, 0, 0L), (voted.Value, voted.Previous, voted.PreviousVersion));
    }

    [Fact]
    public void Nobody_votes_on_their_own_post()
    {
        var history = Answered();
        Assert.Equal(RefusalCode.OwnPost, history.Vote(Asker, PostRef.Question, 1).Refusal?.Code);
        Assert.Equal(RefusalCode.OwnPost, history.Vote(Answerer, On(First), 0).Refusal?.Code);
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(1, 0, RefusalCode.RateLimited)]
    [InlineData(0, 0, null)]
    [InlineData(0, -1, RefusalCode.RateLimited)]
    public void Beyond_the_allowance_only_the_vote_that_is_there_is_answered(int present, int value, RefusalCode? refused)
    {
        var history = Answered();
        history.Vote(Reader, On(First), present);
        var decision = history.Do((state, now) =>
            VotingOnPost.Decide(state, new CastVote(As(Reader), On(First), value, IsBeyondAllowance: true), now));
        Assert.Equal(refused, decision.Refusal?.Code);
        Assert.Equal(refused is null ? new VoteReceipt(present, present, Changed: false) : null, decision.Receipt);
        Assert.Equal(
            RefusalCode.OwnPost,
            VotingOnPost.Decide(history.State, new CastVote(As(Answerer), On(First), value, IsBeyondAllowance: true), Noon).Refusal?.Code);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(int.MaxValue)]
    public void Another_value_is_invalid(int value)
    {
        var refusal = Answered().Vote(Reader, On(First), value).Refusal;
        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
        Assert.Equal("value", Assert.Single(refusal!.Errors).Field);
    }

    [Fact]
    public void A_question_without_author_can_be_voted_on_by_anybody()
    {
        var history = new QuestionHistory();
        history.Import(new ImportedQuestion(Noon, null, "?", "", [], Locale.En, 0));
        Assert.Equal(1, history.Vote(Asker, PostRef.Question, 1).Receipt?.Score);
    }
}
