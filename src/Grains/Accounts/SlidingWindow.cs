namespace Skiller.Grains.Accounts;

/// <summary>
/// At most so many acts in any stretch of time of one length. An act is forgotten exactly when it has left the window; memory is bounded by
/// the limit. Kept in one grain, whose turns make taking atomic.
/// </summary>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    // In the order of time.
    private readonly List<DateTimeOffset> _taken = [];

    /// <summary>Takes one if there is one.</summary>
    /// <returns>How long until there is one again; null: it was taken.</returns>
    public TimeSpan? Take(DateTimeOffset now)
    {
        var wait = Wait(now);
        if (wait is null)
        {
            _taken.Add(now);
        }

        return wait;
    }

    /// <summary>How long until there is one; null: there is one now.</summary>
    public TimeSpan? Wait(DateTimeOffset now)
    {
        _taken.RemoveAll(at => at + length <= now);
        return _taken.Count < limit ? null : _taken[0] + length - now;
    }

    /// <summary>Whether nothing is remembered any more.</summary>
    public bool IsEmpty(DateTimeOffset now)
    {
        _taken.RemoveAll(at => at + length <= now);
        return _taken.Count == 0;
    }

    /// <summary>Counts what has happened, whether there was one or not; of more than the limit the newest count.</summary>
    public void Count(DateTimeOffset at)
    {
        if (_taken.Count == limit)
        {
            _taken.RemoveAt(0);
        }

        _taken.Add(at);
    }

    /// <summary>Gives back what was taken last.</summary>
    public void GiveBack()
    {
        if (_taken.Count > 0)
        {
            _taken.RemoveAt(_taken.Count - 1);
        }
    }
}
