using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;

namespace Skiller.Web.Questions;

/// <summary>
/// The question that an answer belongs to. An answer never moves, so what was found is kept: for those that lists do not know yet because they
/// were posted here within the last second, and for when the database is away. Another front has the lists catch up.
/// </summary>
internal sealed class AnswerPlaces : IDisposable
{
    private const int MostKept = 20_000;

    // Lists catch up for an answer that they do not know: not for each of those who ask for one that nobody has posted.
    private static readonly TimeSpan _missed = TimeSpan.FromSeconds(1);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public void Dispose() => _kept.Dispose();

    public void Keep(AnswerId answer, QuestionId question) => _kept.Set(answer, question, new MemoryCacheEntryOptions { Size = 1 });

    /// <summary>The question, null while nobody has posted such an answer.</summary>
    public async Task<QuestionId?> Find(ApiCall call, AnswerId answer)
    {
        if (_kept.TryGetValue(answer, out QuestionId? known))
        {
            return known;
        }

        foreach (var place in await call.Look((grains, ct) => grains.QuestionList().Places([answer], ct)))
        {
            Keep(place.Answer, place.Question);
            return place.Question;
        }

        _kept.Set<QuestionId?>(answer, null, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _missed });
        return null;
    }
}
