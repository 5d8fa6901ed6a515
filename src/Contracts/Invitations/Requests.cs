using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Invitations;

/// <summary>Accepts or declines a request for an invitation.</summary>
/// <param name="Actor">An administrator.</param>
/// <param name="IsAccepted">Whether it is accepted.</param>
/// <param name="Reason">Why not, for whoever asked: 1 to 500 characters; nothing when it is accepted.</param>
[GenerateSerializer, Immutable, Alias("skiller.decide-request")]
public sealed record DecideRequest([property: Id(0)] Actor Actor, [property: Id(1)] bool IsAccepted, [property: Id(2)] string? Reason);

/// <summary>Asks for the requests that nobody has decided.</summary>
/// <param name="Actor">An administrator.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.request-query")]
public sealed record RequestQuery([property: Id(0)] Actor Actor, [property: Id(1)] PageRequest Page);

/// <summary>A request for an invitation as administrators see it.</summary>
/// <param name="Id">By which it is decided: the keyed hash of its address.</param>
/// <param name="Email">Who asks.</param>
/// <param name="Name">Their name.</param>
/// <param name="Headline">What they do, null for nothing.</param>
/// <param name="Motivation">Why.</param>
/// <param name="Skills">What in.</param>
/// <param name="Locale">Their language.</param>
/// <param name="At">When they asked.</param>
[GenerateSerializer, Immutable, Alias("skiller.request-list-item")]
public sealed record RequestListItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Headline,
    [property: Id(4)] string Motivation,
    [property: Id(5)] ImmutableArray<SkillSlug> Skills,
    [property: Id(6)] Locale Locale,
    [property: Id(7)] DateTimeOffset At);
