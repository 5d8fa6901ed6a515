using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Projections;

/// <summary>Pages of questions.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.question-list")]
internal sealed class QuestionListGrain(IReadModels models, PageMemory memory) : Grain, IQuestionListGrain
{
    private const int MostTogether = 200;

    public async Task<ImmutableArray<AnswerPlace>> Places(ImmutableArray<AnswerId> answers, CancellationToken ct)
    {
        ImmutableArray<AnswerId> asked = [.. answers.Distinct().Take(MostTogether)];
        var places = await models.Places(asked, ct);
        if (places.Length == asked.Length)
        {
            return places;
        }

        // One that was posted a moment ago, through another front: whoever was given its address finds it.
        await Task.WhenAll(Enumerable.Range(0, ActivityRouting.ListShards).Select(shard => GrainFactory.Projection(ActivityRouting.ListShard(shard)).CatchUp(ct)));
        return await models.Places(asked, ct);
    }

    public async Task<Result<Page<QuestionSummary>>> Page(QuestionListQuery query, CancellationToken ct)
    {
        var scope = $"questions/{query.Sort}/{query.Skill}/{query.Locale}/{query.Author}";
        Place? after = null;
        if (query.Page.Cursor is { } text)
        {
            if (!Cursor.TryParse(text, scope, out var cursor))
            {
                return RefusalCode.InvalidCursor;
            }

            after = new Place(cursor.Key, cursor.Id);
        }

        return await memory.Get(scope, query.Page, async () =>
        {
            var filter = new QuestionFilter(query.Sort, query.Skill, query.Locale, query.Author);
            var rows = await models.Questions(filter, after, query.Page.Limit + 1, ct);
            var items = rows.Take(query.Page.Limit).ToList();
            var next = rows.Count > items.Count ? new Cursor(items[^1].Key, items[^1].Question.Id.Value).ToText(scope) : null;
            return new Page<QuestionSummary>([.. items.Select(r => r.Question)], next);
        });
    }

    public Task<ImmutableArray<QuestionSummary>> Find(ImmutableArray<QuestionId> questions, CancellationToken ct) =>
        models.Questions([.. questions.Distinct().Take(MostTogether)], ct);
}
