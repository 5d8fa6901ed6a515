using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Skills;

namespace Skiller.Grains.Members;

/// <summary>One member.</summary>
[GrainType("skiller.member")]
internal sealed class MemberGrain(AggregateServices services, Claims claims, UsedSkills skills)
    : AggregateGrain<MemberState>(services, MemberSnapshot.Format), IMemberGrain
{
    public async Task<Result<MemberProfile>> View(CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return MemberProfiles.View(State);
    }

    public async Task<Result<MemberProfile>> EditProfile(EditProfile command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => EditingProfile.Decide(state, command, now), ct);
    }

    public async Task<Result<Done>> Endorse(EndorseSkill command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(
            null,
            null,
            stop => IsUsed(command.Skill, command.Actor, stop),
            (state, isUsed, now) => EndorsingSkill.Decide(state, command, isUsed, now),
            ct);
    }

    public async Task<Result<Done>> WithdrawEndorsement(WithdrawEndorsement command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(
            null,
            null,
            stop => IsUsed(command.Skill, command.Actor, stop),
            (state, isUsed, now) => WithdrawingEndorsement.Decide(state, command, isUsed, now),
            ct);
    }

    public async Task<Result<Done>> AnswerEndorsement(AnswerEndorsement command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => AnsweringEndorsement.Decide(state, command, now), ct);
    }

    public async Task<Result<Page<EndorsementView>>> Endorsements(MemberId? viewer, PageRequest page, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return MemberProfiles.Endorsements(State, viewer, page);
    }

    public async Task<Result<Vouchers>> Vouchers(ImmutableArray<SkillSlug> skills, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return MemberProfiles.Vouchers(State, skills);
    }

    public Task<Result<Done>> Import(ImportMember command, CancellationToken ct) => Handle(
        command.Command,
        keep: null,
        stop => claims.HandleOwner(command.Handle, stop),
        (state, owner, _) => ImportingMember.Decide(state, command, owner),
        ct);

    // Looked up only where the member's own state cannot tell, and where the answer matters.
    private async Task<bool> IsUsed(SkillSlug skill, Actor actor, CancellationToken ct) =>
        State.Uses(skill) || (State.IsRegistered && actor.Member != State.Id && SkillSlug.TryParse(skill.Value, out _) && await skills.Has(skill, ct));
}
