namespace Skiller.Web.Problems;

/// <summary>How many lines a second are written about what may happen to every request at once: enough to find one, and never a disk full of them.</summary>
internal sealed class LogBudget(TimeProvider clock)
{
    private const int Most = 5;

    private readonly Lock _gate = new();
    private long _second;
    private int _written;

    /// <summary>Whether there is room for a line.</summary>
    public bool Take()
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            (_second, _written) = second == _second ? (_second, _written + 1) : (second, 1);
            return _written <= Most;
        }
    }
}
