using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Sharing;

namespace Skiller.Grains.Accounts;

/// <summary>A member revokes a link to their recognition; one that is not good any more, or never was, is no fact.</summary>
internal static class RevokingShare
{
    // The account alone writes there, and once before.
    private const long Opened = 1;

    public static Decision<Done> Decide(AccountState state, string share, DateTimeOffset now) =>
        state.Shares.FirstOrDefault(known => known.Id == share) is { } found
            ? Decision<Done>.Of(Done.It, now, state.Member, new ProfileShareRevoked(share))
                .With(new SideStream(ShareToken.StreamOf(found.TokenHash), Opened, [new TimedFact(new ShareClosed(), now, state.Member)]))
            : Decision<Done>.NoChange(Done.It);
}
