using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;

namespace Skiller.Web.Questions;

/// <summary>
/// The JSON of questions as visitors see them. The question is asked each time whether it is still the same, so that what was acknowledged is
/// seen at once on every front (guarantee 8); what is spared is shaping, writing and hashing it anew. Names and totals are looked at again
/// after half a second. Bounded by bytes; what was not asked for longest goes first.
/// </summary>
internal sealed class QuestionMemory(PostShapes shapes, TimeProvider clock) : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan _namesAreFresh = TimeSpan.FromMilliseconds(500);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public void Dispose() => _kept.Dispose();

    /// <summary>Shows the question to a visitor, which counts as a view.</summary>
    public async Task<(TaggedJson Page, long Views)> Visit(ApiCall call, QuestionId question)
    {
        var kept = _kept.Get<Kept>(question);
        var look = await call.Read((grains, ct) => grains.Question(question).Look(new LookAtQuestion(Count: true, kept?.Stamp), ct));
        var view = look.Page ?? kept?.View ?? throw new InvalidOperationException("A question says that a page is the same that nobody has.");
        if (look.Page is not null || clock.GetElapsedTime(kept!.NamedAt) >= _namesAreFresh)
        {
            kept = await Name(call, question, look.Stamp, view, look.Page is null ? kept : null);
        }

        return (kept.Page, look.Views);
    }

    private async Task<Kept> Name(ApiCall call, QuestionId question, PageStamp stamp, QuestionView view, Kept? before)
    {
        var now = clock.GetTimestamp();
        var names = await shapes.Names(call, view);
        var kept = before is not null && IsSame(before.Names, names)
            ? before with { NamedAt = now }
            : new Kept(stamp, view, names, QuestionEndpoints.Tagged(shapes.Question(view, names)), now);
        _kept.Set(question, kept, new MemoryCacheEntryOptions { Size = 3 * kept.Page.Bytes.Length });
        return kept;
    }

    private static bool IsSame(IReadOnlyDictionary<MemberId, AuthorJson> one, IReadOnlyDictionary<MemberId, AuthorJson> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var author) && author == pair.Value);

    private sealed record Kept(PageStamp Stamp, QuestionView View, IReadOnlyDictionary<MemberId, AuthorJson> Names, TaggedJson Page, long NamedAt);
}
