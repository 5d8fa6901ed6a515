using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>Somebody who forgot their password asks for a link, and chooses another one by it: the newest link alone, once, for half an hour (A11).</summary>
internal static class ResettingPassword
{
    /// <summary>A link is asked for.</summary>
    public static Decision<Done> Ask(AccountState state, DateTimeOffset now) =>
        state.IsOpen ? Decision<Done>.Of(Done.It, now, null, new PasswordResetAsked()) : RefusalCode.NotFound;

    /// <summary>Why a link is not good, null when it is. The reason is the same for whatever is wrong with it.</summary>
    /// <param name="state">The account.</param>
    /// <param name="token">What was given.</param>
    /// <param name="due">The secret part of the newest link, null when there is none.</param>
    /// <param name="now">When.</param>
    public static RefusalCode? Obstacle(AccountState state, string token, string? due, DateTimeOffset now) =>
        due is not null && state is { IsOpen: true, Reset: { } reset } && now < reset.At + Limits.PasswordResetLifetime && AccountLinks.AreSame(token, due)
            ? null
            : RefusalCode.InvalidLink;

    public static Decision<Done> Decide(AccountState state, ResetPassword command, string? due, DateTimeOffset now) =>
        Obstacle(state, command.Token, due, now) is { } obstacle ? obstacle
        : Decision<Done>.Of(Done.It, now, state.Member, new PasswordChanged(command.PasswordHash, KeptSession: null));
}
