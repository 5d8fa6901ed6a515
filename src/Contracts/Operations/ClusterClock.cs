namespace Skiller.Contracts.Operations;

/// <summary>
/// The time that all nodes of a cluster agree on: the database's. It goes on by the clock that never jumps between two looks at the database, so
/// that a machine whose wall clock is wrong, or is set right, is no different from the others (F16).
/// </summary>
/// <param name="clock">Of this machine.</param>
public sealed class ClusterClock(TimeProvider clock)
{
    /// <summary>An answer that took longer says too little of when the database gave it, unless the last one took longer still or is older than <see cref="Stale"/>.</summary>
    public static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(200);

    /// <summary>After this a slow answer is better than what two machines' clocks have gone apart since.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(5);

    private Anchor? _anchor;

    /// <summary>The time, to half of <see cref="Prompt"/> once the database has answered promptly; null as long as the database has not said it.</summary>
    public DateTimeOffset? Now => Volatile.Read(ref _anchor) is { } anchor ? anchor.Time + clock.GetElapsedTime(anchor.Seen) : null;

    /// <summary>Takes over what the database said.</summary>
    /// <param name="time">By its clock.</param>
    /// <param name="took">How long the question and the answer took, which ended just now: it looked somewhere in between.</param>
    public void Set(DateTimeOffset time, TimeSpan took)
    {
        var before = Volatile.Read(ref _anchor);
        if (before is null || took <= Prompt || took < before.Took || clock.GetElapsedTime(before.Seen) > Stale)
        {
            // What the way there and back explains changes nothing: time does not tremble.
            var (said, now) = (time + (took / 2), Now);
            Volatile.Write(ref _anchor, new Anchor(now is { } known && (said - known).Duration() <= took / 2 ? known : said, took, clock.GetTimestamp()));
        }
    }

    private sealed record Anchor(DateTimeOffset Time, TimeSpan Took, long Seen);
}
