using System.Collections.Immutable;

namespace Skiller.Contracts.Sitemaps;

/// <summary>What there is to be found on the site, for search engines; up to a second old, without what is deleted. A stateless worker.</summary>
[Alias("skiller.sitemap"), GrainInterfaceType("skiller.sitemap")]
public interface ISitemapGrain : IGrainWithStringKey
{
    /// <summary>Which ranges of numbers hold something: part 0 is 1 to <paramref name="size"/>, part 1 goes on from there. Costs one probe a part.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="size">How many numbers a part has, 1 to 50,000.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Parts")]
    Task<SitemapParts> Parts(SitemapKind kind, int size, CancellationToken ct);

    /// <summary>What has numbers in a range, in their order.</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>At most 1,000; there is more when there are as many.</returns>
    [Alias("Entries")]
    Task<ImmutableArray<SitemapEntry>> Entries(SitemapQuery query, CancellationToken ct);
}

/// <summary>What has pages of its own.</summary>
public enum SitemapKind
{
    /// <summary>Questions, by their ids.</summary>
    Question = 0,
    /// <summary>Skills, by numbers that nothing else knows.</summary>
    Skill = 1,
    /// <summary>Members, by their ids.</summary>
    Member = 2,
}

/// <summary>Ranges of numbers that hold something.</summary>
/// <param name="Numbers">Which, in their order.</param>
/// <param name="ChangedAt">When a question was last active or a member joined, whichever was later; null where neither was ever.</param>
[GenerateSerializer, Immutable, Alias("skiller.sitemap-parts")]
public sealed record SitemapParts([property: Id(0)] ImmutableArray<int> Numbers, [property: Id(1)] DateTimeOffset? ChangedAt);

/// <summary>Asks for what has numbers above one and up to another.</summary>
/// <param name="Kind">What.</param>
/// <param name="After">The number before the first.</param>
/// <param name="UpTo">The last number.</param>
[GenerateSerializer, Immutable, Alias("skiller.sitemap-query")]
public sealed record SitemapQuery([property: Id(0)] SitemapKind Kind, [property: Id(1)] long After, [property: Id(2)] long UpTo);

/// <summary>Something with a page of its own.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">A question's title, a skill's slug, a member's handle.</param>
/// <param name="ChangedAt">When a question was last active or a member joined; null for a skill, of which nobody knows.</param>
[GenerateSerializer, Immutable, Alias("skiller.sitemap-entry")]
public sealed record SitemapEntry([property: Id(0)] long Number, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset? ChangedAt);
