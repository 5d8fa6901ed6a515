using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A mail server says that nothing reaches the account's address: it has to be proved anew, and no link that was mailed before does.</summary>
internal static class ReportingBounce
{
    public static Decision<Done> Decide(AccountState state, string email, DateTimeOffset now) =>
        state is not { IsOpen: true, Email: { } own } || !EmailAddress.TryParse(email, out var bounced) || !IsSame(own, bounced) ? RefusalCode.NotFound
        : state.HasBounced ? Decision<Done>.NoChange(Done.It)
        : Decision<Done>.Of(Done.It, now, null, new AddressBounced());

    private static bool IsSame(string own, EmailAddress bounced) => EmailAddress.TryParse(own, out var address) && address.Key == bounced.Key;
}
