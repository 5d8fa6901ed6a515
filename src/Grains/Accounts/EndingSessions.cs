using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member looks at where they are signed in, and ends one session or all others.</summary>
internal static class EndingSessions
{
    public static Decision<Done> Decide(AccountState state, EndSessions command, DateTimeOffset now)
    {
        ImmutableArray<Fact> ended =
        [
            .. state.Sessions
                .Where(session => session.IsAlive(now) && (command.Session is { } id ? session.Id == id : session.TokenHash != command.Kept))
                .Select(static session => new SessionEnded(session.TokenHash)),
        ];
        return ended.IsEmpty ? Decision<Done>.NoChange(Done.It) : Decision<Done>.Of(Done.It, now, state.Member, ended.AsSpan());
    }

    /// <summary>Those that are alive, the newest first.</summary>
    public static SessionsView View(AccountState state, string tokenHash, DateTimeOffset now) => new(
    [
        .. state.Sessions.Where(session => session.IsAlive(now)).Reverse()
            .Select(session => new SessionView(session.Id, session.OpenedAt, session.EndsAt, session.Device, session.TokenHash == tokenHash, session.LastUse)),
    ]);
}
