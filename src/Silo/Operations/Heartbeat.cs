namespace Skiller.Silo.Operations;

/// <summary>
/// Whether the process moves: a timer of its own queues a step to the thread pool each second, and a process whose last step is too old is stuck. It
/// asks nobody, so that neither database nor cluster can have a process restarted that is well.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    /// <summary>How old the last step may be.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private long _at;

    public Heartbeat(TimeProvider clock)
    {
        _clock = clock;
        _at = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Volatile.Write(ref _at, _clock.GetTimestamp()), null, _interval, _interval);
    }

    /// <summary>How old the last step is.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(Volatile.Read(ref _at));

    /// <summary>Whether the process moves.</summary>
    public bool IsMoving => Age <= Longest;

    public void Dispose() => _timer.Dispose();
}
