using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Accounts;

/// <summary>The stored form of an account's state.</summary>
internal sealed record AccountSnapshot(
    MemberId Member,
    long Version,
    string? Email,
    string? PasswordHash,
    string? Handle,
    Role Role,
    ImmutableArray<Session> Sessions,
    int InvitationsMade,
    bool Open)
{
    /// <summary>Each sign-in is a fact, for ever, and of the sessions only <see cref="Contracts.Limits.SessionsPerMember"/> are left.</summary>
    public static readonly SnapshotFormat<AccountState> Format = new SnapshotFormat<AccountState, AccountSnapshot>(
        "account", schema: 1, least: 200, SnapshotJson.Default.AccountSnapshot, Of, AccountState.Restore);

    private static AccountSnapshot Of(AccountState state) => new(
        state.Member,
        state.Version,
        state.Email,
        state.PasswordHash,
        state.Handle,
        state.Role,
        state.Sessions,
        state.InvitationsMade,
        state.IsOpen);
}
