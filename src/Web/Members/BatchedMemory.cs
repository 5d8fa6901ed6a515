using Microsoft.Extensions.Caching.Memory;
using Skiller.Web.Problems;

namespace Skiller.Web.Members;

/// <summary>
/// What decorates a page, found in batched calls, kept, and asked for again after half a second; what was not shown for longest is forgotten first. What is
/// kept is waited for a second at most, and after a fault nobody is asked for half a second: what cannot be had now is as it last was, or missing,
/// and the page comes all the same (guarantee 7).
/// </summary>
internal sealed class BatchedMemory<TKey, TValue>(int mostKept, TimeProvider clock) : IDisposable
    where TKey : notnull
{
    private const int MostInOneCall = 200;
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pauseAfterFault = TimeSpan.FromMilliseconds(500);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = mostKept });
    private long _closedUntil;

    public void Dispose() => _kept.Dispose();

    /// <summary>What is known of them.</summary>
    /// <param name="keys">Of which.</param>
    /// <param name="ask">Asks for at most 200 of them in one call; what it does not answer is not kept.</param>
    public async Task<IReadOnlyDictionary<TKey, TValue>> Of(IEnumerable<TKey> keys, Func<TKey[], Task<IReadOnlyList<(TKey Key, TValue Value)>>> ask)
    {
        var found = new Dictionary<TKey, TValue>();
        var wanted = new HashSet<TKey>();
        var unknown = false;
        foreach (var key in keys)
        {
            var known = _kept.Get<Kept>(key);
            if (known is not null)
            {
                found[key] = known.Value;
            }

            if (known is null || clock.GetElapsedTime(known.At) >= _fresh)
            {
                wanted.Add(key);
                unknown |= known is null;
            }
        }

        if (wanted.Count == 0 || clock.GetUtcNow().UtcTicks < Volatile.Read(ref _closedUntil))
        {
            return found;
        }

        var asking = Task.WhenAll(wanted.Chunk(MostInOneCall).Select(chunk => Ask(chunk, ask)));
        try
        {
            foreach (var (key, value) in (await (unknown ? asking : asking.WaitAsync(_patience, clock))).SelectMany(static answers => answers))
            {
                found[key] = value;
            }
        }
        catch (Exception fault) when (fault is RequestRefusedException or TimeoutException)
        {
            // What comes later is kept all the same.
            asking.Ignore();
            Volatile.Write(ref _closedUntil, (clock.GetUtcNow() + _pauseAfterFault).UtcTicks);
        }

        return found;
    }

    private async Task<IReadOnlyList<(TKey Key, TValue Value)>> Ask(TKey[] keys, Func<TKey[], Task<IReadOnlyList<(TKey Key, TValue Value)>>> ask)
    {
        var answers = await ask(keys);
        foreach (var (key, value) in answers)
        {
            _kept.Set(key, new Kept(value, clock.GetTimestamp()), new MemoryCacheEntryOptions { Size = 1 });
        }

        return answers;
    }

    private sealed record Kept(TValue Value, long At);
}
