using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>A member's account. Its sessions are bounded by <see cref="OpeningSession"/>; of its invitations it keeps the count only.</summary>
internal sealed record AccountState : IAggregateState<AccountState>
{
    private AccountState(MemberId member) => Member = member;

    public MemberId Member { get; }

    public long Version { get; private init; }

    public string? Email { get; private init; }

    public string? PasswordHash { get; private init; }

    public string? Handle { get; private init; }

    public Role Role { get; private init; }

    /// <summary>Those that may be alive, the oldest first; what is over goes with the next fact.</summary>
    public ImmutableArray<Session> Sessions { get; private init; } = [];

    /// <summary>Those that were made out and not taken back.</summary>
    public int InvitationsMade { get; private init; }

    /// <summary>Whether there is an account; imported members have none.</summary>
    public bool IsOpen { get; private init; }

    public static AccountState Initial(string stream) =>
        new(new MemberId(long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)));

    /// <summary>The state that a snapshot holds.</summary>
    public static AccountState Restore(AccountSnapshot kept) => new(kept.Member)
    {
        Version = kept.Version,
        Email = kept.Email,
        PasswordHash = kept.PasswordHash,
        Handle = kept.Handle,
        Role = kept.Role,
        Sessions = kept.Sessions,
        InvitationsMade = kept.InvitationsMade,
        IsOpen = kept.Open,
    };

    /// <summary>The session with this token, null when there is none that is alive.</summary>
    public Session? Alive(string tokenHash, DateTimeOffset now)
    {
        foreach (var session in Sessions)
        {
            if (session.TokenHash == tokenHash && session.ExpiresAt > now)
            {
                return session;
            }
        }

        return null;
    }

    public AccountState Apply(Fact fact, Occurrence occurrence)
    {
        var present = Sessions.Any(session => session.ExpiresAt <= occurrence.At)
            ? this with { Sessions = Sessions.RemoveAll(session => session.ExpiresAt <= occurrence.At) }
            : this;
        return present.Next(fact) with { Version = occurrence.Version };
    }

    private AccountState Next(Fact fact) => fact switch
    {
        AccountOpened opened => this with
        {
            IsOpen = true,
            Email = opened.Email,
            PasswordHash = opened.PasswordHash,
            Handle = opened.Handle,
            Role = opened.Role,
        },
        PasswordHashRenewed renewed => this with { PasswordHash = renewed.PasswordHash },
        SessionOpened opened => this with { Sessions = Sessions.Add(new Session(opened.TokenHash, opened.ExpiresAt)) },
        SessionEnded ended => this with { Sessions = Sessions.RemoveAll(session => session.TokenHash == ended.TokenHash) },
        InvitationMade => this with { InvitationsMade = InvitationsMade + 1 },
        InvitationTakenBack => this with { InvitationsMade = InvitationsMade - 1 },
        _ => this,
    };
}

/// <summary>A session that was opened.</summary>
internal sealed record Session(string TokenHash, DateTimeOffset ExpiresAt);
