using System.Collections.Immutable;

namespace Skiller.Contracts.Members;

/// <summary>Finds members: by handle at once (from the log's claims), and what decorates a page by one batched call. A stateless worker.</summary>
[Alias("skiller.directory"), GrainInterfaceType("skiller.directory")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Who has this handle; read from the log, so right at once after joining.</summary>
    /// <param name="handle">The handle.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The member, or null.</returns>
    [Alias("FindHandle")]
    Task<MemberId?> FindHandle(Handle handle, CancellationToken ct);

    /// <summary>Who has an account with this address; read from the log. The address is hashed with the node's secret first.</summary>
    /// <param name="email">The address, normalised or not.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The member, or null.</returns>
    [Alias("FindAddress")]
    Task<MemberId?> FindAddress(string email, CancellationToken ct);

    /// <summary>Names and standing of up to 200 members in one call; an unknown one is left out.</summary>
    /// <param name="members">Who.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Cards")]
    Task<ImmutableArray<MemberCard>> Cards(ImmutableArray<MemberId> members, CancellationToken ct);

    /// <summary>Which of up to 200 handles are members' in one call, so that their pages are there; up to a second old.</summary>
    /// <param name="handles">The handles.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Known")]
    Task<ImmutableArray<Handle>> Known(ImmutableArray<Handle> handles, CancellationToken ct);

    /// <summary>Whom somebody may mean who begins to name a member: at most <see cref="Limits.MembersProposed"/>; up to a second old.</summary>
    /// <param name="query">What was typed.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Proposed")]
    Task<ImmutableArray<MemberCard>> Proposed(MemberProposalQuery query, CancellationToken ct);

    /// <summary>
    /// What of each skill stands behind each of up to 200 members, in one call: pairs with reputation or endorsements; up to a second old.
    /// </summary>
    /// <param name="members">Who.</param>
    /// <param name="skills">In what, at most <see cref="Limits.SkillsPerQuestion"/>.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Standings")]
    Task<ImmutableArray<MemberSkillStanding>> Standings(ImmutableArray<MemberId> members, ImmutableArray<Skills.SkillSlug> skills, CancellationToken ct);

    /// <summary>
    /// Members by standing: of the site, or of one skill (its leaderboard). Of the last year up to a few seconds old. Refusals: invalid-cursor.
    /// </summary>
    /// <param name="query">Which list.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Members")]
    Task<Result<Page<MemberListItem>>> Members(MemberListQuery query, CancellationToken ct);
}

/// <summary>What decorates a post: who wrote it.</summary>
/// <param name="Id">The member.</param>
/// <param name="Handle">The name in links.</param>
/// <param name="Name">The name shown.</param>
/// <param name="Headline">One line, null for none.</param>
/// <param name="Reputation">As shown: never below 0; up to a second old.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-card")]
public sealed record MemberCard(
    [property: Id(0)] MemberId Id,
    [property: Id(1)] string Handle,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Headline,
    [property: Id(4)] long Reputation);

/// <summary>What stands behind a member in one skill.</summary>
/// <param name="Member">Who.</param>
/// <param name="Skill">In what.</param>
/// <param name="Points">Reputation in it, as shown: never below 0.</param>
/// <param name="Endorsements">How many peers vouch for it.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-skill-standing")]
public sealed record MemberSkillStanding(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] Skills.SkillSlug Skill,
    [property: Id(2)] long Points,
    [property: Id(3)] int Endorsements);

/// <summary>Asks for members, those of the highest reputation first, ties by id.</summary>
/// <param name="Skill">Only those who have reputation in, declare or are endorsed for this skill, ordered by it; null: all members.</param>
/// <param name="Page">Which part.</param>
/// <param name="Name">Only those with words in name or handle that begin as these words do, accents and case folded; null: all.</param>
/// <param name="Period">Over which points are summed; only with a skill.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-list-query")]
public sealed record MemberListQuery(
    [property: Id(0)] Skills.SkillSlug? Skill,
    [property: Id(1)] PageRequest Page,
    [property: Id(2)] string? Name = null,
    [property: Id(3)] StandingPeriod Period = StandingPeriod.All);

/// <summary>Asks whom somebody may mean.</summary>
/// <param name="Name">
/// Words of name or handle begin as these words do, accents and case folded; empty: only those of <paramref name="First"/>, all of them; no word: nobody.
/// </param>
/// <param name="First">Those who come first, in their order, at most 50; the others follow by reputation.</param>
/// <param name="Except">Who asks, and is not proposed.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-proposal-query")]
public sealed record MemberProposalQuery(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<MemberId> First,
    [property: Id(2)] MemberId Except);

/// <summary>Over which time points are summed.</summary>
public enum StandingPeriod
{
    /// <summary>Since the beginning.</summary>
    All = 0,
    /// <summary>The last <see cref="Limits.YearDays"/> days; only those who gained in them.</summary>
    Year = 1,
}

/// <summary>One row of a list of members.</summary>
/// <param name="Member">Who.</param>
/// <param name="Points">Reputation in the list's skill, or in total; as shown, never below 0.</param>
/// <param name="Endorsements">Endorsements for the list's skill, or in total.</param>
/// <param name="JoinedAt">When they joined.</param>
/// <param name="Rank">
/// Their place by points among all of the list, from 1: as many as stand above, and one; equal points, equal rank. Null where there is none:
/// in a list by name, and among what a search finds.
/// </param>
[GenerateSerializer, Immutable, Alias("skiller.member-list-item")]
public sealed record MemberListItem(
    [property: Id(0)] MemberCard Member,
    [property: Id(1)] long Points,
    [property: Id(2)] int Endorsements,
    [property: Id(3)] DateTimeOffset JoinedAt,
    [property: Id(4)] long? Rank = null);
