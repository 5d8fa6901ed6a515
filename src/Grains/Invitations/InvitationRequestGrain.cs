using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>One address that asks for an invitation.</summary>
[GrainType("skiller.invitation-request")]
internal sealed class InvitationRequestGrain(AggregateServices services, InvitationCodes codes)
    : AggregateGrain<RequestRecord>(services), IInvitationRequestGrain
{
    public Task<Result<Done>> Request(RequestInvitation command, CancellationToken ct) =>
        Handle(command.Command, Limits.IdempotencyWindow, (state, now) => RequestingInvitation.Decide(state, command, now), ct);

    public async Task<Result<Done>> Decide(DecideRequest command, CancellationToken ct)
    {
        await ReadAgainIfEmpty(ct);
        var invitation = DerivedSecret.NewId();
        var code = await codes.Of(invitation, ct);
        return await Handle(null, null, (state, now) => DecidingRequest.Decide(state, command, invitation, code, now), ct);
    }
}
