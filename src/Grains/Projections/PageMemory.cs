using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Projections;

/// <summary>
/// The last pages of lists and figures of skills: served for a moment without asking again, and, while the database is away or silent, as they
/// last were (guarantee 7). Bounded; what was not asked for longest is forgotten first.
/// </summary>
internal sealed class PageMemory(TimeProvider clock)
{
    /// <summary>For how long a page is not asked for again, where a second may pass (API.md).</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private const int Most = 2_000;

    // Whoever reads what is known must not wait for news as long as a silent server is given (F09), nor at all just after a fault.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pauseAfterFault = TimeSpan.FromMilliseconds(500);
    private readonly BoundedMap<string, (long At, object Page)> _pages = new(Most);
    private long _closedUntil;

    /// <summary>The page of a list as it was a moment ago, or as it is read now, or as it last was when it cannot be read.</summary>
    public async Task<T> Get<T>(string scope, PageRequest request, Func<Task<T>> read)
        where T : class => (await Get<T>(NameOf(scope, request), Fresh, async () => await read()))!;

    /// <summary>The same for anything with a name; what is not there is not remembered.</summary>
    /// <param name="name">What is read.</param>
    /// <param name="fresh">For how long it is not asked for again; zero: always asks.</param>
    /// <param name="read">Reads it; null: it is not there.</param>
    /// <exception cref="UnavailableException">It cannot be read, and never was.</exception>
    public async Task<T?> Get<T>(string name, TimeSpan fresh, Func<Task<T?>> read)
        where T : class
    {
        if (!_pages.TryGet(name, out var last))
        {
            return await Read(name, read);
        }

        if (clock.GetElapsedTime(last.At) < fresh || clock.GetUtcNow().UtcTicks < Volatile.Read(ref _closedUntil))
        {
            return (T)last.Page;
        }

        var reading = Read(name, read);
        try
        {
            return await reading.WaitAsync(_patience, clock);
        }
        catch (Exception fault) when (fault is UnavailableException or TimeoutException)
        {
            // What comes later is remembered all the same.
            reading.Ignore();
            Volatile.Write(ref _closedUntil, (clock.GetUtcNow() + _pauseAfterFault).UtcTicks);
            return (T)last.Page;
        }
    }

    /// <summary>What to call a page of a list.</summary>
    public static string NameOf(string scope, PageRequest request) => $"{scope}?{request.Cursor}&{request.Limit}";

    private async Task<T?> Read<T>(string name, Func<Task<T?>> read)
        where T : class
    {
        var page = await read();
        if (page is not null)
        {
            _pages.Keep(name, (clock.GetTimestamp(), page));
        }

        return page;
    }
}
