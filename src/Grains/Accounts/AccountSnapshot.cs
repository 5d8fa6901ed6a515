using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>The stored form of an account's state.</summary>
internal sealed record AccountSnapshot(
    MemberId Member,
    long Version,
    string? Email,
    bool Confirmed,
    bool Bounced,
    string? PasswordHash,
    string? Handle,
    Role Role,
    ImmutableArray<Session> Sessions,
    int InvitationsMade,
    bool Open,
    AddressProof? Proof,
    MailedLink? Reset,
    Locale? Locale,
    string? TimeZone,
    NotificationSettings Notifications,
    long LettersUpTo,
    Digest? Digest,
    DateTimeOffset? SeenAt,
    MailedLink? AddressSince,
    FactorState? Factor,
    ImmutableArray<Share> Shares,
    Suspension? Suspension)
{
    /// <summary>Each sign-in is a fact, for ever, and of the sessions only <see cref="Contracts.Limits.SessionsPerMember"/> are left.</summary>
    public static readonly SnapshotFormat<AccountState> Format = new SnapshotFormat<AccountState, AccountSnapshot>(
        "account", schema: 8, least: 200, SnapshotJson.Default.AccountSnapshot, Of, AccountState.Restore);

    private static AccountSnapshot Of(AccountState state) => new(
        state.Member,
        state.Version,
        state.Email,
        state.IsConfirmed,
        state.HasBounced,
        state.PasswordHash,
        state.Handle,
        state.Role,
        state.Sessions,
        state.InvitationsMade,
        state.IsOpen,
        state.Proof,
        state.Reset,
        state.Locale,
        state.TimeZone,
        state.Notifications,
        state.LettersUpTo,
        state.Digest,
        state.SeenAt,
        state.AddressSince,
        state.Factor,
        state.Shares,
        state.Suspension);
}
