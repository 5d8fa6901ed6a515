using Skiller.Grains.Reputation;
using Xunit;

namespace Skiller.Tests.Unit.Reputation;

/// <summary>Rules hold from a date on, and what was given before it stays as it was given.</summary>
public sealed class RulePeriodTests
{
    private static readonly DateTimeOffset _change = Votes.Noon.AddDays(1);
    private static readonly ReputationRules _later =
        new(_change, AnswerVotedUp: 20, QuestionVotedUp: 10, AnswerAccepted: 30, AcceptedAnAnswer: 4, PostVotedDown: -4, VotedAnAnswerDown: -3, DailyVoteCap: 50);

    [Fact]
    public void The_rules_of_an_event_are_those_of_its_own_time()
    {
        var votes = new Votes { Now = _change.AddTicks(-1) }.Vote(Votes.OnAnswer, 101, 1).Vote(Votes.OnAnswer, 9, -1);
        votes.Now = _change;
        votes.Vote(Votes.OnAnswer, 102, 1).Vote(Votes.OnAnswer, 10, -1).Accept(Votes.Author, Votes.Asker);

        Assert.Equal([10, -2, 20, -4, 30], Points(votes, Votes.Author.Value));
        Assert.Equal([4], Points(votes, Votes.Asker.Value));
        Assert.Equal([-1], Points(votes, 9));
        Assert.Equal([-3], Points(votes, 10));
    }

    [Fact]
    public void A_change_of_rules_leaves_every_entry_before_it_as_it_was()
    {
        var votes = new Votes();
        for (var voter = 101; voter <= 125; voter++)
        {
            votes.Vote(voter % 3 == 0 ? Votes.OnQuestion : Votes.OnAnswer, voter, voter % 5 == 0 ? -1 : 1);
        }

        foreach (var member in new[] { Votes.Author, Votes.Asker })
        {
            Assert.Equal(votes.LedgerOf(member).Select(e => (e.Origin, e.Points)), votes.LedgerOf(member, [.. ReputationRules.All, _later]).Select(e => (e.Origin, e.Points)));
        }
    }

    [Fact]
    public void A_reversal_takes_back_what_the_rules_of_its_own_day_gave()
    {
        var votes = new Votes().Vote(Votes.OnAnswer, 101, 1).Vote(Votes.OnAnswer, 9, -1).Accept(Votes.Author, Votes.Asker);
        votes.Now = _change.AddDays(1);
        votes.Vote(Votes.OnAnswer, 101, 0).Vote(Votes.OnAnswer, 9, 1).Withdraw(Votes.Author, Votes.Asker);

        Assert.Equal([10, -2, 15, -10, 2, 20, -15], Points(votes, Votes.Author.Value));
        Assert.Equal([2, -2], Points(votes, Votes.Asker.Value));
        Assert.Equal([-1, 1], Points(votes, 9));
    }

    [Fact]
    public void A_day_has_the_cap_of_the_rules_that_hold_in_it()
    {
        var votes = new Votes { Now = _change.AddHours(1) };
        for (var voter = 101; voter <= 104; voter++)
        {
            votes.Vote(Votes.OnAnswer, voter, 1);
        }

        Assert.Equal([20, 20, 10, 0], Points(votes, Votes.Author.Value));
    }

    [Fact]
    public void Our_rules_are_in_the_order_of_their_dates_and_the_first_hold_since_the_beginning()
    {
        Assert.Equal(DateTimeOffset.MinValue, ReputationRules.All[0].From);
        Assert.Equal(ReputationRules.All.Select(r => r.From).Order().Distinct(), ReputationRules.All.Select(r => r.From));
        Assert.Equal(ReputationRules.All[0], ReputationRules.At([ReputationRules.All[0], _later], _change.AddTicks(-1)));
        Assert.Equal(_later, ReputationRules.At([ReputationRules.All[0], _later], _change));
    }

    private static IEnumerable<int> Points(Votes votes, long member) =>
        votes.LedgerOf(new Contracts.Members.MemberId(member), [.. ReputationRules.All, _later]).Select(e => e.Points);
}
