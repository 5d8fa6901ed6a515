using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Skills;

/// <summary>One skill.</summary>
[GrainType("skiller.skill")]
internal sealed class SkillGrain(AggregateServices services, ISkillFigures figures) : AggregateGrain<SkillState>(services), ISkillGrain
{
    private static readonly SkillFigures _none = new(0, 0, 0, 0, 0);

    public async Task<Result<SkillView>> View(CancellationToken ct)
    {
        var found = await figures.Find(State.Skill, ct);
        return found is null && State.Description is null ? RefusalCode.NotFound : Shown(found);
    }

    public async Task<Result<SkillView>> Describe(DescribeSkill command, CancellationToken ct)
    {
        var described = await Handle(null, null, (state, now) => DescribingSkill.Decide(state, command, now), ct);
        return described.Refusal is { } refusal ? refusal : Shown(await figures.Find(State.Skill, ct));
    }

    private SkillView Shown(SkillFigures? found)
    {
        var shown = found ?? _none;
        return new SkillView(
            State.Skill, State.Description, shown.Questions, shown.Members, shown.Reputation, shown.Endorsements, shown.Followers);
    }
}
