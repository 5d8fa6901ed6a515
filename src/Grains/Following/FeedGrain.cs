using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Following;

/// <summary>Pages of feeds: merged from what is followed when they are read, so that what happens costs the same however many follow.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.feed")]
internal sealed class FeedGrain(IFeedRows rows, IReadModels models) : Grain, IFeedGrain
{
    // Where most of it is left out the page is short, and its cursor goes on.
    private const int Looks = 4;

    public Task<Result<Page<FeedCard>>> Page(MemberId member, PageRequest page, CancellationToken ct) => Page<FeedCard>(
        $"feed/{member}",
        member,
        page,
        (after, limit) => rows.Cards(member, after, limit, ct),
        async (filter, places) =>
        {
            var contents = await rows.Contents(member, places, ct);
            var questions = await Summaries(places, ct);
            return [.. places.Select(place => questions.TryGetValue(place.Question, out var question) && contents.TryGetValue((place.Question, place.Day), out var content)
                ? filter.Card(question, content)
                : null)];
        },
        ct);

    public Task<Result<Page<QuestionSummary>>> Questions(MemberId member, PageRequest page, CancellationToken ct) => Page<QuestionSummary>(
        $"for-me/{member}",
        member,
        page,
        (after, limit) => rows.Questions(member, after, limit, ct),
        async (filter, places) =>
        {
            var questions = await Summaries(places, ct);
            return [.. places.Select(place => questions.GetValueOrDefault(place.Question) is { } question && question.Author != member && filter.Shows(question) ? question : null)];
        },
        ct);

    private async Task<Result<Page<T>>> Page<T>(
        string scope,
        MemberId member,
        PageRequest page,
        Func<CardPlace?, int, Task<IReadOnlyList<CardPlace>>> read,
        Func<FeedFilter, IReadOnlyList<CardPlace>, Task<ImmutableArray<T?>>> show,
        CancellationToken ct)
        where T : class
    {
        CardPlace? after = null;
        if (page.Cursor is { } text)
        {
            if (!Cursor.TryParse(text, scope, out var cursor))
            {
                return RefusalCode.InvalidCursor;
            }

            after = new CardPlace(new QuestionId(cursor.Id), 0, cursor.Key);
        }

        var filter = new FeedFilter(member, await GrainFactory.Following(member).Silenced(ct));
        var items = ImmutableArray.CreateBuilder<T>();
        for (var look = 0; look < Looks && items.Count < page.Limit; look++)
        {
            var places = await read(after, page.Limit + 1);
            var shown = await show(filter, [.. places.Take(page.Limit)]);
            for (var i = 0; i < shown.Length && items.Count < page.Limit; i++)
            {
                after = places[i];
                if (shown[i] is { } item)
                {
                    items.Add(item);
                }
            }

            if (places.Count <= page.Limit && (places.Count == 0 || after == places[^1]))
            {
                return new Page<T>(items.DrainToImmutable(), null);
            }
        }

        return new Page<T>(items.DrainToImmutable(), after is null ? null : new Cursor(after.At, after.Question.Value).ToText(scope));
    }

    private async Task<Dictionary<QuestionId, QuestionSummary>> Summaries(IReadOnlyList<CardPlace> places, CancellationToken ct) =>
        (await models.Questions([.. places.Select(static place => place.Question).Distinct()], ct)).ToDictionary(static question => question.Id);
}
