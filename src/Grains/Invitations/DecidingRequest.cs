using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Invitations;

/// <summary>
/// An administrator accepts a request for an invitation, which opens one for its address alone in the same append, or declines it with a
/// reason. Either is told by mail, and is for good; the same again changes nothing.
/// </summary>
internal static class DecidingRequest
{
    /// <param name="state">The request.</param>
    /// <param name="command">What is decided.</param>
    /// <param name="invitation">A fresh id; drawn at random, therefore not decided here.</param>
    /// <param name="code">The code of that id.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(RequestRecord state, DecideRequest command, string invitation, InvitationCode code, DateTimeOffset now)
    {
        var actor = command.Actor;
        if (!actor.IsAdministrator)
        {
            return RefusalCode.NotAllowed;
        }

        if (actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (!state.IsMade)
        {
            return RefusalCode.NotFound;
        }

        if (state.IsAccepted is { } decided)
        {
            return decided == command.IsAccepted ? Decision<Done>.NoChange(Done.It) : RefusalCode.AlreadyDecided;
        }

        return command.IsAccepted ? Accept(state, actor.Member, invitation, code, now) : Decline(command, now);
    }

    private static Decision<Done> Accept(RequestRecord state, MemberId by, string invitation, InvitationCode code, DateTimeOffset now)
    {
        if (state.Email is not { } email)
        {
            return RefusalCode.NotFound;
        }

        var expiresAt = now + Limits.InvitationLifetime;
        return Decision<Done>.Of(Done.It, now, by, new InvitationRequestAccepted(invitation, expiresAt)).With(
            new SideStream(code.Stream, 0, [new TimedFact(new InvitationOpened(by, Role.Member, email, expiresAt), now, by)]));
    }

    private static Decision<Done> Decline(DecideRequest command, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var reason = ProfileRules.Text("reason", command.Reason, Limits.NoteMax, faults);
        if (reason is null)
        {
            faults.Add(FieldError.Of("reason", "no-words"));
        }

        return faults.Count > 0
            ? Refusal.Invalid(faults.ToImmutable())
            : Decision<Done>.Of(Done.It, now, command.Actor.Member, new InvitationRequestDeclined(reason));
    }
}
