using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
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

/// <summary>A session was opened. <paramref name="Role"/> is what its member may do beyond others, null: nothing.</summary>
[ActivityKind("session-opened")]
internal sealed record SessionOpened(string TokenHash, DateTimeOffset ExpiresAt, [property: Personal] string? Device = null, Role? Role = null) : Fact;

/// <summary>A session is in use: noted once a day at most.</summary>
[ActivityKind("session-used")]
internal sealed record SessionUsed(string TokenHash) : Fact;

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

/// <summary>An address belongs to an account, until it is released; expected after the last release, so that there is one owner.</summary>
[ActivityKind("address-claimed")]
internal sealed record AddressClaimed(MemberId Member) : Fact;

/// <summary>An address was given back by an account that has another one now.</summary>
[ActivityKind("address-released")]
internal sealed record AddressReleased(MemberId Member) : Fact;

/// <summary>The owner of the account has proved that its address is theirs.</summary>
[ActivityKind("address-confirmed")]
internal sealed record AddressConfirmed : Fact;

/// <summary>The account is to have another address, or its own is to be proved, once somebody follows the link that is mailed there.</summary>
[ActivityKind("address-change-asked")]
internal sealed record AddressChangeAsked([property: Personal] string? Email) : Fact;

/// <summary>The account has another address.</summary>
[ActivityKind("address-changed")]
internal sealed record AddressChanged([property: Personal] string? Email, [property: Personal] string? Previous) : Fact;

/// <summary>Mail to the account's address comes back: it is not proved any more.</summary>
[ActivityKind("address-bounced")]
internal sealed record AddressBounced : Fact;

/// <summary>Somebody asked for a link to choose a new password.</summary>
[ActivityKind("password-reset-asked")]
internal sealed record PasswordResetAsked : Fact;

/// <summary>The account has a new password; all sessions ended but <paramref name="KeptSession"/>.</summary>
[ActivityKind("password-changed")]
internal sealed record PasswordChanged([property: Personal] string? PasswordHash, string? KeptSession) : Fact;

/// <summary>Language and time zone of pages were chosen.</summary>
[ActivityKind("preferences-chosen")]
internal sealed record PreferencesChosen(Locale Locale, string? TimeZone) : Fact;

/// <summary>What the member is told of, where and when, was chosen.</summary>
[ActivityKind("notifications-chosen")]
internal sealed record NotificationsChosen(NotificationSettings Settings) : Fact;

/// <summary>The member is to be written to of what they were told beyond one position of the log and up to another. Parts never overlap.</summary>
[ActivityKind("letter-due")]
internal sealed record LetterDue(long From, long UpTo) : Fact;

/// <summary>The digest of a moment is to be sent: of what happened since another one; or, after long absence, a word of goodbye.</summary>
[ActivityKind("digest-due")]
internal sealed record DigestDue(DateTimeOffset Since, DateTimeOffset Due, bool IsFarewell) : Fact;

/// <summary>A link to the member's recognition was made. Its stream is <c>p:</c> and <paramref name="TokenHash"/>.</summary>
[ActivityKind("profile-shared")]
internal sealed record ProfileShared(string Share, string TokenHash) : Fact;

/// <summary>A link to the member's recognition was revoked.</summary>
[ActivityKind("profile-share-revoked")]
internal sealed record ProfileShareRevoked(string Share) : Fact;

/// <summary>A code is asked for at sign-in from now on. Secret and codes are derived or hashed (<see cref="SecondFactor"/>).</summary>
[ActivityKind("second-factor-enabled")]
internal sealed record SecondFactorEnabled(
    [property: Personal] string? Seed, [property: Personal] ImmutableArray<string>? RecoveryHashes, long Step) : Fact;

/// <summary>No code is asked for any more.</summary>
[ActivityKind("second-factor-disabled")]
internal sealed record SecondFactorDisabled : Fact;

/// <summary>A code of the authenticator was used; none of its time or before is good again.</summary>
[ActivityKind("second-factor-used")]
internal sealed record SecondFactorUsed(long Step) : Fact;

/// <summary>A recovery code was used up.</summary>
[ActivityKind("recovery-code-used")]
internal sealed record RecoveryCodeUsed(string Hash) : Fact;

/// <summary>A member may read and not act until a time. In the stream of the account; the register has <see cref="SuspensionListed"/>.</summary>
[ActivityKind("member-suspended")]
internal sealed record MemberSuspended(MemberId Member, DateTimeOffset Until, [property: Personal] string? Reason) : Fact;

/// <summary>A suspension was ended before its time. In the stream of the account; the register has <see cref="SuspensionUnlisted"/>.</summary>
[ActivityKind("suspension-lifted")]
internal sealed record SuspensionLifted(MemberId Member) : Fact;

/// <summary>The register of suspensions names a member: recorded with <see cref="MemberSuspended"/>, in a stream of its own.</summary>
[ActivityKind("suspension-listed")]
internal sealed record SuspensionListed(MemberId Member, DateTimeOffset Until, [property: Personal] string? Reason) : Fact;

/// <summary>The register of suspensions names a member no more: recorded with <see cref="SuspensionLifted"/>.</summary>
[ActivityKind("suspension-unlisted")]
internal sealed record SuspensionUnlisted(MemberId Member) : Fact;
