using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Accounts;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>The arithmetic of allowances.</summary>
public sealed class SlidingWindowTests
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    [Fact]
    public void An_act_leaves_the_window_exactly_at_its_length()
    {
        var window = new SlidingWindow(2, _hour);
        Assert.Null(window.Take(Noon));
        Assert.Null(window.Take(Noon.AddMinutes(10)));

        Assert.Equal(TimeSpan.FromMinutes(40), window.Take(Noon.AddMinutes(20)));
        Assert.Equal(TimeSpan.FromTicks(1), window.Take(Noon.AddHours(1).AddTicks(-1)));
        Assert.Null(window.Take(Noon.AddHours(1)));
        Assert.Equal(TimeSpan.FromMinutes(10), window.Take(Noon.AddHours(1)));
    }

    [Fact]
    public void What_is_given_back_can_be_taken_again()
    {
        var window = new SlidingWindow(1, _hour);
        window.GiveBack();
        Assert.Null(window.Take(Noon));
        window.GiveBack();

        Assert.Null(window.Take(Noon.AddMinutes(1)));
        Assert.Equal(TimeSpan.FromMinutes(59), window.Take(Noon.AddMinutes(2)));
    }

    [Fact]
    public void Of_more_than_the_limit_the_newest_count()
    {
        var window = new SlidingWindow(2, _hour);
        for (var minute = 0; minute < 5; minute++)
        {
            window.Count(Noon.AddMinutes(minute));
        }

        Assert.Equal(TimeSpan.FromMinutes(58), window.Wait(Noon.AddMinutes(5)));
    }

    [Fact]
    public void No_stretch_of_the_length_ever_has_more_than_the_limit_and_a_refusal_says_when() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 30].Array[1, 80]).Sample(static (limit, pauses) =>
        {
            var (window, now, taken) = (new SlidingWindow(limit, _hour), Noon, new List<DateTimeOffset>());
            foreach (var pause in pauses)
            {
                now = now.AddMinutes(pause);
                var recent = taken.Count(at => at > now - _hour);
                var wait = window.Take(now);
                Assert.Equal(recent >= limit, wait is not null);
                if (wait is { } time)
                {
                    Assert.True(time > TimeSpan.Zero);
                    Assert.True(taken.Count(at => at > now + time - _hour) < limit);
                    Assert.Equal(limit, taken.Count(at => at > now + time - _hour - TimeSpan.FromTicks(1)));
                }
                else
                {
                    taken.Add(now);
                }
            }
        });

    [Theory]
    [InlineData(LimitedAct.Vote, Limits.VotesPerMember)]
    [InlineData(LimitedAct.Question, Limits.QuestionsPerMember)]
    [InlineData(LimitedAct.Answer, Limits.AnswersPerMember)]
    [InlineData(LimitedAct.Comment, Limits.CommentsPerMember)]
    public void Each_act_has_its_own_limit(LimitedAct act, int limit)
    {
        var allowance = new Allowance();
        for (var i = 0; i < limit; i++)
        {
            Assert.Null(allowance.Take(act, Noon));
        }

        Assert.Equal(Limits.MemberWindow, allowance.Take(act, Noon));
        Assert.Null(allowance.Take(act == LimitedAct.Vote ? LimitedAct.Answer : LimitedAct.Vote, Noon));
        allowance.GiveBack(act);
        Assert.Null(allowance.Take(act, Noon));
    }

    [Fact]
    public void Other_acts_are_not_limited()
    {
        var allowance = new Allowance();

        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Null(allowance.Take(LimitedAct.Other, Noon)));
    }

    [Fact]
    public void After_a_restart_what_the_log_says_counts()
    {
        var allowance = Allowance.After(
        [
            ("post-voted", Noon),
            .. Enumerable.Range(0, Limits.VotesPerMember - 1).Select(static i => ("post-voted", Noon.AddMinutes(1))),
            ("answer-posted", Noon.AddMinutes(2)),
            ("profile-edited", Noon.AddMinutes(3)),
        ]);

        Assert.Equal(TimeSpan.FromHours(23), allowance.Take(LimitedAct.Vote, Noon.AddHours(1)));
        Assert.Null(allowance.Take(LimitedAct.Vote, Noon.AddHours(24)));
        Assert.Null(allowance.Take(LimitedAct.Answer, Noon.AddHours(1)));
    }
}
