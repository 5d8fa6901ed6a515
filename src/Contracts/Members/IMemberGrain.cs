using System.Collections.Immutable;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Members;

/// <summary>A member's profile and the endorsements they received. Key <c>m:87</c>, which is also the log stream.</summary>
[Alias("skiller.member"), GrainInterfaceType("skiller.member")]
public interface IMemberGrain : IGrainWithStringKey
{
    /// <summary>The profile. Refusals: not-found. Creates nothing.</summary>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("View")]
    Task<Result<MemberProfile>> View(CancellationToken ct);

    /// <summary>
    /// Changes what is given of the profile; durable on return; without a difference nothing is written. A declared skill that nobody has
    /// used comes into being, as when one joins with it. Refusals: not-found, invalid, suspended.
    /// </summary>
    /// <param name="command">The fields to change.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("EditProfile")]
    Task<Result<MemberProfile>> EditProfile(EditProfile command, CancellationToken ct);

    /// <summary>
    /// Vouches for a skill; idempotent: the same again changes nothing, another note replaces the first. Refusals: not-found (a skill that
    /// nobody has used too), own-skill, suspended, invalid, full (<see cref="Limits.EndorsedSkillsPerPeer"/>).
    /// </summary>
    /// <param name="command">Who vouches for what.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Endorse")]
    Task<Result<Done>> Endorse(EndorseSkill command, CancellationToken ct);

    /// <summary>Takes an endorsement back; idempotent. Refusals: not-found, suspended.</summary>
    /// <param name="command">Whose endorsement of what.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("WithdrawEndorsement")]
    Task<Result<Done>> WithdrawEndorsement(WithdrawEndorsement command, CancellationToken ct);

    /// <summary>Accepts an endorsement or hides it; the endorsed alone. The same again changes nothing. Refusals: not-found, not-allowed, suspended.</summary>
    /// <param name="command">Which, and what becomes of it.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("AnswerEndorsement")]
    Task<Result<Done>> AnswerEndorsement(AnswerEndorsement command, CancellationToken ct);

    /// <summary>What peers say: to the member all of it, to others what is accepted and what is their own. Refusals: not-found, invalid-cursor.</summary>
    /// <param name="viewer">Who looks, null for a visitor.</param>
    /// <param name="page">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Endorsements")]
    Task<Result<Page<EndorsementView>>> Endorsements(MemberId? viewer, PageRequest page, CancellationToken ct);

    /// <summary>
    /// Who vouches for some of the member's skills, as everybody may see it: of each skill at most <see cref="Limits.VouchersShown"/>, the newest
    /// first. Refusals: not-found.
    /// </summary>
    /// <param name="skills">Which; beyond <see cref="Limits.SkillsShared"/> none.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Vouchers")]
    Task<Result<Vouchers>> Vouchers(ImmutableArray<SkillSlug> skills, CancellationToken ct);

    /// <summary>Records a member of an imported community, without credentials. A repetition changes nothing. Refusals: handle-taken.</summary>
    /// <param name="command">The member.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Import")]
    Task<Result<Done>> Import(ImportMember command, CancellationToken ct);
}

/// <summary>A member's profile as the member's grain knows it; reputation comes from <see cref="Reputation.IStandingGrain"/>.</summary>
/// <param name="Id">The member.</param>
/// <param name="Handle">The name in links.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Headline">One line under the name, null for none.</param>
/// <param name="Bio">Markdown, null for none.</param>
/// <param name="Locale">The language of messages to the member.</param>
/// <param name="Skills">What the member declares.</param>
/// <param name="Endorsements">Endorsements by skill, those with at least one.</param>
/// <param name="JoinedAt">When the member joined.</param>
/// <param name="InvitedBy">Who invited them, null for the first administrator and imported members.</param>
/// <param name="Version">1 + the edits of the profile.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-profile")]
public sealed record MemberProfile(
    [property: Id(0)] MemberId Id,
    [property: Id(1)] string Handle,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Headline,
    [property: Id(4)] string? Bio,
    [property: Id(5)] Locale Locale,
    [property: Id(6)] ImmutableArray<SkillSlug> Skills,
    [property: Id(7)] ImmutableArray<SkillEndorsements> Endorsements,
    [property: Id(8)] DateTimeOffset JoinedAt,
    [property: Id(9)] MemberId? InvitedBy,
    [property: Id(10)] int Version);

/// <summary>Who vouches for some of a member's skills.</summary>
/// <param name="Items">By skill in the order of the question, the newest first.</param>
[GenerateSerializer, Immutable, Alias("skiller.vouchers")]
public sealed record Vouchers([property: Id(0)] ImmutableArray<EndorsementView> Items);

/// <summary>How many peers vouch for one skill of a member.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-endorsements")]
public sealed record SkillEndorsements([property: Id(0)] SkillSlug Skill, [property: Id(1)] int Count);

/// <summary>Changes a profile; null leaves a field as it is, an empty text clears it.</summary>
/// <param name="Actor">Who asks; the member themself.</param>
/// <param name="Name">The name shown, 1 to 80 characters.</param>
/// <param name="Headline">At most 120 characters.</param>
/// <param name="Bio">Markdown, at most 5,000 characters.</param>
/// <param name="Locale">The language of messages.</param>
/// <param name="Skills">At most 20 declared skills.</param>
[GenerateSerializer, Immutable, Alias("skiller.edit-profile")]
public sealed record EditProfile(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string? Name,
    [property: Id(2)] string? Headline,
    [property: Id(3)] string? Bio,
    [property: Id(4)] Locale? Locale,
    [property: Id(5)] ImmutableArray<SkillSlug>? Skills);

/// <summary>Vouches for a skill of the member whose grain is called.</summary>
/// <param name="Actor">Who vouches.</param>
/// <param name="Skill">The skill.</param>
/// <param name="Note">Why, at most 500 characters, null for none.</param>
[GenerateSerializer, Immutable, Alias("skiller.endorse-skill")]
public sealed record EndorseSkill([property: Id(0)] Actor Actor, [property: Id(1)] SkillSlug Skill, [property: Id(2)] string? Note);

/// <summary>Takes an endorsement back.</summary>
/// <param name="Actor">Who had vouched.</param>
/// <param name="Skill">The skill.</param>
[GenerateSerializer, Immutable, Alias("skiller.withdraw-endorsement")]
public sealed record WithdrawEndorsement([property: Id(0)] Actor Actor, [property: Id(1)] SkillSlug Skill);

/// <summary>Accepts an endorsement, or hides it.</summary>
/// <param name="Actor">The endorsed.</param>
/// <param name="By">Who vouches.</param>
/// <param name="Skill">For what.</param>
/// <param name="Hide">Whether it is hidden; else it is accepted.</param>
[GenerateSerializer, Immutable, Alias("skiller.answer-endorsement")]
public sealed record AnswerEndorsement(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] MemberId By,
    [property: Id(2)] SkillSlug Skill,
    [property: Id(3)] bool Hide);

/// <summary>What a peer says of a member's skill.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="By">Who vouches.</param>
/// <param name="Note">Why, null when nothing was said.</param>
/// <param name="Status">What the member made of it.</param>
/// <param name="At">When it was said, for the last time.</param>
[GenerateSerializer, Immutable, Alias("skiller.endorsement-view")]
public sealed record EndorsementView(
    [property: Id(0)] SkillSlug Skill,
    [property: Id(1)] MemberId By,
    [property: Id(2)] string? Note,
    [property: Id(3)] EndorsementStatus Status,
    [property: Id(4)] DateTimeOffset At);

/// <summary>What the endorsed made of an endorsement. Numbers are stored and permanent.</summary>
public enum EndorsementStatus
{
    /// <summary>Nothing yet: it counts, its note is not shown.</summary>
    New = 0,
    /// <summary>It counts and is shown with its note.</summary>
    Accepted = 1,
    /// <summary>It neither counts nor is shown.</summary>
    Hidden = 2,
}

/// <summary>A member of an imported community.</summary>
/// <param name="Handle">Unique; the importer tries another one on handle-taken.</param>
/// <param name="Name">The name as it was there.</param>
/// <param name="Headline">One line, null for none.</param>
/// <param name="Bio">Markdown, null for none.</param>
/// <param name="Locale">The community's language.</param>
/// <param name="JoinedAt">When they joined there.</param>
/// <param name="Command">Names the act for ever (not for 24 hours only), so an import can be repeated and resumed.</param>
[GenerateSerializer, Immutable, Alias("skiller.import-member")]
public sealed record ImportMember(
    [property: Id(0)] Handle Handle,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Headline,
    [property: Id(3)] string? Bio,
    [property: Id(4)] Locale Locale,
    [property: Id(5)] DateTimeOffset JoinedAt,
    [property: Id(6)] CommandId Command);
