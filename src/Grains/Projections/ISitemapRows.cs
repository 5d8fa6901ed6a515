using System.Collections.Immutable;
using Skiller.Contracts.Sitemaps;

namespace Skiller.Grains.Projections;

/// <summary>What a sitemap lists, from the rows that lists are read from.</summary>
internal interface ISitemapRows
{
    /// <summary>The ranges of <paramref name="size"/> numbers in which something is shown.</summary>
    Task<SitemapParts> Parts(SitemapKind kind, int size, CancellationToken ct);

    /// <summary>What is shown and has a number of the range, in their order, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<SitemapEntry>> Entries(SitemapQuery query, int limit, CancellationToken ct);
}
