using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;

namespace Skiller.Web.Questions;

/// <summary>
/// Questions as visitors see them, with their JSON. The question is asked each time whether it is still the same, so that what was acknowledged is
/// seen at once on every front (guarantee 8); what is spared is shaping, writing and hashing it anew. Names and totals are looked at again
/// after half a second. Bounded by bytes; what was not asked for longest goes first.
/// </summary>
internal sealed class QuestionMemory(PostShapes shapes, TimeProvider clock) : IDisposable
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int Overhead = 2_000;
    private static readonly TimeSpan _namesAreFresh = TimeSpan.FromMilliseconds(500);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public void Dispose() => _kept.Dispose();

    /// <summary>The question as a visitor sees it.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="question">Which.</param>
    /// <param name="visits">How many views this look stands for.</param>
    public async Task<VisitedQuestion> Visit(ApiCall call, QuestionId question, int visits)
    {
        var kept = _kept.Get<Kept>(question);
        var look = await call.Read((grains, ct) => grains.Question(question).Look(new LookAtQuestion(visits, kept?.Stamp), ct));
        var view = look.Page ?? kept?.View ?? throw new InvalidOperationException("A question says that a page is the same that nobody has.");
        if (look.Page is not null || clock.GetElapsedTime(kept!.NamedAt) >= _namesAreFresh)
        {
            kept = await Name(call, question, look.Stamp, view, look.Page is null ? kept : null);
        }

        return new VisitedQuestion(kept.Question with { Views = look.Views }, kept.Json, kept.Stamp.Version);
    }

    private async Task<Kept> Name(ApiCall call, QuestionId question, PageStamp stamp, QuestionView view, Kept? before)
    {
        var now = clock.GetTimestamp();
        var people = await shapes.People(call, view);
        var kept = before is not null && before.People.IsSame(people)
            ? before with { NamedAt = now }
            : Made(stamp, view, people, now);
        _kept.Set(question, kept, new MemoryCacheEntryOptions { Size = 3 * (kept.Question.BodyHtml.Length + kept.Question.Answers.Sum(static answer => answer.BodyHtml.Length) + Overhead) });
        return kept;
    }

    private Kept Made(PageStamp stamp, QuestionView view, PeopleOfPosts people, long now)
    {
        var question = shapes.Question(view, people);
        return new Kept(stamp, view, people, question, new Lazy<TaggedJson>(() => QuestionEndpoints.Tagged(question)), now);
    }

    private sealed record Kept(
        PageStamp Stamp,
        QuestionView View,
        PeopleOfPosts People,
        QuestionJson Question,
        Lazy<TaggedJson> Json,
        long NamedAt);
}

/// <summary>A question as a visitor sees it.</summary>
/// <param name="Question">The question, with its views.</param>
/// <param name="Written">Its JSON less its views.</param>
/// <param name="StreamVersion">How much of its stream it shows.</param>
internal sealed record VisitedQuestion(QuestionJson Question, Lazy<TaggedJson> Written, long StreamVersion)
{
    public TaggedJson Json => Written.Value;

    /// <summary>The same object as long as nothing but the views has changed.</summary>
    public object Basis => Written;
}
