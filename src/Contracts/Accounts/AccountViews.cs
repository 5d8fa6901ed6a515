using Skiller.Contracts.Members;

namespace Skiller.Contracts.Accounts;

/// <summary>An act of which a member has an allowance in 24 hours (<see cref="Limits"/>).</summary>
public enum LimitedAct
{
    /// <summary>No limited act.</summary>
    None = 0,
    /// <summary>A vote.</summary>
    Vote = 1,
    /// <summary>A question.</summary>
    Question = 2,
    /// <summary>An answer.</summary>
    Answer = 3,
    /// <summary>A comment.</summary>
    Comment = 4,
    /// <summary>Another act that changes something: not limited, but refused to the suspended.</summary>
    Other = 5,
}

/// <summary>Asks who holds a session.</summary>
/// <param name="TokenHash">64 hexadecimal digits: SHA-256 of the token.</param>
/// <param name="Act">What they want to do.</param>
[GenerateSerializer, Immutable, Alias("skiller.admission-request")]
public sealed record AdmissionRequest([property: Id(0)] string TokenHash, [property: Id(1)] LimitedAct Act);

/// <summary>What a front needs to check a password.</summary>
/// <param name="PasswordHash">As ASP.NET Core Identity's hasher wrote it.</param>
/// <param name="Handle">The member's handle.</param>
/// <param name="Simulated">Whether the address is of a reserved domain while simulation is allowed (DESIGN.md part 6).</param>
[GenerateSerializer, Immutable, Alias("skiller.account-credentials")]
public sealed record AccountCredentials([property: Id(0)] string PasswordHash, [property: Id(1)] string Handle, [property: Id(2)] bool Simulated);

/// <summary>Opens a session.</summary>
/// <param name="TokenHash">64 hexadecimal digits: SHA-256 of the token, which has 128 random bits or more and is kept nowhere.</param>
/// <param name="PasswordHash">The hash renewed with the present cost, null when it need not be.</param>
/// <param name="Code">Of the second factor, or a recovery code; null for none.</param>
/// <param name="Device">Roughly what somebody signs in with, null: not known.</param>
[GenerateSerializer, Immutable, Alias("skiller.open-session")]
public sealed record OpenSession(
    [property: Id(0)] string TokenHash,
    [property: Id(1)] string? PasswordHash,
    [property: Id(2)] string? Code = null,
    [property: Id(3)] string? Device = null);

/// <summary>A session that is open.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Handle">Their handle.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
[GenerateSerializer, Immutable, Alias("skiller.session-receipt")]
public sealed record SessionReceipt(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] string Handle,
    [property: Id(2)] DateTimeOffset ExpiresAt);

/// <summary>What a member sees of their own account.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Role">What they may do beyond what everybody may.</param>
/// <param name="IsConfirmed">Whether they have proved that the address is theirs.</param>
/// <param name="WantedEmail">The address that they have asked for and not yet proved, null for none.</param>
/// <param name="RecoveryCodes">How many recovery codes are left, null: there is no second factor.</param>
/// <param name="Locale">The language that they have chosen for pages, null: none.</param>
/// <param name="TimeZone">Their time zone, null: UTC.</param>
/// <param name="HasBounced">Whether mail to the address came back since it was last proved.</param>
[GenerateSerializer, Immutable, Alias("skiller.account-view")]
public sealed record AccountView(
    [property: Id(0)] string Email,
    [property: Id(1)] Role Role,
    [property: Id(2)] bool IsConfirmed = false,
    [property: Id(3)] string? WantedEmail = null,
    [property: Id(4)] int? RecoveryCodes = null,
    [property: Id(5)] Locale? Locale = null,
    [property: Id(6)] string? TimeZone = null,
    [property: Id(7)] bool HasBounced = false);
