using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;

namespace Skiller.Grains.Accounts;

/// <summary>A member makes out an invitation: five in all, an administrator as many as they like. Whoever joins with it is a member.</summary>
internal static class MakingInvitation
{
    /// <param name="state">The account.</param>
    /// <param name="command">For whom.</param>
    /// <param name="invitation">A fresh id; drawn at random, therefore not decided here.</param>
    /// <param name="code">The code of that id.</param>
    /// <param name="now">When.</param>
    public static Decision<InvitedReceipt> Decide(
        AccountState state, MakeInvitation command, string invitation, InvitationCode code, DateTimeOffset now)
    {
        if (!state.IsOpen || command.Actor.Member != state.Member)
        {
            return RefusalCode.NotAllowed;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        if (Left(state) is 0)
        {
            return RefusalCode.NoInvitationsLeft;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var note = ProfileRules.Note(command.Note, faults);
        EmailAddress? address = null;
        if (command.Email is { } email && !EmailAddress.TryParse(email, out address))
        {
            faults.Add(FieldError.Of("email", "not-an-email"));
        }

        if (faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        var expiresAt = now + Limits.InvitationLifetime;
        var made = new InvitationMade(invitation, code.Hash, code.Hint, address?.Value, note, expiresAt);
        var opened = new InvitationOpened(state.Member, Role.Member, address?.Value, expiresAt);
        return Decision<InvitedReceipt>.Of(new InvitedReceipt(invitation, now, expiresAt), now, state.Member, made)
            .With(new SideStream(code.Stream, 0, [new TimedFact(opened, now, state.Member)]));
    }

    /// <summary>How many more the account may make, null for no limit. One that nobody used is given back only when it is taken back.</summary>
    public static int? Left(AccountState state) =>
        state.Role == Role.Administrator ? null : Math.Max(0, Limits.InvitationsPerMember - state.InvitationsMade);
}
