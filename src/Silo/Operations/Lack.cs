namespace Skiller.Silo.Operations;

/// <summary>For how long a silo has had no database, and for how long of it while another had one.</summary>
/// <param name="patience">The least time without it.</param>
/// <param name="alone">The least time of it during which each look found that another had it.</param>
/// <param name="clock">The machine's.</param>
internal sealed class Lack(TimeSpan patience, TimeSpan alone, TimeProvider clock)
{
    private long _had = clock.GetTimestamp();
    private long? _alone;

    /// <summary>Since it was there the last time.</summary>
    public TimeSpan Time => clock.GetElapsedTime(_had);

    /// <summary>It is there.</summary>
    public void Ends() => (_had, _alone) = (clock.GetTimestamp(), null);

    /// <summary>It is not there. Whether that has lasted long enough to be this silo's own fault.</summary>
    /// <param name="isAlone">Whether another has it.</param>
    public bool Lasts(bool isAlone)
    {
        _alone = isAlone ? _alone ?? clock.GetTimestamp() : null;
        return Time >= patience && _alone is { } since && clock.GetElapsedTime(since) >= alone;
    }
}
