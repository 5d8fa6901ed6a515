using Microsoft.Extensions.Time.Testing;
using Skiller.Contracts.Operations;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>What nodes take for the time, whatever their own clocks say.</summary>
public sealed class ClusterClockTests
{
    private static readonly DateTimeOffset _said = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _machine = new(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_is_not_known_before_the_database_has_said_it() => Assert.Null(new ClusterClock(_machine).Now);

    [Fact]
    public void It_goes_on_from_the_middle_of_the_question()
    {
        var clock = new ClusterClock(_machine);
        clock.Set(_said, TimeSpan.FromMilliseconds(100));
        _machine.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(_said + TimeSpan.FromMilliseconds(3_050), clock.Now);
    }

    [Fact]
    public void F16_A_machine_whose_wall_clock_is_set_changes_nothing()
    {
        var machine = new Steady(_said.AddYears(5));
        var clock = new ClusterClock(machine);
        clock.Set(_said, TimeSpan.Zero);
        machine.Wall -= TimeSpan.FromHours(1);
        Assert.Equal(_said, clock.Now);
    }

    [Fact]
    public void F08_A_slow_answer_is_taken_only_where_there_is_no_better_one()
    {
        var clock = new ClusterClock(_machine);
        clock.Set(_said, TimeSpan.FromSeconds(2));
        Assert.Equal(_said + TimeSpan.FromSeconds(1), clock.Now);
        clock.Set(_said.AddHours(1), TimeSpan.FromMilliseconds(300));
        Assert.Equal(_said.AddHours(1) + TimeSpan.FromMilliseconds(150), clock.Now);

        clock.Set(_said, TimeSpan.Zero);
        clock.Set(_said + TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(2));
        Assert.Equal(_said, clock.Now);

        _machine.Advance(ClusterClock.Stale + TimeSpan.FromSeconds(1));
        clock.Set(_said, TimeSpan.FromSeconds(2));
        Assert.Equal(_said + TimeSpan.FromSeconds(1), clock.Now);
    }

    // Its wall clock is set, and what counts time goes on.
    private sealed class Steady(DateTimeOffset wall) : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = wall;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => 0;
    }
}
