using Skiller.Contracts.Notifications;

namespace Skiller.Contracts.Accounts;

/// <summary>What is needed to write to a member of what they were told.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Locale">The language of their mails.</param>
/// <param name="TimeZone">An IANA name, null: UTC.</param>
/// <param name="Settings">What they want to be told.</param>
/// <param name="LettersUpTo">Up to where in the log letters have told them, 0: there was none.</param>
/// <param name="IsReachable">
/// Whether they are written to at all: the address was proved, nothing came back from it, they are not suspended, and no simulation.
/// </param>
/// <param name="LinkToken">The secret part of the link by which these mails are stopped without signing in; good as long as the account has this address.</param>
/// <param name="Name">How they are greeted, null: without a name.</param>
[GenerateSerializer, Immutable, Alias("skiller.letter-box")]
public sealed record LetterBox(
    [property: Id(0)] string Email,
    [property: Id(1)] Locale Locale,
    [property: Id(2)] string? TimeZone,
    [property: Id(3)] NotificationSettings Settings,
    [property: Id(4)] long LettersUpTo,
    [property: Id(5)] bool IsReachable,
    [property: Id(6)] string LinkToken,
    [property: Id(7)] string? Name);
