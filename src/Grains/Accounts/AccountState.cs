using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member's account. Its sessions are bounded by <see cref="OpeningSession"/>; of its invitations it keeps the count only.</summary>
internal sealed record AccountState : IAggregateState<AccountState>
{
    private AccountState(MemberId member) => Member = member;

    public MemberId Member { get; }

    public long Version { get; private init; }

    public string? Email { get; private init; }

    /// <summary>Whether the member has proved that <see cref="Email"/> is theirs.</summary>
    public bool IsConfirmed { get; private init; }

    /// <summary>Whether mail to <see cref="Email"/> came back since it was last proved.</summary>
    public bool HasBounced { get; private init; }

    public string? PasswordHash { get; private init; }

    public string? Handle { get; private init; }

    public Role Role { get; private init; }

    /// <summary>Those that may be alive, the oldest first; what is over goes with the next fact.</summary>
    public ImmutableArray<Session> Sessions { get; private init; } = [];

    /// <summary>Those that were made out and not taken back.</summary>
    public int InvitationsMade { get; private init; }

    /// <summary>Whether there is an account; imported members have none.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>The newest link by which an address is proved, null: none was mailed.</summary>
    public AddressProof? Proof { get; private init; }

    /// <summary>The newest link by which a password is chosen, null: none that was not used.</summary>
    public MailedLink? Reset { get; private init; }

    /// <summary>The language that was chosen for pages, null: none.</summary>
    public Locale? Locale { get; private init; }

    /// <summary>An IANA name, null: UTC.</summary>
    public string? TimeZone { get; private init; }

    /// <summary>What the member is told of, where and when.</summary>
    public NotificationSettings Notifications { get; private init; } = NotificationSettings.Default;

    /// <summary>Up to where in the log letters have told the member what concerns them; only grows.</summary>
    public long LettersUpTo { get; private init; }

    /// <summary>The newest digest, null: there was none.</summary>
    public Digest? Digest { get; private init; }

    /// <summary>When the member was last known to be here, to the day; null: not known.</summary>
    public DateTimeOffset? SeenAt { get; private init; }

    /// <summary>Since when the account has its address: links to choose what is mailed are good as long.</summary>
    public MailedLink? AddressSince { get; private init; }

    /// <summary>What is asked for besides the password, null: nothing.</summary>
    public FactorState? Factor { get; private init; }

    /// <summary>The links to the member's recognition that are good, the oldest first; bounded by <see cref="SharingProfile"/>.</summary>
    public ImmutableArray<Share> Shares { get; private init; } = [];

    /// <summary>The newest suspension that was not lifted, null: none. <see cref="SuspensionAt"/> says whether it lasts.</summary>
    public Suspension? Suspension { get; private init; }

    public static AccountState Initial(string stream) =>
        new(new MemberId(long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)));

    /// <summary>The state that a snapshot holds.</summary>
    public static AccountState Restore(AccountSnapshot kept) => new(kept.Member)
    {
        Version = kept.Version,
        Email = kept.Email,
        IsConfirmed = kept.Confirmed,
        HasBounced = kept.Bounced,
        PasswordHash = kept.PasswordHash,
        Handle = kept.Handle,
        Role = kept.Role,
        Sessions = kept.Sessions,
        InvitationsMade = kept.InvitationsMade,
        IsOpen = kept.Open,
        Proof = kept.Proof,
        Reset = kept.Reset,
        Locale = kept.Locale,
        TimeZone = kept.TimeZone,
        Notifications = kept.Notifications,
        LettersUpTo = kept.LettersUpTo,
        Digest = kept.Digest,
        SeenAt = kept.SeenAt,
        AddressSince = kept.AddressSince,
        Factor = kept.Factor,
        Shares = kept.Shares,
        Suspension = kept.Suspension,
    };

    /// <summary>The suspension that lasts at a time, null: none. It ends by itself.</summary>
    public Suspension? SuspensionAt(DateTimeOffset now) => Suspension is { } suspension && suspension.Until > now ? suspension : null;

    /// <summary>The session with this token, null when there is none that is alive.</summary>
    public Session? Alive(string tokenHash, DateTimeOffset now)
    {
        foreach (var session in Sessions)
        {
            if (session.TokenHash == tokenHash && session.IsAlive(now))
            {
                return session;
            }
        }

        return null;
    }

    public AccountState Apply(Fact fact, Occurrence occurrence)
    {
        var present = Sessions.Any(session => !session.IsAlive(occurrence.At))
            ? this with { Sessions = Sessions.RemoveAll(session => !session.IsAlive(occurrence.At)) }
            : this;
        return present.Next(fact, occurrence) with { Version = occurrence.Version };
    }

    private AccountState Next(Fact fact, Occurrence at) => fact switch
    {
        AccountOpened opened => this with
        {
            IsOpen = true,
            Email = opened.Email,
            PasswordHash = opened.PasswordHash,
            Handle = opened.Handle,
            Role = opened.Role,
            Proof = new AddressProof(at.Version, at.At, opened.Email),
            AddressSince = new MailedLink(at.Version, at.At),
            SeenAt = at.At,
        },
        PasswordHashRenewed renewed => this with { PasswordHash = renewed.PasswordHash },
        SessionOpened opened => this with { SeenAt = at.At, Sessions = Sessions.Add(new Session(opened.TokenHash, opened.ExpiresAt, at.At, opened.Device)) },
        SessionUsed used => this with
        {
            SeenAt = at.At,
            Sessions = [.. Sessions.Select(session => session.TokenHash == used.TokenHash ? session with { UsedAt = at.At } : session)],
        },
        SessionEnded ended => this with { Sessions = Sessions.RemoveAll(session => session.TokenHash == ended.TokenHash) },
        InvitationMade => this with { InvitationsMade = InvitationsMade + 1 },
        InvitationTakenBack => this with { InvitationsMade = InvitationsMade - 1 },
        PasswordResetAsked => this with { Reset = new MailedLink(at.Version, at.At) },
        PasswordChanged changed => this with
        {
            PasswordHash = changed.PasswordHash,
            Sessions = Sessions.RemoveAll(session => session.TokenHash != changed.KeptSession),
            Reset = null,
        },
        AddressChangeAsked asked => this with { Proof = new AddressProof(at.Version, at.At, asked.Email) },
        AddressConfirmed => this with { IsConfirmed = true, HasBounced = false },

        // A link that was mailed before proves nothing any more.
        AddressBounced => this with { IsConfirmed = false, HasBounced = true, Proof = Proof?.Email == Email ? null : Proof },

        // A link that was mailed to the old address opens nothing any more (A11).
        AddressChanged changed => this with { Email = changed.Email, IsConfirmed = true, HasBounced = false, Reset = null, AddressSince = new MailedLink(at.Version, at.At) },
        PreferencesChosen chosen => this with { Locale = chosen.Locale, TimeZone = chosen.TimeZone },
        DigestDue digest => this with { Digest = new Digest(digest.Due, digest.IsFarewell) },
        LetterDue letter => this with { LettersUpTo = Math.Max(LettersUpTo, letter.UpTo) },
        NotificationsChosen chosen => this with { Notifications = chosen.Settings },
        ProfileShared shared => this with { Shares = Shares.Add(new Share(shared.Share, shared.TokenHash, at.At)) },
        ProfileShareRevoked revoked => this with { Shares = Shares.RemoveAll(share => share.Id == revoked.Share) },
        SecondFactorEnabled enabled => this with { Factor = new FactorState(enabled.Seed ?? "", enabled.Step, enabled.RecoveryHashes ?? []) },
        MemberSuspended suspended => this with { Suspension = new Suspension(suspended.Until, suspended.Reason) },
        SuspensionLifted => this with { Suspension = null },
        SecondFactorDisabled => this with { Factor = null },
        SecondFactorUsed used when Factor is { } factor => this with { Factor = factor with { Step = used.Step } },
        RecoveryCodeUsed used when Factor is { } factor => this with { Factor = factor with { RecoveryHashes = factor.RecoveryHashes.Remove(used.Hash) } },
        _ => this,
    };
}

/// <summary>A digest that was sent.</summary>
/// <param name="Due">Its moment.</param>
/// <param name="IsFarewell">Whether it was a word of goodbye.</param>
internal sealed record Digest(DateTimeOffset Due, bool IsFarewell);

/// <summary>A link that was mailed: its secret part is derived from where and when it was asked for.</summary>
internal sealed record MailedLink(long Version, DateTimeOffset At);

/// <summary>A link that proves an address: that of the account, or the one that it is to have.</summary>
internal sealed record AddressProof(long Version, DateTimeOffset At, string? Email);

/// <summary>A second factor.</summary>
/// <param name="Seed">From which the secret is derived.</param>
/// <param name="Step">The newest time whose code was used.</param>
/// <param name="RecoveryHashes">Of the recovery codes that are left.</param>
internal sealed record FactorState(string Seed, long Step, ImmutableArray<string> RecoveryHashes);
