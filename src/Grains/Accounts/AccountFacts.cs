using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>An account came into being.</summary>
[ActivityKind("account-opened")]
internal sealed record AccountOpened(
    [property: Personal] string? Email,
    [property: Personal] string? PasswordHash,
    [property: Personal] string? Handle,
    Role Role) : Fact;

/// <summary>The password's hash was renewed.</summary>
[ActivityKind("password-hash-renewed")]
internal sealed record PasswordHashRenewed([property: Personal] string? PasswordHash) : Fact;

/// <summary>A session was opened.</summary>
[ActivityKind("session-opened")]
internal sealed record SessionOpened(string TokenHash, DateTimeOffset ExpiresAt) : Fact;

/// <summary>A session was ended.</summary>
[ActivityKind("session-ended")]
internal sealed record SessionEnded(string TokenHash) : Fact;

/// <summary>An invitation was made out. Its stream is <c>i:</c> and <paramref name="CodeHash"/>.</summary>
[ActivityKind("invitation-made")]
internal sealed record InvitationMade(
    string Invitation,
    string CodeHash,
    string Hint,
    [property: Personal] string? Email,
    [property: Personal] string? Note,
    DateTimeOffset ExpiresAt) : Fact;

/// <summary>An invitation that was made out was taken back, so another one may be made in its place.</summary>
[ActivityKind("invitation-taken-back")]
internal sealed record InvitationTakenBack(string Invitation) : Fact;

/// <summary>An address belongs to an account; the only fact of its stream, so that there is one.</summary>
[ActivityKind("address-claimed")]
internal sealed record AddressClaimed(MemberId Member) : Fact;
