using Microsoft.Extensions.Time.Testing;
using Skiller.Silo.Operations;
using Xunit;

namespace Skiller.Tests.Unit.Operations;

/// <summary>Whether a process moves is told by its own timer alone.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public void A_process_whose_timer_runs_moves_and_one_whose_timer_stands_still_is_stuck()
    {
        var clock = new StoppableClock();
        using var heartbeat = new Heartbeat(clock);
        clock.Pass(TimeSpan.FromMinutes(5));
        Assert.True(heartbeat.IsMoving);

        clock.Stands = true;
        clock.Pass(Heartbeat.Longest);
        Assert.True(heartbeat.IsMoving);
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.False(heartbeat.IsMoving);

        clock.Stands = false;
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.True(heartbeat.IsMoving);
    }

    // Time goes on whether or not anything that waits for it gets a turn.
    private sealed class StoppableClock : TimeProvider
    {
        private readonly FakeTimeProvider _clock = new();
        private readonly List<(TimerCallback Act, object? State)> _timers = [];

        public bool Stands { get; set; }

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public override long GetTimestamp() => _clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state));
            return _clock.CreateTimer(static _ => { }, null, dueTime, period);
        }

        public void Pass(TimeSpan time)
        {
            for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                foreach (var (act, state) in Stands ? [] : _timers)
                {
                    act(state);
                }
            }
        }
    }
}
