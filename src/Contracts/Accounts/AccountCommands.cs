using System.Collections.Immutable;

namespace Skiller.Contracts.Accounts;

/// <summary>Chooses a new password by the secret part of a link in a mail.</summary>
/// <param name="Token">The secret part.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity's hasher wrote it, at the front.</param>
[GenerateSerializer, Immutable, Alias("skiller.reset-password")]
public sealed record ResetPassword([property: Id(0)] string Token, [property: Id(1)] string PasswordHash);

/// <summary>Chooses a new password; the front has checked the present one.</summary>
/// <param name="PasswordHash">As ASP.NET Core Identity's hasher wrote it, at the front.</param>
/// <param name="KeptSession">The hash of the one session that does not end.</param>
[GenerateSerializer, Immutable, Alias("skiller.change-password")]
public sealed record ChangePassword([property: Id(0)] string PasswordHash, [property: Id(1)] string KeptSession);

/// <summary>Chooses how pages are shown.</summary>
/// <param name="Locale">The language.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Paris</c>, null: UTC.</param>
[GenerateSerializer, Immutable, Alias("skiller.choose-preferences")]
public sealed record ChoosePreferences([property: Id(0)] Locale Locale, [property: Id(1)] string? TimeZone);

/// <summary>Ends sessions.</summary>
/// <param name="Session">Which, null: all but <paramref name="Kept"/>.</param>
/// <param name="Kept">The hash of the session from which it is asked; with null that one ends too.</param>
[GenerateSerializer, Immutable, Alias("skiller.end-sessions")]
public sealed record EndSessions([property: Id(0)] string? Session, [property: Id(1)] string? Kept);

/// <summary>A session as its owner sees it.</summary>
/// <param name="Id">By which it can be ended; opens nothing.</param>
/// <param name="OpenedAt">When somebody signed in.</param>
/// <param name="ExpiresAt">When it ends by itself unless it is used before.</param>
/// <param name="Device">Roughly what with, null: not known.</param>
/// <param name="IsCurrent">Whether it is the one that asks.</param>
/// <param name="UsedAt">When it was last known to be in use, to the day; null: not known.</param>
[GenerateSerializer, Immutable, Alias("skiller.session-view")]
public sealed record SessionView(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset? OpenedAt,
    [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] string? Device,
    [property: Id(4)] bool IsCurrent,
    [property: Id(5)] DateTimeOffset? UsedAt);

/// <summary>The sessions of a member, the newest first.</summary>
/// <param name="Items">Those that are alive.</param>
[GenerateSerializer, Immutable, Alias("skiller.sessions-view")]
public sealed record SessionsView([property: Id(0)] ImmutableArray<SessionView> Items);

/// <summary>A second factor that is being set up; nothing of it is kept until a code of it was given.</summary>
/// <param name="Seed">Comes back with the code.</param>
/// <param name="Secret">What goes into the authenticator: base 32, 160 bits.</param>
/// <param name="Address">The same as an address to be read as a picture: <c>otpauth://…</c>.</param>
[GenerateSerializer, Immutable, Alias("skiller.second-factor-offer")]
public sealed record SecondFactorOffer([property: Id(0)] string Seed, [property: Id(1)] string Secret, [property: Id(2)] string Address);

/// <summary>Asks for a code at each sign-in from now on.</summary>
/// <param name="Seed">Of the offer.</param>
/// <param name="Code">Six digits of the authenticator.</param>
[GenerateSerializer, Immutable, Alias("skiller.enable-second-factor")]
public sealed record EnableSecondFactor([property: Id(0)] string Seed, [property: Id(1)] string Code);

/// <summary>A second factor that is on.</summary>
/// <param name="RecoveryCodes">Each opens the account once without the authenticator; shown this once.</param>
[GenerateSerializer, Immutable, Alias("skiller.second-factor-receipt")]
public sealed record SecondFactorReceipt([property: Id(0)] ImmutableArray<string> RecoveryCodes);
