using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member chooses another password. Whoever else is signed in, is so no more.</summary>
internal static class ChangingPassword
{
    public static Decision<Done> Decide(AccountState state, ChangePassword command, DateTimeOffset now) =>
        state.IsOpen
            ? Decision<Done>.Of(Done.It, now, state.Member, new PasswordChanged(command.PasswordHash, command.KeptSession))
            : RefusalCode.NotFound;
}
