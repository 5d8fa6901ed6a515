using System.Collections.Concurrent;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Members;

/// <summary>Who wrote a post.</summary>
internal sealed record AuthorJson(string Id, string Handle, string Name, long Reputation, string Url);

/// <summary>Finds the names of a page's people in one batched call, kept for at most a second, which is as old as a figure may be.</summary>
internal sealed class Authors(WebOptions options, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private const int MostInOneCall = 200;
    private static readonly TimeSpan _keep = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<MemberId, (AuthorJson Author, long At)> _kept = new();

    public async Task<IReadOnlyDictionary<MemberId, AuthorJson>> Of(ApiCall call, IEnumerable<MemberId?> members)
    {
        var found = new Dictionary<MemberId, AuthorJson>();
        var missing = new HashSet<MemberId>();
        foreach (var member in members.OfType<MemberId>())
        {
            if (_kept.TryGetValue(member, out var entry) && clock.GetElapsedTime(entry.At) < _keep)
            {
                found[member] = entry.Author;
            }
            else
            {
                missing.Add(member);
            }
        }

        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        var batches = missing.Chunk(MostInOneCall)
            .Select(chunk => call.Look((grains, ct) => grains.Directory().Cards([.. chunk], ct)));
        foreach (var card in (await Task.WhenAll(batches)).SelectMany(cards => cards))
        {
            var author = Shape(card);
            found[card.Id] = author;
            _kept[card.Id] = (author, clock.GetTimestamp());
        }

        return found;
    }

    public AuthorJson Shape(MemberCard card) =>
        new(card.Id.ToString(), card.Handle, card.Name, Math.Max(0, card.Reputation), options.MemberUrl(card.Handle));
}
