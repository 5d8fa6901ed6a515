using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>
/// A session is opened after the password was checked, and after a code where there is a second factor, which is used up with it. Beyond the
/// bound the oldest ones end in the same append.
/// </summary>
internal static class OpeningSession
{
    /// <param name="state">The account.</param>
    /// <param name="command">The session.</param>
    /// <param name="match">The code of the second factor that was given, null: none that is good.</param>
    /// <param name="now">When.</param>
    public static Decision<SessionReceipt> Decide(AccountState state, OpenSession command, FactorMatch? match, DateTimeOffset now)
    {
        if (state is not { IsOpen: true, Handle: { } handle })
        {
            return RefusalCode.NotFound;
        }

        if (state.Alive(command.TokenHash, now) is { } alive)
        {
            return Decision<SessionReceipt>.NoChange(new SessionReceipt(state.Member, handle, alive.ExpiresAt));
        }

        if (state.Factor is not null && match is null)
        {
            return command.Code is null ? RefusalCode.SecondFactorRequired : RefusalCode.BadCode;
        }

        var expiresAt = now + Limits.SessionLifetime;
        Session[] live = [.. state.Sessions.Where(session => session.IsAlive(now))];
        ImmutableArray<Fact> facts =
        [
            .. Used(match),
            .. live.Take(live.Length - Limits.SessionsPerMember + 1).Select(static session => new SessionEnded(session.TokenHash)),
            .. command.PasswordHash is { } hash ? [new PasswordHashRenewed(hash)] : ImmutableArray<Fact>.Empty,
            new SessionOpened(command.TokenHash, expiresAt, command.Device, state.Role == Role.Member ? null : state.Role),
        ];
        return Decision<SessionReceipt>.Of(new SessionReceipt(state.Member, handle, expiresAt), now, state.Member, facts.AsSpan());
    }

    private static ImmutableArray<Fact> Used(FactorMatch? match) => match switch
    {
        { Step: { } step } => [new SecondFactorUsed(step)],
        { RecoveryHash: { } hash } => [new RecoveryCodeUsed(hash)],
        _ => [],
    };
}
