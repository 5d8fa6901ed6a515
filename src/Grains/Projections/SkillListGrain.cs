using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Projections;

/// <summary>Pages of skills.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.skill-list")]
internal sealed class SkillListGrain(IReadModels models, PageMemory memory) : Grain, ISkillListGrain
{
    private const int MostRelated = 10;

    public async Task<Result<Page<SkillView>>> Page(SkillListQuery query, CancellationToken ct)
    {
        var scope = $"skills/{query.Sort}/{query.Text}";
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
            var rows = await models.Skills(query.Text, query.Sort, after, query.Page.Limit + 1, ct);
            var items = rows.Take(query.Page.Limit).ToList();
            var next = rows.Count > items.Count ? new Cursor(items[^1].Skill.Questions, items[^1].Number).ToText(scope) : null;
            return new Page<SkillView>([.. items.Select(r => r.Skill)], next);
        });
    }

    public async Task<RelatedSkills> Related(SkillSlug skill, CancellationToken ct) => (await memory.Get<RelatedSkills>(
        $"related/{skill}", PageMemory.Fresh, async () => new RelatedSkills(await models.Related(skill, MostRelated, ct))))!;
}
