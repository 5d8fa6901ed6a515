using CsCheck;
using Skiller.Grains.Pulse;
using Xunit;

namespace Skiller.Tests.Unit.Pulse;

/// <summary>The day on which a goal is met.</summary>
public sealed class GrowthPaceTests
{
    private static readonly DateOnly _today = new(2026, 3, 18);

    [Theory]
    [InlineData(100, 128, 28, 28)]
    [InlineData(100, 101, 28, 1)]
    [InlineData(0, 10_000, 280, 1_000)]
    [InlineData(9_999, 10_000, 3, 10)]
    public void It_is_as_many_days_away_as_the_pace_needs(long members, long goal, long lately, int days) =>
        Assert.Equal(_today.AddDays(days), GrowthPace.GoalOn(members, goal, lately, _today));

    [Theory]
    [InlineData(100, 100, 28)]
    [InlineData(101, 100, 28)]
    [InlineData(1, 100, 0)]
    [InlineData(1, 1_000_000_000, 1)]
    public void There_is_none_when_it_is_met_nobody_joined_or_it_is_further_than_fifty_years(long members, long goal, long lately) =>
        Assert.Null(GrowthPace.GoalOn(members, goal, lately, _today));

    [Fact]
    public void At_that_pace_the_goal_is_met_on_that_day_and_not_on_the_day_before() =>
        Gen.Select(Gen.Long[0, 20_000], Gen.Long[1, 20_000], Gen.Long[1, 5_000]).Sample((members, goal, lately) =>
        {
            if (GrowthPace.GoalOn(members, goal, lately, _today) is not { } day)
            {
                return;
            }

            var days = day.DayNumber - _today.DayNumber;
            Assert.True(((decimal)lately * days / 28) + members >= goal);
            Assert.True(((decimal)lately * (days - 1) / 28) + members < goal);
        });
}
