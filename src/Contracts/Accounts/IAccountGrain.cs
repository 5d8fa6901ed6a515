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

    /// <summary>
    /// Chooses what the member is told of, where and when; the same again changes nothing. Refusals: not-found, invalid (an unknown delivery, points
    /// at once, quiet hours that begin when they end, an hour that is none).
    /// </summary>
    /// <param name="settings">All of it.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ChooseNotifications")]
    Task<Result<Done>> ChooseNotifications(Notifications.NotificationSettings settings, CancellationToken ct);

    /// <summary>What the member is told of, where and when. Refusals: not-found.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("NotificationSettings")]
    Task<Result<Notifications.NotificationSettings>> NotificationSettings(CancellationToken ct);

    /// <summary>What is needed to write to the member of what they were told. Refusals: not-found.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Letters")]
    Task<Result<LetterBox>> Letters(CancellationToken ct);

    /// <summary>
    /// Has a letter sent of what the member was told in a part of the log, less what earlier letters cover; where nothing is left, nothing happens.
    /// Durable on return. Refusals: not-found.
    /// </summary>
    /// <param name="after">The position after which the part begins.</param>
    /// <param name="upTo">The position with which it ends.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("SendLetter")]
    Task<Result<Done>> SendLetter(long after, long upTo, CancellationToken ct);

    /// <summary>
    /// Has the digest of a moment sent, of the time since the last one; the same moment again, or an earlier one, changes nothing. Whoever has not been
    /// here for <see cref="Limits.DigestAbsence"/> is told goodbye instead, once. Durable on return. Refusals: not-found.
    /// </summary>
    /// <param name="due">The moment.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("SendDigest")]
    Task<Result<Done>> SendDigest(DateTimeOffset due, CancellationToken ct);

    /// <summary>Whether a link under a mail is the member's, by its secret part. Refusals: invalid-link.</summary>
    /// <param name="token">Its secret part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("CheckLetterLink")]
    Task<Result<Done>> CheckLetterLink(string token, CancellationToken ct);

    /// <summary>
    /// Ends all mails of what the member is told, by the link under one of them; on the site they are told as before. Durable on return; idempotent.
    /// Refusals: invalid-link.
    /// </summary>
    /// <param name="token">The link's secret part.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("StopLetters")]
    Task<Result<Done>> StopLetters(string token, CancellationToken ct);

    /// <summary>
    /// Takes note that mail to the account's address comes back: the address counts as not proved, and the member is sent no notifications, until a new
    /// link is followed. Durable on return; idempotent. Refusals: not-found (also where the address is not the account's any more).
    /// </summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("ReportBounce")]
    Task<Result<Done>> ReportBounce(string email, CancellationToken ct);

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
