using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Search;
using Skiller.Contracts.Skills;
using Skiller.Grains.Members;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Search;

/// <summary>Pages of what is found.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.search")]
internal sealed class SearchGrain(ISearchIndex index, IReadModels models, Claims claims, PageMemory memory) : Grain, ISearchGrain
{
    private const int PartsShown = 12;
    private const int MostSimilar = 20;
    private readonly Searching _searching = new(index);

    public async Task<Result<SearchPage>> Find(SearchQuery query, CancellationToken ct)
    {
        if (query.Text.Length > Limits.SearchMax)
        {
            return Refusal.Invalid(FieldError.Of("q", "too-long", $"{Limits.SearchMax}"));
        }

        var wording = SearchWording.Of(query.Text);
        if (wording.Words.Length + wording.Without.Length + wording.Skills.Length > Limits.SearchWordsMax)
        {
            return Refusal.Invalid(FieldError.Of("q", "too-many", $"{Limits.SearchWordsMax}"));
        }

        var scope = $"search/{query.Kind}/{query.Locale}/{query.Text}";
        Cursor? after = null;
        if (query.Page.Cursor is { } text)
        {
            if (!Cursor.TryParse(text, scope, out var cursor))
            {
                return RefusalCode.InvalidCursor;
            }

            after = cursor;
        }

        return await memory.Get(scope, query.Page, () => Page(query, wording, scope, after, ct));
    }

    public async Task<ImmutableArray<QuestionSummary>> Similar(SimilarQuestions query, CancellationToken ct)
    {
        var title = query.Title.Length > Limits.SearchMax ? query.Title[..Limits.SearchMax] : query.Title;
        var limit = Math.Clamp(query.Limit, 1, MostSimilar);

        // What looks like an operator in a title is none.
        var words = Words.Of(title).Take(Limits.SearchWordsMax).ToImmutableArray();
        var wording = new SearchWording(title, words, [], [], [], null, false);
        var found = await memory.Get($"similar/{query.Locale}/{limit}/{title}", PageMemory.Fresh, async () =>
        {
            var best = (await _searching.Find(wording, SearchKind.Question, query.Locale, null, query.Locale, ct)).Best;
            return new Similarity(await Questions(best.Take(limit), ct));
        });
        return found?.Questions ?? [];
    }

    private async Task<SearchPage> Page(SearchQuery query, SearchWording wording, string scope, Cursor? after, CancellationToken ct)
    {
        MemberId? author = null;
        if (wording.Author is { } handle && (author = await claims.HandleOwner(handle, ct)) is null)
        {
            return new SearchPage([], null, null);
        }

        var found = await _searching.Find(wording, query.Kind, query.Locale, author, null, ct);
        var rest = after is { } place ? Ranking.Behind(found.Best, place.Key, place.Id) : found.Best;
        var page = rest.Take(query.Page.Limit).ToList();
        var next = rest.Count > page.Count ? new Cursor(page[^1].Key, page[^1].Document).ToText(scope) : null;
        return new SearchPage(await Hits(page, found, query.Locale, ct), next, Instead(wording, found));
    }

    private async Task<ImmutableArray<SearchHit>> Hits(List<Found> page, SearchFindings found, Locale reader, CancellationToken ct)
    {
        var words = found.Words;
        var texts = (await index.Texts([.. page.Select(static hit => (hit.Kind, hit.Document))], PartsShown, ct))
            .ToLookup(static text => (text.Kind, text.Document));
        var questions = (await Questions(page.Where(static hit => hit.Kind == SearchKind.Question), ct)).ToDictionary(static question => question.Id.Value);
        var members = (await models.Members([.. Numbers(page, SearchKind.Member).Select(static number => new MemberId(number))], ct))
            .ToDictionary(static member => member.Member.Id.Value);
        var slugs = page.Where(static hit => hit.Kind == SearchKind.Skill)
            .SelectMany(hit => texts[(hit.Kind, hit.Document)].Take(1)).Select(static text => SkillSlug.Parse(text.Title));
        var skills = (await models.Skills([.. slugs], ct)).ToDictionary(static skill => SkillNumber.Of(skill.Slug));

        // What has no row yet comes within the second.
        var hits = ImmutableArray.CreateBuilder<SearchHit>(page.Count);
        foreach (var hit in page)
        {
            var question = questions.GetValueOrDefault(hit.Document);
            var excerpt = Excerpts.Best(
                texts[(hit.Kind, hit.Document)].SelectMany(
                    text => text.Kind == SearchKind.Skill ? SkillTexts.For(text.Body, reader) : [(Excerpts.Line(text.Body), question?.Locale)]),
                words);
            if (question is not null)
            {
                hits.Add(new SearchHit(hit.Kind, Excerpts.Mark(question.Title, words), excerpt, question, null, null));
            }
            else if (members.TryGetValue(hit.Document, out var member))
            {
                hits.Add(new SearchHit(hit.Kind, Excerpts.Mark(member.Member.Name, words), excerpt, null, member, null));
            }
            else if (skills.TryGetValue(hit.Document, out var skill))
            {
                hits.Add(new SearchHit(hit.Kind, Excerpts.Mark(skill.Slug.Value, words), excerpt, null, null, skill));
            }
        }

        return hits.ToImmutable();
    }

    private async Task<ImmutableArray<QuestionSummary>> Questions(IEnumerable<Found> hits, CancellationToken ct)
    {
        var wanted = hits.Select(static hit => new QuestionId(hit.Document)).ToImmutableArray();
        var rows = (await models.Questions(wanted, ct)).ToDictionary(static question => question.Id);
        return [.. wanted.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static IEnumerable<long> Numbers(IEnumerable<Found> hits, SearchKind kind) => hits.Where(hit => hit.Kind == kind).Select(static hit => hit.Document);

    // The text as it was typed, with other words where some were mistyped.
    private static string? Instead(SearchWording wording, SearchFindings found)
    {
        var text = wording.Text;
        foreach (var meaning in found.Meanings.Where(static meaning => meaning.Instead is not null).DistinctBy(static meaning => meaning.Word.Start).OrderByDescending(static meaning => meaning.Word.Start))
        {
            text = text.Remove(meaning.Word.Start, meaning.Word.Length).Insert(meaning.Word.Start, meaning.Instead!);
        }

        return text == wording.Text ? null : text;
    }

    private sealed record Similarity(ImmutableArray<QuestionSummary> Questions);
}
