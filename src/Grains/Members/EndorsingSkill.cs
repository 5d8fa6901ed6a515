using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>A peer vouches for a skill of a member that somebody has used, or replaces the note; the same again is no fact.</summary>
internal static class EndorsingSkill
{
    /// <param name="state">The member.</param>
    /// <param name="command">Who vouches for what.</param>
    /// <param name="isUsed">Whether anybody has used the skill: vouching does not bring one into being (API.md).</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(MemberState state, EndorseSkill command, bool isUsed, DateTimeOffset now)
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
        else if (!isUsed)
        {
            return RefusalCode.NotFound;
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        var isRenewed = state.Endorsements.TryGetValue(new Endorsement(skill, by), out var present);
        if (isRenewed && present.Note == note)
        {
            return Decision<Done>.NoChange(Done.It);
        }

        return !isRenewed && IsFull(state, by)
            ? RefusalCode.Full
            : Decision<Done>.Of(Done.It, now, by, new SkillEndorsed(by, skill, note, isRenewed));
    }
    private static bool IsFull(MemberState state, MemberId by) =>
        state.Endorsements.Count >= Limits.EndorsementsPerMember || state.SkillsByPeer.GetValueOrDefault(by) >= Limits.EndorsedSkillsPerPeer;
}
