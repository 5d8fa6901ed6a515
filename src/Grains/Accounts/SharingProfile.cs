using Skiller.Contracts;
using Skiller.Contracts.Sharing;
using Skiller.Grains.Activity;
using Skiller.Grains.Sharing;

namespace Skiller.Grains.Accounts;

/// <summary>
/// A member makes a link that shows their recognition to whoever has it, at most <see cref="Limits.SharesPerMember"/> at once. The link has a
/// stream of its own, by which it is found without its maker being named in it.
/// </summary>
internal static class SharingProfile
{
    /// <param name="state">The account.</param>
    /// <param name="command">Who.</param>
    /// <param name="share">A fresh id; drawn at random, therefore not decided here.</param>
    /// <param name="token">The token of that id.</param>
    /// <param name="now">When.</param>
    public static Decision<SharedReceipt> Decide(AccountState state, ShareProfile command, string share, ShareToken token, DateTimeOffset now)
    {
        if (!state.IsOpen || command.Actor.Member != state.Member)
        {
            return RefusalCode.NotAllowed;
        }

        if (command.Actor.SuspendedUntil > now)
        {
            return RefusalCode.Suspended;
        }

        return state.Shares.Length >= Limits.SharesPerMember
            ? RefusalCode.Full
            : Decision<SharedReceipt>.Of(new SharedReceipt(share, now), now, state.Member, new ProfileShared(share, token.Hash))
                .With(new SideStream(token.Stream, 0, [new TimedFact(new ShareOpened(state.Member), now, state.Member)]));
    }
}
