using System.Collections.Immutable;
using Skiller.Contracts.Members;

namespace Skiller.Contracts.Skills;

/// <summary>A skill's own words (its figures are projections). Key <c>s:slug</c>, which is also the log stream.</summary>
[Alias("skiller.skill"), GrainInterfaceType("skiller.skill")]
public interface ISkillGrain : IGrainWithStringKey
{
    /// <summary>The skill with its figures. Refusals: not-found while nobody has used or described it. Creates nothing.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<SkillView>> View(CancellationToken ct);

    /// <summary>Describes the skill in one language; durable on return. Refusals: not-allowed (administrators only), not-found while nobody has used it, invalid.</summary>
    /// <param name="command">The words.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Describe")]
    Task<Result<SkillView>> Describe(DescribeSkill command, CancellationToken ct);
}

/// <summary>The list of skills. A stateless worker.</summary>
[Alias("skiller.skill-list"), GrainInterfaceType("skiller.skill-list")]
public interface ISkillListGrain : IGrainWithStringKey
{
    /// <summary>Skills by use or by name. Refusals: invalid-cursor.</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Page")]
    Task<Result<Page<SkillView>>> Page(SkillListQuery query, CancellationToken ct);

    /// <summary>The skills that most often stand beside one in questions; up to a second old.</summary>
    /// <param name="skill">The one.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Related")]
    Task<RelatedSkills> Related(SkillSlug skill, CancellationToken ct);
}

/// <summary>Skills that stand beside another in questions.</summary>
/// <param name="Items">At most ten, the most often first, ties by name.</param>
[GenerateSerializer, Immutable, Alias("skiller.related-skills")]
public sealed record RelatedSkills([property: Id(0)] ImmutableArray<RelatedSkill> Items);

/// <summary>A skill that stands beside another.</summary>
/// <param name="Skill">Which.</param>
/// <param name="Questions">In how many questions that are shown.</param>
[GenerateSerializer, Immutable, Alias("skiller.related-skill")]
public sealed record RelatedSkill([property: Id(0)] SkillSlug Skill, [property: Id(1)] long Questions);

/// <summary>A skill and its figures, up to a second old.</summary>
/// <param name="Slug">The skill.</param>
/// <param name="Description">Markdown, in whatever language there is a text, French first; null for none.</param>
/// <param name="Questions">Questions that carry it, the deleted ones not counted.</param>
/// <param name="Members">Members who have reputation in it, declare it or are endorsed for it.</param>
/// <param name="Reputation">The sum of all points given in it.</param>
/// <param name="Endorsements">Endorsements given for it.</param>
/// <param name="Followers">Members who follow it.</param>
/// <param name="French">What readers of French are told, null for nothing; in lists always.</param>
/// <param name="English">What readers of English are told, null for nothing; in lists always.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-view")]
public sealed record SkillView(
    [property: Id(0)] SkillSlug Slug,
    [property: Id(1)] string? Description,
    [property: Id(2)] long Questions,
    [property: Id(3)] long Members,
    [property: Id(4)] long Reputation,
    [property: Id(5)] long Endorsements,
    [property: Id(6)] long Followers,
    [property: Id(7)] SkillWords? French = null,
    [property: Id(8)] SkillWords? English = null);

/// <summary>A description of a skill.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Locale">Its language; null: nobody said, as it was written when a skill had one description for all.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-words")]
public sealed record SkillWords([property: Id(0)] string Text, [property: Id(1)] Locale? Locale);

/// <summary>Describes a skill.</summary>
/// <param name="Actor">An administrator.</param>
/// <param name="Description">Markdown, at most 5,000 characters; empty clears it.</param>
/// <param name="Locale">The language that it is described in; null, of an earlier front: of readers of both.</param>
[GenerateSerializer, Immutable, Alias("skiller.describe-skill")]
public sealed record DescribeSkill([property: Id(0)] Actor Actor, [property: Id(1)] string Description, [property: Id(2)] Locale? Locale = null);

/// <summary>The order of a list of skills.</summary>
public enum SkillSort
{
    /// <summary>Most questions first, ties by name.</summary>
    Use = 0,
    /// <summary>By name.</summary>
    Name = 1,
}

/// <summary>Asks for skills.</summary>
/// <param name="Text">Only those whose slug contains this text; null: all.</param>
/// <param name="Sort">The order.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.skill-list-query")]
public sealed record SkillListQuery([property: Id(0)] string? Text, [property: Id(1)] SkillSort Sort, [property: Id(2)] PageRequest Page);
