using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A session ends; one that is over already stays over.</summary>
internal static class EndingSession
{
    public static Decision<Done> Decide(AccountState state, string tokenHash, DateTimeOffset now) =>
        state.Alive(tokenHash, now) is null
            ? Decision<Done>.NoChange(Done.It)
            : Decision<Done>.Of(Done.It, now, state.Member, new SessionEnded(tokenHash));
}
