using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A session is opened after the password was checked. Beyond the bound the oldest ones end in the same append.</summary>
internal static class OpeningSession
{
    public static Decision<SessionReceipt> Decide(AccountState state, OpenSession command, DateTimeOffset now)
    {
        if (state is not { IsOpen: true, Handle: { } handle })
        {
            return RefusalCode.NotFound;
        }

        if (state.Alive(command.TokenHash, now) is { } alive)
        {
            return Decision<SessionReceipt>.NoChange(new SessionReceipt(state.Member, handle, alive.ExpiresAt));
        }

        var expiresAt = now + Limits.SessionLifetime;
        Session[] live = [.. state.Sessions.Where(session => session.ExpiresAt > now)];
        ImmutableArray<Fact> facts =
        [
            .. live.Take(live.Length - Limits.SessionsPerMember + 1).Select(static session => new SessionEnded(session.TokenHash)),
            .. command.PasswordHash is { } hash ? [new PasswordHashRenewed(hash)] : ImmutableArray<Fact>.Empty,
            new SessionOpened(command.TokenHash, expiresAt),
        ];
        return Decision<SessionReceipt>.Of(new SessionReceipt(state.Member, handle, expiresAt), now, state.Member, facts.AsSpan());
    }
}
