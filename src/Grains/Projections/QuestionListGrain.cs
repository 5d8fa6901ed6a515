using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Projections;

/// <summary>Pages of questions.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.question-list")]
internal sealed class QuestionListGrain(IReadModels models, PageMemory memory) : Grain, IQuestionListGrain
{
    private const int MostTogether = 200;

    public Task<ImmutableArray<AnswerPlace>> Places(ImmutableArray<AnswerId> answers, CancellationToken ct) =>
        models.Places([.. answers.Distinct().Take(MostTogether)], ct);

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
