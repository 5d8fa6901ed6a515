using Skiller.Contracts.Members;

namespace Skiller.Contracts.Accounts;

/// <summary>
/// A member's account: address, credentials, role, sessions, allowance and the invitations they have made out. Key <c>k:87</c>, which is also
/// the log stream. Nothing of it is public.
/// </summary>
[Alias("skiller.account"), GrainInterfaceType("skiller.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>
    /// Who the holder of a session is: the one uncached look-up of each request. With an act, takes one from the member's allowance of the
    /// last 24 hours. Refusals: unauthorized; with an act also suspended and rate-limited.
    /// </summary>
    /// <param name="request">The session and the act.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Admit")]
    Task<Result<Actor>> Admit(AdmissionRequest request, CancellationToken ct);

    /// <summary>Gives back what <see cref="Admit"/> took, after a refusal or an act that changed nothing.</summary>
    /// <param name="act">What was taken.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("GiveBack")]
    Task GiveBack(LimitedAct act, CancellationToken ct);

    /// <summary>What is needed to check a password at the front, outside the grains (D13). Refusals: not-found.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Credentials")]
    Task<Result<AccountCredentials>> Credentials(CancellationToken ct);

    /// <summary>Opens a session after the password was checked; durable on return. The oldest ends beyond 20. Refusals: not-found.</summary>
    /// <param name="command">The session.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("OpenSession")]
    Task<Result<SessionReceipt>> OpenSession(OpenSession command, CancellationToken ct);

    /// <summary>Ends a session; idempotent; dead on return on every front.</summary>
    /// <param name="tokenHash">Which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("EndSession")]
    Task<Result<Done>> EndSession(string tokenHash, CancellationToken ct);

    /// <summary>Makes out an invitation; durable on return. Refusals: no-invitations-left, suspended, invalid, idempotency-key-reused.</summary>
    /// <param name="command">For whom.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Invite")]
    Task<Result<Invitations.InvitationReceipt>> Invite(Invitations.MakeInvitation command, CancellationToken ct);

    /// <summary>
    /// Takes back an invitation that the member made out, or, for an administrator, anybody else: it can no longer be used, and its maker may
    /// make another one instead. Durable on return; idempotent. Refusals: not-found (another's too), invitation-used, suspended.
    /// </summary>
    /// <param name="command">Which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("RevokeInvitation")]
    Task<Result<Done>> RevokeInvitation(Invitations.RevokeInvitation command, CancellationToken ct);

    /// <summary>The invitations the member has made out, newest first, and how many are left. Refusals: invalid-cursor.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Invitations")]
    Task<Result<Invitations.InvitationsView>> Invitations(PageRequest page, CancellationToken ct);

    /// <summary>The member's own address, for their own profile. Refusals: not-found.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<AccountView>> View(CancellationToken ct);
}

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
[GenerateSerializer, Immutable, Alias("skiller.open-session")]
public sealed record OpenSession([property: Id(0)] string TokenHash, [property: Id(1)] string? PasswordHash);

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
[GenerateSerializer, Immutable, Alias("skiller.account-view")]
public sealed record AccountView([property: Id(0)] string Email, [property: Id(1)] Role Role);
