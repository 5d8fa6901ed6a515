using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;

namespace Skiller.Grains.Accounts;

/// <summary>
/// An address is proved by the link that was mailed to it, and only then becomes the account's. The claims of both addresses move in the same
/// append, so that an address never has two owners and none is lost.
/// </summary>
internal static class ChangingAddress
{
    /// <summary>A link is to be mailed to an address: the account's own, or another. Nothing tells whether it is somebody's.</summary>
    public static Decision<Done> Ask(AccountState state, string email, DateTimeOffset now) =>
        !state.IsOpen ? RefusalCode.NotFound
        : !EmailAddress.TryParse(email, out var address) ? Refusal.Invalid([FieldError.Of("email", "not-an-email")])
        : Decision<Done>.Of(Done.It, now, state.Member, new AddressChangeAsked(address.Value));

    /// <param name="state">The account.</param>
    /// <param name="token">What was given.</param>
    /// <param name="due">The secret part of the newest link, null when there is none.</param>
    /// <param name="wanted">Who has the address that is proved.</param>
    /// <param name="present">Who has the account's address.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(AccountState state, string token, string? due, AddressClaim? wanted, AddressClaim? present, DateTimeOffset now)
    {
        if (due is null || state is not { IsOpen: true, Email: { } email, Proof: { Email: { } proved } proof }
            || now >= proof.At + Limits.AddressProofLifetime || !AccountLinks.AreSame(token, due))
        {
            return RefusalCode.InvalidLink;
        }

        if (email == proved)
        {
            return state.IsConfirmed ? Decision<Done>.NoChange(Done.It) : Decision<Done>.Of(Done.It, now, state.Member, new AddressConfirmed());
        }

        if (wanted is null || present is null || (wanted.Owner is { } owner && owner != state.Member))
        {
            // It became somebody else's after the link was mailed.
            return RefusalCode.InvalidLink;
        }

        var changed = Decision<Done>.Of(Done.It, now, state.Member, new AddressChanged(proved, email));
        return wanted.Stream == present.Stream
            ? changed
            : changed.With(
                new SideStream(wanted.Stream, wanted.Version, [new TimedFact(new AddressClaimed(state.Member), now, state.Member)]),
                new SideStream(present.Stream, present.Version, [new TimedFact(new AddressReleased(state.Member), now, state.Member)]));
    }
}
