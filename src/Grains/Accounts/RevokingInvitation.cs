using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;

namespace Skiller.Grains.Accounts;

/// <summary>
/// Whoever made out an invitation, or an administrator, takes it back while nobody has used it. The account decides, since it is given back
/// to its quota; whoever joins with it at that moment wins or loses by the version of the invitation's own stream.
/// </summary>
internal static class RevokingInvitation
{
    /// <param name="state">The account of who made it out.</param>
    /// <param name="command">Who takes back which.</param>
    /// <param name="stream">The invitation's stream.</param>
    /// <param name="invitation">What its stream says.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(
        AccountState state, RevokeInvitation command, string stream, InvitationRecord invitation, DateTimeOffset now)
    {
        var actor = command.Actor;
        if (!state.IsOpen || !invitation.IsKnown || invitation.Inviter != state.Member || (actor.Member != state.Member && !actor.IsAdministrator))
        {
            return RefusalCode.NotFound;
        }

        if (actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (invitation.IsUsed)
        {
            return RefusalCode.InvitationUsed;
        }

        return invitation.IsRevoked
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, actor.Member, new InvitationTakenBack(command.Invitation))
                .With(new SideStream(stream, invitation.Version, [new TimedFact(new InvitationRevoked(), now, actor.Member)]));
    }
}
