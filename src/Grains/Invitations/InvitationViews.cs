using Skiller.Contracts;
using Skiller.Contracts.Invitations;

namespace Skiller.Grains.Invitations;

/// <summary>How an invitation is shown to the holder of its code.</summary>
internal static class InvitationViews
{
    public static Result<InvitationView> Of(InvitationRecord state, DateTimeOffset now) => state.IsKnown
        ? new InvitationView(state.Inviter, state.ExpiresAt, Standing(state, now))
        : RefusalCode.InvitationUnknown;

    private static InvitationState Standing(InvitationRecord state, DateTimeOffset now) =>
        state.IsUsed ? InvitationState.Used
        : state.IsRevoked ? InvitationState.Revoked
        : now >= state.ExpiresAt ? InvitationState.Expired
        : InvitationState.Open;
}
