using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Xunit;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>DESIGN.md part 5, entry by entry.</summary>
public sealed class EarningReputationTests
{
    private const long Voter = 9;

    [Theory]
    [InlineData(0, 0, "", "")]
    [InlineData(0, 1, "up+10", "")]
    [InlineData(0, -1, "down-2", "cost-1")]
    [InlineData(1, 0, "up+10 undone-10", "")]
    [InlineData(1, 1, "up+10", "")]
    [InlineData(1, -1, "up+10 undone-10 down-2", "cost-1")]
    [InlineData(-1, 0, "down-2 undone+2", "cost-1 undone+1")]
    [InlineData(-1, 1, "down-2 undone+2 up+10", "cost-1 undone+1")]
    [InlineData(-1, -1, "down-2", "cost-1")]
    public void Every_transition_of_a_vote_on_an_answer(int from, int to, string author, string voter)
    {
        var votes = Transition(Votes.OnAnswer, from, to);
        Assert.Equal(author, votes.Entries(Votes.Author));
        Assert.Equal(voter, votes.Entries(new MemberId(Voter)));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(0, 1, "up+5")]
    [InlineData(0, -1, "down-2")]
    [InlineData(1, 0, "up+5 undone-5")]
    [InlineData(1, 1, "up+5")]
    [InlineData(1, -1, "up+5 undone-5 down-2")]
    [InlineData(-1, 0, "down-2 undone+2")]
    [InlineData(-1, 1, "down-2 undone+2 up+5")]
    [InlineData(-1, -1, "down-2")]
    public void Every_transition_of_a_vote_on_a_question(int from, int to, string author)
    {
        var votes = Transition(Votes.OnQuestion, from, to);
        Assert.Equal(author, votes.Entries(Votes.Asker));
        Assert.Equal("", votes.Entries(new MemberId(Voter)));
    }

    [Fact]
    public void Votes_up_give_at_most_200_a_day_and_a_freed_share_serves_later_votes_only()
    {
        var votes = new Votes();
        for (var voter = 101; voter <= 121; voter++)
        {
            votes.Vote(Votes.OnAnswer, voter, 1);
        }

        Assert.Equal(200, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        Assert.Equal(0, votes.LedgerOf(Votes.Author)[^1].Points);
        votes.Vote(Votes.OnAnswer, 101, 0);
        Assert.Equal(190, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        votes.Vote(Votes.OnAnswer, 122, 1);
        Assert.Equal(200, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
    }

    [Fact]
    public void The_vote_that_meets_the_cap_gives_what_is_left_and_takes_back_just_that()
    {
        var votes = new Votes();
        for (var voter = 101; voter <= 119; voter++)
        {
            votes.Vote(Votes.OnAnswer, voter, 1);
        }

        // A question of the same author, so that 5 are taken before the last 10.
        var mixed = new Votes();
        for (var voter = 101; voter <= 139; voter++)
        {
            mixed.Vote(Votes.OnQuestion, voter, 1);
        }

        Assert.Equal(190, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        Assert.Equal(195, mixed.LedgerOf(Votes.Asker).Sum(e => e.Points));
        mixed.Vote(Votes.OnQuestion, 140, 1).Vote(Votes.OnQuestion, 141, 1).Vote(Votes.OnQuestion, 141, 0);
        Assert.Equal(200, mixed.LedgerOf(Votes.Asker).Sum(e => e.Points));
        Assert.Equal(0, mixed.LedgerOf(Votes.Asker)[^1].Points);
    }

    [Fact]
    public void The_cap_is_that_of_the_UTC_day_of_the_event()
    {
        var votes = new Votes { Now = new DateTimeOffset(2026, 3, 2, 0, 30, 0, TimeSpan.FromHours(1)) };
        for (var voter = 101; voter <= 121; voter++)
        {
            votes.Vote(Votes.OnAnswer, voter, 1);
        }

        // Half past midnight in Paris is still the day before in UTC.
        votes.Now = new DateTimeOffset(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
        votes.Vote(Votes.OnAnswer, 122, 1);
        Assert.Equal(210, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
    }

    [Fact]
    public void An_acceptance_gives_15_and_2_outside_the_cap()
    {
        var votes = new Votes();
        for (var voter = 101; voter <= 121; voter++)
        {
            votes.Vote(Votes.OnAnswer, voter, 1);
        }

        votes.Accept(Votes.Author, Votes.Asker);
        Assert.Equal(215, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        Assert.Equal("accepting+2", votes.Entries(Votes.Asker));
    }

    [Fact]
    public void An_acceptance_that_is_withdrawn_takes_both_back()
    {
        var votes = new Votes().Accept(Votes.Author, Votes.Asker).Withdraw(Votes.Author, Votes.Asker);
        Assert.Equal("accepted+15 withdrawn-15", votes.Entries(Votes.Author));
        Assert.Equal("accepting+2 withdrawn-2", votes.Entries(Votes.Asker));
    }

    [Fact]
    public void Accepting_ones_own_answer_gives_nothing()
    {
        var votes = new Votes().Accept(Votes.Author, Votes.Author).Withdraw(Votes.Author, Votes.Author);
        Assert.Empty(votes.LedgerOf(Votes.Author));
    }

    [Fact]
    public void A_deletion_takes_everything_that_stands_and_an_undeletion_gives_just_that_back()
    {
        var down = new MemberId(Voter);
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1).Vote(Votes.OnAnswer, 102, 1).Vote(Votes.OnAnswer, 102, 0)
            .Vote(Votes.OnAnswer, Voter, -1).Accept(Votes.Author, Votes.Asker);
        votes.Delete(Votes.OnAnswer, down, Votes.Asker);
        var deleted = votes.Version;
        Assert.All(new[] { Votes.Author, Votes.Asker, down }, m => Assert.Equal(0, votes.LedgerOf(m).Sum(e => e.Points)));
        votes.Undelete(Votes.OnAnswer, deleted, down, Votes.Asker);
        Assert.Equal(10 - 2 + 15, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        Assert.Equal(2, votes.LedgerOf(Votes.Asker).Sum(e => e.Points));
        Assert.Equal(-1, votes.LedgerOf(down).Sum(e => e.Points));

        // What was given back is taken back once when the vote goes.
        votes.Vote(Votes.OnAnswer, 101, 0);
        Assert.Equal(-2 + 15, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
    }

    [Fact]
    public void A_post_that_is_deleted_twice_gives_and_takes_the_same_twice()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1).Delete(Votes.OnAnswer).Undelete(Votes.OnAnswer, 2).Delete(Votes.OnAnswer).Undelete(Votes.OnAnswer, 4);
        Assert.Equal("up+10 deleted-10 restored+10 deleted-10 restored+10", votes.Entries(Votes.Author));
    }

    [Fact]
    public void An_acceptance_withdrawn_while_its_answer_is_deleted_does_not_come_back_with_it()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1).Accept(Votes.Author, Votes.Asker).Delete(Votes.OnAnswer, Votes.Asker);
        var deleted = votes.Version;
        votes.Withdraw(Votes.Author, Votes.Asker).Undelete(Votes.OnAnswer, deleted, Votes.Asker);
        Assert.Equal(10, votes.LedgerOf(Votes.Author).Sum(e => e.Points));
        Assert.Equal(0, votes.LedgerOf(Votes.Asker).Sum(e => e.Points));
    }

    [Fact]
    public void A_reversal_is_in_the_skills_of_the_vote_not_in_those_of_today()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1);
        votes.Skills = [SkillSlug.Parse("later")];
        votes.Vote(Votes.OnAnswer, 101, 0);
        var entries = votes.LedgerOf(Votes.Author);
        Assert.Equal(entries[0].Skills, entries[1].Skills);
        Assert.Equal(entries[0].Cause, entries[1].Origin);
    }

    [Fact]
    public void A_deletion_takes_in_the_order_in_which_was_given_whatever_was_written_by_then()
    {
        // The first vote is a row, the second is folded and not written yet, when the deletion comes.
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1).Vote(Votes.OnAnswer, 102, 1).Delete(Votes.OnAnswer);
        var ledger = votes.LedgerOf(Votes.Author, [(1, true), (1, false), (1, true)]);
        Assert.Equal(["q:1@1", "q:1@2", "q:1@1", "q:1@2"], ledger.Select(e => e.Origin));
        Assert.Equal([0, 0, 0, 1], ledger.Select(e => e.Ordinal));
    }

    private static Votes Transition(Contracts.Questions.PostRef post, int from, int to)
    {
        var votes = new Votes();
        foreach (var value in new[] { from, to }.Aggregate(new List<int>(), (done, v) => v == done.LastOrDefault() ? done : [.. done, v]))
        {
            votes.Vote(post, Voter, value);
        }

        return votes;
    }
}
