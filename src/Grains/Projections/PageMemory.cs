using System.Collections.Concurrent;
using Skiller.Contracts;

namespace Skiller.Grains.Projections;

/// <summary>
/// The last pages of lists: served for a fraction of a second without asking again, and, while the database is away, as they last were
/// (guarantee 7). Bounded: when it is full it starts anew.
/// </summary>
internal sealed class PageMemory(TimeProvider clock)
{
    private const int Most = 2_000;
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<(string Scope, string? Cursor, int Limit), (long At, object Page)> _pages = new();

    /// <summary>The page as it was a moment ago, or as it is read now, or as it last was when it cannot be read.</summary>
    public async Task<T> Get<T>(string scope, PageRequest request, Func<Task<T>> read)
        where T : class
    {
        var key = (scope, request.Cursor, request.Limit);
        var known = _pages.TryGetValue(key, out var last);
        if (known && clock.GetElapsedTime(last.At) < _fresh)
        {
            return (T)last.Page;
        }

        try
        {
            var page = await read();
            if (_pages.Count >= Most)
            {
                _pages.Clear();
            }

            _pages[key] = (clock.GetTimestamp(), page);
            return page;
        }
        catch (UnavailableException) when (known)
        {
            return (T)last.Page;
        }
    }
}
