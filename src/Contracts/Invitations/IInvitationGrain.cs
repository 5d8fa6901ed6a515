using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Invitations;

/// <summary>An invitation. Key <c>i:</c> and the hash of its code, which is also the log stream; the code itself is kept nowhere.</summary>
[Alias("skiller.invitation"), GrainInterfaceType("skiller.invitation")]
public interface IInvitationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Joins with this invitation: member, account, handle and address come into being in one append, or none. Single use. For an address
    /// that has an account: the same answer, the invitation is spent, no account. Refusals: invitation-unknown, -used, -expired, -revoked,
    /// -for-another-address, handle-taken, invalid, idempotency-key-reused.
    /// </summary>
    /// <param name="command">Who joins.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Accept")]
    Task<Result<MemberReceipt>> Accept(AcceptInvitation command, CancellationToken ct);

    /// <summary>
    /// Whether somebody with this address could join with it now, so that what costs something is done for nobody else. Refusals:
    /// invitation-unknown, -used, -expired, -revoked, -for-another-address.
    /// </summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Check")]
    Task<Result<Done>> Check(string email, CancellationToken ct);

    /// <summary>What the holder of the code may know. Refusals: invitation-unknown.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<InvitationView>> View(CancellationToken ct);
}

/// <summary>A request for an invitation. Key <c>r:</c> and a keyed hash of the address, which is also the log stream.</summary>
[Alias("skiller.invitation-request"), GrainInterfaceType("skiller.invitation-request")]
public interface IInvitationRequestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks for an invitation; the answer never tells whether the address is known. A repetition changes nothing; another request of the same
    /// address is recorded as such only so that it can be repeated with its key.
    /// </summary>
    /// <param name="command">Who asks.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Request")]
    Task<Result<Done>> Request(RequestInvitation command, CancellationToken ct);

    /// <summary>
    /// Accepts the request, which mails a personal link to its address, or declines it, which mails the reason. Idempotent; durable on
    /// return. Refusals: not-allowed, suspended, not-found, already-decided, invalid.
    /// </summary>
    /// <param name="command">What is decided.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Decide")]
    Task<Result<Done>> Decide(DecideRequest command, CancellationToken ct);
}

/// <summary>Turns codes and addresses into grain keys with secrets that only silos have. A stateless worker.</summary>
[Alias("skiller.doorkeeper"), GrainInterfaceType("skiller.doorkeeper")]
public interface IDoorkeeperGrain : IGrainWithStringKey
{
    /// <summary>Joins with a code: finds the invitation and calls it. Refusals: as <see cref="IInvitationGrain.Accept"/>.</summary>
    /// <param name="code">The code as it was given.</param>
    /// <param name="command">Who joins.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Join")]
    Task<Result<MemberReceipt>> Join(string code, AcceptInvitation command, CancellationToken ct);

    /// <summary>Looks at the invitation of a code before anybody joins with it. Refusals: as <see cref="IInvitationGrain.Check"/>.</summary>
    /// <param name="code">The code as it was given.</param>
    /// <param name="email">Who would join.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Check")]
    Task<Result<Done>> Check(string code, string email, CancellationToken ct);

    /// <summary>Records a request for an invitation, keyed by a hash of the address.</summary>
    /// <param name="command">Who asks.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("RequestInvitation")]
    Task<Result<Done>> RequestInvitation(RequestInvitation command, CancellationToken ct);

    /// <summary>
    /// Has a link to choose a new password mailed to the owner of an address. Answers before it is known whether there is one, so that neither
    /// the answer nor its time tells (A02).
    /// </summary>
    /// <param name="email">The address.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("ForgetPassword")]
    Task<Result<Done>> ForgetPassword(string email, CancellationToken ct);

    /// <summary>The requests for an invitation that nobody has decided, the oldest first. Refusals: not-allowed, invalid-cursor.</summary>
    /// <param name="query">Who asks for which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Requests")]
    Task<Result<Page<RequestListItem>>> Requests(RequestQuery query, CancellationToken ct);
}

/// <summary>Makes out an invitation.</summary>
/// <param name="Actor">Who invites.</param>
/// <param name="Email">Only this address may use it, null: anybody.</param>
/// <param name="Note">A word to the invited, at most 500 characters, null for none.</param>
/// <param name="Command">Null: two equal calls make two.</param>
[GenerateSerializer, Immutable, Alias("skiller.make-invitation")]
public sealed record MakeInvitation(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? Note,
    [property: Id(3)] CommandId? Command);

/// <summary>Takes an invitation back.</summary>
/// <param name="Actor">Who made it out, or an administrator.</param>
/// <param name="Invitation">Its opaque id.</param>
[GenerateSerializer, Immutable, Alias("skiller.revoke-invitation")]
public sealed record RevokeInvitation([property: Id(0)] Actor Actor, [property: Id(1)] string Invitation);

/// <summary>An invitation that was made out; a repeated command derives the same code again.</summary>
/// <param name="Id">Its opaque id.</param>
/// <param name="Code">The code: shown once, kept nowhere.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
[GenerateSerializer, Immutable, Alias("skiller.invitation-receipt")]
public sealed record InvitationReceipt(
    [property: Id(0)] string Id,
    [property: Id(1)] string Code,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateTimeOffset ExpiresAt);

/// <summary>The invitations of a member.</summary>
/// <param name="Page">One page, newest first.</param>
/// <param name="Left">How many more they may make, null for no limit.</param>
[GenerateSerializer, Immutable, Alias("skiller.invitations-view")]
public sealed record InvitationsView([property: Id(0)] Page<InvitationListItem> Page, [property: Id(1)] int? Left);

/// <summary>An invitation as its maker sees it.</summary>
/// <param name="Id">Its opaque id.</param>
/// <param name="Hint">The last four characters of the code.</param>
/// <param name="Email">For whom, null: anybody.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="UsedBy">Who joined with it, null: nobody yet, or nobody that the maker may know.</param>
/// <param name="IsRevoked">Whether it was taken back.</param>
[GenerateSerializer, Immutable, Alias("skiller.invitation-list-item")]
public sealed record InvitationListItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Hint,
    [property: Id(2)] string? Email,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] MemberId? UsedBy,
    [property: Id(6)] bool IsRevoked = false);

/// <summary>An invitation as the holder of its code sees it.</summary>
/// <param name="Inviter">Who invites, null for the first administrator's.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="State">Whether it can be used.</param>
[GenerateSerializer, Immutable, Alias("skiller.invitation-view")]
public sealed record InvitationView(
    [property: Id(0)] MemberId? Inviter,
    [property: Id(1)] DateTimeOffset ExpiresAt,
    [property: Id(2)] InvitationState State);

/// <summary>Whether an invitation can be used.</summary>
public enum InvitationState
{
    /// <summary>It can.</summary>
    Open = 0,
    /// <summary>Somebody did.</summary>
    Used = 1,
    /// <summary>Its time is over.</summary>
    Expired = 2,
    /// <summary>It was taken back.</summary>
    Revoked = 3,
}

/// <summary>Joins.</summary>
/// <param name="Member">The new member's number, drawn by the front.</param>
/// <param name="Email">Their address.</param>
/// <param name="PasswordHash">
/// The password as ASP.NET Core Identity's hasher wrote it, at the front. Empty when the command is known: then it can only be answered.
/// </param>
/// <param name="Handle">Their handle.</param>
/// <param name="Name">Their name, 1 to 80 characters.</param>
/// <param name="Locale">Their language.</param>
/// <param name="Skills">At most 20 declared skills.</param>
/// <param name="Command">Null: a second call meets a used invitation.</param>
[GenerateSerializer, Immutable, Alias("skiller.accept-invitation")]
public sealed record AcceptInvitation(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] string Email,
    [property: Id(2)] string PasswordHash,
    [property: Id(3)] Handle Handle,
    [property: Id(4)] string Name,
    [property: Id(5)] Locale Locale,
    [property: Id(6)] ImmutableArray<SkillSlug> Skills,
    [property: Id(7)] CommandId? Command);

/// <summary>A member who has joined.</summary>
/// <param name="Id">Their number.</param>
/// <param name="Handle">Their handle.</param>
/// <param name="Name">Their name.</param>
/// <param name="Locale">Their language.</param>
/// <param name="JoinedAt">When.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-receipt")]
public sealed record MemberReceipt(
    [property: Id(0)] MemberId Id,
    [property: Id(1)] string Handle,
    [property: Id(2)] string Name,
    [property: Id(3)] Locale Locale,
    [property: Id(4)] DateTimeOffset JoinedAt);

/// <summary>Asks for an invitation.</summary>
/// <param name="Email">Where to send it.</param>
/// <param name="Name">Who asks, 1 to 80 characters.</param>
/// <param name="Headline">What they do, at most 120 characters, null for none.</param>
/// <param name="Skills">At most 20.</param>
/// <param name="Motivation">Why, at most 2,000 characters.</param>
/// <param name="Locale">Their language.</param>
/// <param name="Command">Null: a repetition changes nothing anyway.</param>
[GenerateSerializer, Immutable, Alias("skiller.request-invitation")]
public sealed record RequestInvitation(
    [property: Id(0)] string Email,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Headline,
    [property: Id(3)] ImmutableArray<SkillSlug> Skills,
    [property: Id(4)] string Motivation,
    [property: Id(5)] Locale Locale,
    [property: Id(6)] CommandId? Command);
