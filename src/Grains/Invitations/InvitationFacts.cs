using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Invitations;

/// <summary>An invitation can be used from now on. <paramref name="Inviter"/>: null for the first administrator's.</summary>
[ActivityKind("invitation-opened")]
internal sealed record InvitationOpened(
    MemberId? Inviter,
    Role Role,
    [property: Personal] string? Email,
    DateTimeOffset ExpiresAt) : Fact;

/// <summary>Somebody joined with it.</summary>
[ActivityKind("invitation-accepted")]
internal sealed record InvitationAccepted(MemberId Member, MemberId? Inviter) : Fact;

/// <summary>Somebody tried to join with the address of an account that there is: it is spent, and the owner is to be told.</summary>
[ActivityKind("invitation-spent")]
internal sealed record InvitationSpent(MemberId AddressOwner, MemberId? Inviter) : Fact;

/// <summary>It was taken back.</summary>
[ActivityKind("invitation-revoked")]
internal sealed record InvitationRevoked : Fact;

/// <summary>Somebody who had asked for an invitation asked again. Says nothing of them: it is there for the command that it is kept with.</summary>
[ActivityKind("invitation-requested-again")]
internal sealed record InvitationRequestedAgain : Fact;

/// <summary>Somebody asked for an invitation.</summary>
[ActivityKind("invitation-requested")]
internal sealed record InvitationRequested(
    [property: Personal] string? Email,
    [property: Personal] string? Name,
    [property: Personal] string? Headline,
    [property: Personal] string? Motivation,
    ImmutableArray<SkillSlug> Skills,
    Locale Locale) : Fact;

/// <summary>A request was accepted: <paramref name="Invitation"/> was opened for its address.</summary>
[ActivityKind("invitation-request-accepted")]
internal sealed record InvitationRequestAccepted(string Invitation, DateTimeOffset ExpiresAt) : Fact;

/// <summary>A request was declined.</summary>
[ActivityKind("invitation-request-declined")]
internal sealed record InvitationRequestDeclined([property: Personal] string? Reason) : Fact;
