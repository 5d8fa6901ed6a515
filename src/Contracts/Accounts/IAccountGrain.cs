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

    /// <summary>
    /// Opens a session after the password was checked; durable on return. The oldest ends beyond 20. Refusals: not-found; with a second factor
    /// also second-factor-required, bad-code, rate-limited (<see cref="Limits.FailedCodesPerMember"/>).
    /// </summary>
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

    /// <summary>
    /// Makes a link to the member's recognition; durable on return. Refusals: not-allowed, suspended, full
    /// (<see cref="Limits.SharesPerMember"/>), idempotency-key-reused.
    /// </summary>
    /// <param name="command">Who.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Share")]
    Task<Result<Sharing.ProfileShare>> Share(Sharing.ShareProfile command, CancellationToken ct);

    /// <summary>Revokes a link to the member's recognition: it shows nothing any more, on every front. Durable on return; idempotent.</summary>
    /// <param name="share">Which, by its id.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("RevokeShare")]
    Task<Result<Done>> RevokeShare(string share, CancellationToken ct);

    /// <summary>The links to the member's recognition that are good.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Shares")]
    Task<Result<Sharing.ProfileShares>> Shares(CancellationToken ct);

    /// <summary>
    /// Has a link mailed by which a new password can be chosen; only the newest is good, once, for <see cref="Limits.PasswordResetLifetime"/>. At most
    /// <see cref="Limits.PasswordResetsPerMember"/> in an hour, more change nothing. Refusals: not-found.
    /// </summary>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("AskPasswordReset")]
    Task<Result<Done>> AskPasswordReset(CancellationToken ct);

    /// <summary>Whether a link to choose a new password is good now. Refusals: invalid-link.</summary>
    /// <param name="token">Its secret part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("CheckPasswordReset")]
    Task<Result<Done>> CheckPasswordReset(string token, CancellationToken ct);

    /// <summary>Chooses a new password by a link. All sessions end; a second factor is still asked for. Refusals: invalid-link.</summary>
    /// <param name="command">The link and the password.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ResetPassword")]
    Task<Result<Done>> ResetPassword(ResetPassword command, CancellationToken ct);

    /// <summary>Chooses a new password; all other sessions end. Durable on return. Refusals: not-found.</summary>
    /// <param name="command">The password.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ChangePassword")]
    Task<Result<Done>> ChangePassword(ChangePassword command, CancellationToken ct);

    /// <summary>
    /// Has a link mailed to an address that the account is to have, or, for the present one, proves it. The answer does not tell whether the
    /// address is somebody's. Refusals: not-found, invalid, rate-limited (<see cref="Limits.AddressChangesPerMember"/>).
    /// </summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("AskAddressChange")]
    Task<Result<Done>> AskAddressChange(string email, CancellationToken ct);

    /// <summary>Proves an address by a link: that of the account, or the one that it has from now on. Idempotent. Refusals: invalid-link.</summary>
    /// <param name="token">The link's secret part.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ConfirmAddress")]
    Task<Result<Done>> ConfirmAddress(string token, CancellationToken ct);

    /// <summary>Chooses language and time zone of pages; the same again changes nothing. Refusals: not-found, invalid.</summary>
    /// <param name="command">What is chosen.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ChoosePreferences")]
    Task<Result<Done>> ChoosePreferences(ChoosePreferences command, CancellationToken ct);

    /// <summary>The sessions that are alive.</summary>
    /// <param name="tokenHash">The one that asks.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Sessions")]
    Task<Result<SessionsView>> Sessions(string tokenHash, CancellationToken ct);

    /// <summary>Ends one session or all; idempotent; dead on return on every front.</summary>
    /// <param name="command">Which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("EndSessions")]
    Task<Result<Done>> EndSessions(EndSessions command, CancellationToken ct);

    /// <summary>Offers a second factor, or the same one again. Refusals: not-found, not-allowed (there is one).</summary>
    /// <param name="seed">Of an offer that was made, null: a new one.</param>
    /// <param name="language">In which the authenticator names the site.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("OfferSecondFactor")]
    Task<Result<SecondFactorOffer>> OfferSecondFactor(string? seed, Locale language, CancellationToken ct);

    /// <summary>Turns a second factor on. Refusals: bad-code, not-allowed (there is one), rate-limited.</summary>
    /// <param name="command">The offer and a code of it.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("EnableSecondFactor")]
    Task<Result<SecondFactorReceipt>> EnableSecondFactor(EnableSecondFactor command, CancellationToken ct);

    /// <summary>Turns the second factor off; without one nothing changes. Refusals: bad-code, rate-limited.</summary>
    /// <param name="code">A code of it, or a recovery code.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("DisableSecondFactor")]
    Task<Result<Done>> DisableSecondFactor(string code, CancellationToken ct);

    /// <summary>
    /// Suspends the member: they may read, and each act is refused until the suspension ends by itself. Durable on return; the same again
    /// changes nothing. Refusals: suspended and not-allowed (who acts is no administrator, or is the member), not-found, invalid, full.
    /// </summary>
    /// <param name="command">Until when and why.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Suspend")]
    Task<Result<Done>> Suspend(SuspendMember command, CancellationToken ct);

    /// <summary>Ends a suspension before its time; idempotent. Refusals: suspended, not-allowed, not-found.</summary>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("LiftSuspension")]
    Task<Result<Done>> LiftSuspension(Actor actor, CancellationToken ct);

    /// <summary>What administrators see of the account. Refusals: not-allowed, not-found (imported members have none).</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Status")]
    Task<Result<AccountStatus>> Status(Actor actor, CancellationToken ct);

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
[GenerateSerializer, Immutable, Alias("skiller.account-view")]
public sealed record AccountView(
    [property: Id(0)] string Email,
    [property: Id(1)] Role Role,
    [property: Id(2)] bool IsConfirmed = false,
    [property: Id(3)] string? WantedEmail = null,
    [property: Id(4)] int? RecoveryCodes = null,
    [property: Id(5)] Locale? Locale = null,
    [property: Id(6)] string? TimeZone = null);
