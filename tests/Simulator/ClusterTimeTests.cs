using Microsoft.Extensions.Time.Testing;
using Skiller.Simulator.Direct;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>What somebody who only writes to a cluster knows of its time is never ahead of it.</summary>
public sealed class ClusterTimeTests
{
    private static readonly DateTimeOffset _noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_is_not_known_before_something_says_it_and_goes_on_from_then()
    {
        var time = new ClusterTime(_clock);
        Assert.Null(time.Now);
        time.Saw(_noon);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(_noon.AddSeconds(3), time.Now);
    }

    [Fact]
    public void What_was_answered_late_sets_nothing_back_and_what_was_answered_sooner_counts()
    {
        var time = new ClusterTime(_clock);
        time.Saw(_noon);
        _clock.Advance(TimeSpan.FromSeconds(10));
        time.Saw(_noon.AddSeconds(6));
        Assert.Equal(_noon.AddSeconds(10), time.Now);
        time.Saw(_noon.AddSeconds(10.2));
        Assert.Equal(_noon.AddSeconds(10.2), time.Now);
    }

    [Fact]
    public void A_machine_whose_clock_runs_too_fast_is_set_right_again()
    {
        var time = new ClusterTime(_clock);
        time.Saw(_noon);
        _clock.Advance(TimeSpan.FromMinutes(6));
        time.Saw(_noon.AddMinutes(5.9));
        Assert.Equal(_noon.AddMinutes(5.9), time.Now);
    }
}
