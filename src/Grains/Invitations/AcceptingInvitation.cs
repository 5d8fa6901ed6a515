using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Invitations;

/// <summary>
/// Somebody joins. First the invitation is looked at, then what was typed in, then whether the handle is free, and last whether the address
/// has an account, so that the answer for such an address is never another one than for a new address.
/// </summary>
internal static class AcceptingInvitation
{
    public static Decision<JoinedReceipt> Decide(InvitationRecord state, AcceptInvitation command, ClaimsFound claims, DateTimeOffset now)
    {
        var hasAddress = EmailAddress.TryParse(command.Email, out var address);
        if (Obstacle(state, address, now) is { } obstacle)
        {
            return obstacle;
        }

        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (!hasAddress)
        {
            faults.Add(FieldError.Of("email", "not-an-email"));
        }

        // The words for those who run the place are theirs.
        var hasRole = state.Role == Role.Administrator;
        ProfileRules.Handle(command.Handle, hasRole, faults);
        var name = ProfileRules.Name(command.Name, faults, hasRole);
        var skills = ProfileRules.Skills(command.Skills, faults);
        if (!Enum.IsDefined(command.Locale))
        {
            faults.Add(FieldError.Of("locale", "not-a-locale"));
        }

        if (command.PasswordHash.Length == 0)
        {
            // Only what was done before comes without one, and that is answered as it was.
            faults.Add(FieldError.Of("password", "required"));
        }

        if (address is null || claims.AddressStream is null || faults.Count > 0)
        {
            return Refusal.Invalid(faults.ToImmutable());
        }

        if (claims.HandleOwner is not null)
        {
            return RefusalCode.HandleTaken;
        }

        var receipt = new JoinedReceipt(command.Member, now);
        if (claims.AddressOwner is { } owner)
        {
            // The drawn number stays nobody's; only the owner of the address learns of it.
            return Decision<JoinedReceipt>.Of(receipt, now, null, new InvitationSpent(owner, state.Inviter));
        }

        var member = command.Member;
        var registered = new MemberRegistered(
            command.Handle.Value, name, Headline: null, Bio: null, command.Locale, skills, state.Inviter, Imported: false);
        var opened = new AccountOpened(address.Value, command.PasswordHash, command.Handle.Value, state.Role);
        return Decision<JoinedReceipt>.Of(receipt, now, member, new InvitationAccepted(member, state.Inviter)).With(
            New(GrainKeys.Of(member), registered),
            New(GrainKeys.AccountOf(member), opened),
            New(GrainKeys.ClaimOf(command.Handle), new HandleClaimed(member)),
            New(claims.AddressStream, new AddressClaimed(member), claims.AddressVersion));

        SideStream New(string stream, Fact fact, long version = 0) => new(stream, version, [new TimedFact(fact, now, member)]);
    }

    /// <summary>Why somebody with this address cannot join with it now, null when they can. A code that is used up stays so.</summary>
    public static RefusalCode? Obstacle(InvitationRecord state, EmailAddress? address, DateTimeOffset now) =>
        !state.IsKnown ? RefusalCode.InvitationUnknown
        : state.IsUsed ? RefusalCode.InvitationUsed
        : state.IsRevoked ? RefusalCode.InvitationRevoked
        : now >= state.ExpiresAt ? RefusalCode.InvitationExpired
        : address is not null && state.Email is { } only && !IsSame(only, address) ? RefusalCode.InvitationForAnotherAddress
        : null;

    private static bool IsSame(string only, EmailAddress address) => EmailAddress.TryParse(only, out var bound) && bound.Key == address.Key;
}

/// <summary>What the log said before a decision to join.</summary>
/// <param name="HandleOwner">Who has the handle.</param>
/// <param name="AddressOwner">Who has an account with the address.</param>
/// <param name="AddressStream">The stream that claims the address, null when it is no address.</param>
/// <param name="AddressVersion">How far that stream was read: an address that was given back has a history.</param>
internal sealed record ClaimsFound(MemberId? HandleOwner, MemberId? AddressOwner, string? AddressStream, long AddressVersion = 0);
