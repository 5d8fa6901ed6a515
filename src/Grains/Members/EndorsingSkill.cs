using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A peer vouches for a skill of a member, or replaces the note; the same again is no fact.</summary>
internal static class EndorsingSkill
{
    /// <summary>Endorsements that a member can have at once; bounds the state (DESIGN.md, guarantee 4).</summary>
    public const int Most = 5_000;

    public static Decision<Done> Decide(MemberState state, EndorseSkill command, DateTimeOffset now)
    {
        var by = command.Actor.Member;
        if (!state.IsRegistered)
        {
            return RefusalCode.NotFound;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (by == state.Id)
        {
            return RefusalCode.OwnSkill;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var note = ProfileRules.Note(command.Note, faults);
        if (!SkillSlug.TryParse(command.Skill.Value, out var skill))
        {
            faults.Add(FieldError.Of("slug", "not-a-skill"));
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        var isRenewed = state.Endorsements.TryGetValue(new Endorsement(skill, by), out var present);
        if (isRenewed && present == note)
        {
            return Decision<Done>.NoChange(Done.It);
        }

        return !isRenewed && state.Endorsements.Count >= Most
            ? RefusalCode.Full
            : Decision<Done>.Of(Done.It, now, by, new SkillEndorsed(by, skill, note, isRenewed));
    }
}
