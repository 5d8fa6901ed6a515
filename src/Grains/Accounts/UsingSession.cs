using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>
/// A session that is in use lives on (C12). That is noted once a day, so that looking at pages writes next to nothing; an idle session may
/// therefore end up to a day early.
/// </summary>
internal static class UsingSession
{
    private static readonly TimeSpan _noted = TimeSpan.FromDays(1);

    /// <summary>Whether a use of it is worth a fact.</summary>
    public static bool IsNews(Session session, DateTimeOffset now) => session.LastUse is not { } last || now >= last + _noted;

    public static Decision<Done> Decide(AccountState state, string tokenHash, DateTimeOffset now) =>
        state.Alive(tokenHash, now) is { } alive && IsNews(alive, now)
            ? Decision<Done>.Of(Done.It, now, state.Member, new SessionUsed(tokenHash))
            : Decision<Done>.NoChange(Done.It);
}
