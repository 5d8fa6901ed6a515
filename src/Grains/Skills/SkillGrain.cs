using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Skills;

/// <summary>One skill.</summary>
[GrainType("skiller.skill")]
internal sealed class SkillGrain(AggregateServices services, ISkillFigures figures, UsedSkills skills, PageMemory memory)
    : AggregateGrain<SkillState>(services), ISkillGrain
{
    private SkillFigures _last = new(0, 0, 0, 0, 0);
    private bool _isUsed;

    // Most skills are used and never described: while the log is away they could not be loaded again.
    protected override bool IsNeeded => _isUsed;

    public async Task<Result<SkillView>> View(CancellationToken ct)
    {
        var skill = State.Skill;
        var found = await memory.Get(Stream, PageMemory.Fresh, () => figures.Find(skill, ct));
        _isUsed |= found is not null;
        return found is null && !State.IsDescribed ? RefusalCode.NotFound : Shown(found);
    }

    public async Task<Result<SkillView>> Describe(DescribeSkill command, CancellationToken ct)
    {
        var described = await Handle(
            null,
            null,
            async stop => command.Actor.IsAdministrator && (State.IsDescribed || await skills.Has(State.Skill, stop)),
            (state, isUsed, now) => DescribingSkill.Decide(state, command, isUsed, now),
            ct);
        if (described.Refusal is { } refusal)
        {
            return refusal;
        }

        try
        {
            return Shown(await figures.Find(State.Skill, ct));
        }
        catch (UnavailableException)
        {
            // It is described: a fault of a look at the figures must not say that nothing was done.
            return Shown(null);
        }
    }

    private SkillView Shown(SkillFigures? found)
    {
        var shown = _last = found ?? _last;
        return new SkillView(
            State.Skill,
            State.Description,
            shown.Questions,
            shown.Members,
            shown.Reputation,
            shown.Endorsements,
            shown.Followers,
            State.French,
            State.English);
    }
}
