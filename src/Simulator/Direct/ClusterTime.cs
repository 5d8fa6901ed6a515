namespace Skiller.Simulator.Direct;

/// <summary>
/// The cluster's time, as whoever writes to a cluster can know it: a post that was just made says when it was, which was not later than now. So it is behind the
/// cluster's own by what an answer takes, and never ahead of it: an act that has its deadline by it (ADR 0022) is given up early rather than late.
/// </summary>
/// <param name="clock">Of this machine; its wall clock does not matter.</param>
internal sealed class ClusterTime(TimeProvider clock)
{
    // After so long this machine's clock may have gone ahead of the cluster's, and what is said then counts.
    private static readonly TimeSpan _stale = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private (DateTimeOffset Time, long Seen)? _anchor;

    /// <summary>The time; null as long as nothing has said it.</summary>
    public DateTimeOffset? Now
    {
        get
        {
            lock (_gate)
            {
                return _anchor is { } anchor ? anchor.Time + clock.GetElapsedTime(anchor.Seen) : null;
            }
        }
    }

    /// <summary>Takes note of when the cluster did something that is done now.</summary>
    public void Saw(DateTimeOffset done)
    {
        lock (_gate)
        {
            if (_anchor is not { } anchor || clock.GetElapsedTime(anchor.Seen) is var passed && (passed > _stale || done > anchor.Time + passed))
            {
                _anchor = (done, clock.GetTimestamp());
            }
        }
    }
}
