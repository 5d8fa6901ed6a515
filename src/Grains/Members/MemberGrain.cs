using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Members;

/// <summary>One member.</summary>
[GrainType("skiller.member")]
internal sealed class MemberGrain(AggregateServices services, Claims claims) : AggregateGrain<MemberState>(services), IMemberGrain
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
        return await Handle(null, null, (state, now) => EndorsingSkill.Decide(state, command, now), ct);
    }

    public async Task<Result<Done>> WithdrawEndorsement(WithdrawEndorsement command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        return await Handle(null, null, (state, now) => WithdrawingEndorsement.Decide(state, command, now), ct);
    }

    public Task<Result<Done>> Import(ImportMember command, CancellationToken ct) => Handle(
        command.Command,
        keep: null,
        stop => claims.HandleOwner(command.Handle, stop),
        (state, owner, _) => ImportingMember.Decide(state, command, owner),
        ct);
}
