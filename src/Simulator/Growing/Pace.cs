namespace Skiller.Simulator.Growing;

/// <summary>When simulated moments are due in real time. Time that the target could not keep up with is added, so that no act is dropped.</summary>
internal sealed class Pace(TimeProvider clock, double secondsPerDay, TimeSpan from)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>How much longer it takes than was asked for.</summary>
    public TimeSpan Stretched { get; private set; }

    /// <summary>Real time since the beginning.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>When a simulated moment is due, in real time since the beginning.</summary>
    public TimeSpan Due(TimeSpan at) => TimeSpan.FromSeconds((at - from).TotalDays * secondsPerDay) + Stretched;

    /// <summary>Waits until a moment is due, and longer when time stretches meanwhile.</summary>
    public async Task Await(TimeSpan at, CancellationToken ct)
    {
        // Below a timer's own precision nobody waits.
        while (Due(at) - Elapsed is { TotalMilliseconds: > 1 } wait)
        {
            await Task.Delay(wait, clock, ct);
        }
    }

    /// <summary>What is due later moves by how late it is now.</summary>
    public void Stretch(TimeSpan at)
    {
        if (Elapsed - Due(at) is { TotalMilliseconds: > 5 } late)
        {
            Stretched += late;
        }
    }
}
