using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Members;

/// <summary>
/// Which of the handles that texts name are members', asked for in batches. As with <see cref="Authors"/>, the answers are kept and asked for again after
/// half a second, and only decorate: when they cannot be had now, those of last time do, or the names stay words.
/// </summary>
internal sealed class KnownHandles(TimeProvider clock) : IDisposable
{
    private const int MostKept = 20_000;
    private const int MostInOneCall = 200;
    private static readonly ImmutableHashSet<Handle> _none = [];
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pauseAfterFault = TimeSpan.FromMilliseconds(500);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private long _closedUntil;

    public void Dispose() => _kept.Dispose();

    /// <summary>Those of them whose pages are there.</summary>
    public async Task<IReadOnlySet<Handle>> Of(ApiCall call, IEnumerable<Handle> handles)
    {
        HashSet<Handle>? known = null;
        var wanted = new HashSet<Handle>();
        var unknown = false;
        foreach (var handle in handles)
        {
            var kept = _kept.Get<Kept>(handle);
            if (kept is { IsMember: true })
            {
                (known ??= []).Add(handle);
            }

            if (kept is null || clock.GetElapsedTime(kept.At) >= _fresh)
            {
                wanted.Add(handle);
                unknown |= kept is null;
            }
        }

        if (wanted.Count == 0 || clock.GetUtcNow().UtcTicks < Volatile.Read(ref _closedUntil))
        {
            return known is null ? _none : known;
        }

        var asking = Task.WhenAll(wanted.Chunk(MostInOneCall).Select(chunk => Ask(call, chunk)));
        try
        {
            var found = await (unknown ? asking : asking.WaitAsync(_patience, clock));
            known ??= [];
            known.ExceptWith(wanted);
            known.UnionWith(found.SelectMany(static handles => handles));
        }
        catch (Exception fault) when (fault is RequestRefusedException or TimeoutException)
        {
            // What comes later is kept all the same.
            asking.Ignore();
            Volatile.Write(ref _closedUntil, (clock.GetUtcNow() + _pauseAfterFault).UtcTicks);
        }

        return known is null ? _none : known;
    }

    private async Task<ImmutableArray<Handle>> Ask(ApiCall call, Handle[] handles)
    {
        var known = await call.Look((grains, ct) => grains.Directory().Known([.. handles], ct));
        var at = clock.GetTimestamp();
        foreach (var handle in handles)
        {
            _kept.Set(handle, new Kept(known.Contains(handle), at), new MemoryCacheEntryOptions { Size = 1 });
        }

        return known;
    }

    private sealed record Kept(bool IsMember, long At);
}
