namespace Skiller.Web.Overload;

/// <summary>
/// How many requests a front may work on at once, from looks at what it does. As long as threads are free it is what the operator set: whoever waits then
/// waits for something else, a silo that died or a slow database, and will be served. When work has waited for a thread at each look of a second, more
/// requests would only make all of them wait longer; there is room for what is done in <see cref="Patience"/> at the present rate (Little's law).
/// Source of the rule that a queue counts when it does not empty for a while, and a burst does not: CoDel, RFC 8289, 3.1. Pure.
/// </summary>
internal sealed class RequestRoom
{
    /// <summary>How long a request takes at most, about, when a front has more to do than it can.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long work must have waited for threads.</summary>
    public static readonly TimeSpan Standing = TimeSpan.FromSeconds(1);

    // A process that has just started or stood still has done nothing yet, and must be able to begin: half a second of pages that nobody asked for before.
    private const int Least = 128;
    private readonly Queue<(TimeSpan At, long Done)> _busy = new();
    private readonly int _most;
    private readonly int _threads;

    /// <param name="most">What the operator set.</param>
    /// <param name="threads">How many items may wait without being a queue: as many as can be begun at once.</param>
    public RequestRoom(int most, int threads)
    {
        (_most, _threads) = (most, threads);
        Now = most;
    }

    /// <summary>The room now.</summary>
    public int Now { get; private set; }

    /// <summary>Takes in a look.</summary>
    /// <param name="at">When, on a clock that only goes forward.</param>
    /// <param name="done">How many requests have ended since the process began.</param>
    /// <param name="waiting">How many items of work wait for a thread.</param>
    public void Look(TimeSpan at, long done, long waiting)
    {
        if (waiting <= _threads)
        {
            _busy.Clear();
            Now = _most;
            return;
        }

        _busy.Enqueue((at, done));

        // The oldest look that is kept is just longer ago than a queue must stand.
        while (_busy.Count > 1 && at - _busy.ElementAt(1).At >= Standing)
        {
            _busy.Dequeue();
        }

        var (since, before) = _busy.Peek();
        if (at - since >= Standing)
        {
            Now = Math.Clamp((int)((done - before) / (at - since).TotalSeconds * Patience.TotalSeconds), Math.Min(Least, _most), _most);
        }
    }
}
