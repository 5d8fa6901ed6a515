namespace Skiller.Web.Overload;

/// <summary>
/// How many requests a front may have and work on at once, from looks at what it does. As long as threads are free it is what the operator set: whoever
/// waits then waits for something else, a silo that died or a slow database, and will be served. When work waits for threads, more requests at work would
/// only make each of them dearer, since all that they hold is copied by each collection: few are worked on, others wait at the door, and there is room for
/// what is done in <see cref="Patience"/> at the present rate (Little's law).
/// Source of the rule that a queue counts when it does not empty for a while, and a burst does not: CoDel, RFC 8289, 3.1; of more places little by little
/// and fewer at once: congestion control, RFC 5681, 3.1. Pure.
/// </summary>
internal sealed class RequestRoom
{
    /// <summary>How long a request takes at most, about, when a front has more to do than it can.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long somebody must have waited, for a thread or at the door, before anybody is turned away.</summary>
    public static readonly TimeSpan Standing = TimeSpan.FromSeconds(1);

    /// <summary>How long work must have waited for threads before others wait at the door.</summary>
    public static readonly TimeSpan Brief = TimeSpan.FromMilliseconds(200);

    /// <summary>For each thread, how many requests are worked on when threads are short: while some wait for the database, others compute.</summary>
    public const int FewEach = 16;

    // A process that has just started or stood still has done nothing yet, and must be able to begin: half a second of pages that nobody asked for before.
    private const int Least = 128;
    private readonly Queue<(TimeSpan At, long Done)> _busy = new();
    private readonly int _most;
    private readonly int _threads;
    private TimeSpan? _queuedSince;

    /// <param name="most">What the operator set.</param>
    /// <param name="threads">How many items may wait without being a queue: as many as can be begun at once.</param>
    public RequestRoom(int most, int threads)
    {
        (_most, _threads) = (most, threads);
        (Now, Places) = (most, most);
    }

    /// <summary>The room now: requests at work and at the door.</summary>
    public int Now { get; private set; }

    /// <summary>How many of them may be worked on.</summary>
    public int Places { get; private set; }

    /// <summary>Takes in a look.</summary>
    /// <param name="at">When, on a clock that only goes forward.</param>
    /// <param name="done">How many requests have ended since the process began.</param>
    /// <param name="queued">How many items of work wait for a thread.</param>
    /// <param name="atDoor">How many requests wait for a place.</param>
    public void Look(TimeSpan at, long done, long queued, int atDoor)
    {
        LookAtThreads(at, queued > _threads);
        LookAtEverybody(at, done, queued > _threads || atDoor > 0);
    }

    private void LookAtThreads(TimeSpan at, bool isQueued)
    {
        if (!isQueued)
        {
            _queuedSince = null;
            Places = Math.Min(_most, Places + _threads);
            return;
        }

        _queuedSince ??= at;
        if (at - _queuedSince >= Brief)
        {
            Places = Math.Min(_most, FewEach * _threads);
        }
    }

    private void LookAtEverybody(TimeSpan at, long done, bool isWaiting)
    {
        if (!isWaiting)
        {
            _busy.Clear();
            Now = _most;
            return;
        }

        _busy.Enqueue((at, done));

        // The oldest look that is kept is just longer ago than somebody must have waited.
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
