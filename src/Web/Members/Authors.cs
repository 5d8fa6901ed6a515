using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Members;

/// <summary>Who wrote a post.</summary>
public sealed record AuthorJson(string Id, string Handle, string Name, long Reputation, string Url);

/// <summary>
/// Finds the names of a page's people in one batched call. They are kept, those that were not shown for longest are forgotten first, and asked
/// for again after half a second: with what else may keep them, a figure is at most a second old. Names only decorate: when they cannot be had now, those of last time do, or
/// none, and the page comes all the same (guarantee 7).
/// </summary>
internal sealed class Authors(WebOptions options, TimeProvider clock) : IDisposable
{
    private const int MostKept = 10_000;
    private const int MostInOneCall = 200;
    private static readonly TimeSpan _fresh = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pauseAfterFault = TimeSpan.FromMilliseconds(500);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private long _closedUntil;

    public void Dispose() => _kept.Dispose();

    public async Task<IReadOnlyDictionary<MemberId, AuthorJson>> Of(ApiCall call, IEnumerable<MemberId?> members)
    {
        var found = new Dictionary<MemberId, AuthorJson>();
        var wanted = new HashSet<MemberId>();
        var unknown = false;
        foreach (var member in members.OfType<MemberId>())
        {
            var known = _kept.Get<Kept>(member);
            if (known is not null)
            {
                found[member] = known.Author;
            }

            if (known is null || clock.GetElapsedTime(known.At) >= _fresh)
            {
                wanted.Add(member);
                unknown |= known is null;
            }
        }

        if (wanted.Count == 0 || clock.GetUtcNow().UtcTicks < Volatile.Read(ref _closedUntil))
        {
            return found;
        }

        var asking = Task.WhenAll(wanted.Chunk(MostInOneCall).Select(chunk => Ask(call, chunk)));
        try
        {
            foreach (var (member, author) in (await (unknown ? asking : asking.WaitAsync(_patience, clock))).SelectMany(static authors => authors))
            {
                found[member] = author;
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

    public AuthorJson Shape(MemberCard card) =>
        new(card.Id.ToString(), card.Handle, card.Name, Math.Max(0, card.Reputation), options.MemberUrl(card.Handle));

    private async Task<List<(MemberId Member, AuthorJson Author)>> Ask(ApiCall call, MemberId[] members)
    {
        var authors = new List<(MemberId, AuthorJson)>();
        foreach (var card in await call.Look((grains, ct) => grains.Directory().Cards([.. members], ct)))
        {
            var author = Shape(card);
            authors.Add((card.Id, author));
            _kept.Set(card.Id, new Kept(author, clock.GetTimestamp()), new MemoryCacheEntryOptions { Size = 1 });
        }

        return authors;
    }

    private sealed record Kept(AuthorJson Author, long At);
}
