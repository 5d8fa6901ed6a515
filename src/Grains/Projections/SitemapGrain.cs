using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts.Sitemaps;

namespace Skiller.Grains.Projections;

/// <summary>Tells what the site has, part by part.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.sitemap")]
internal sealed class SitemapGrain(ISitemapRows rows) : Grain, ISitemapGrain
{
    private const int MostEntries = 1_000;
    private const int LargestPart = 50_000;

    public Task<SitemapParts> Parts(SitemapKind kind, int size, CancellationToken ct) => rows.Parts(kind, Math.Clamp(size, 1, LargestPart), ct);

    public Task<ImmutableArray<SitemapEntry>> Entries(SitemapQuery query, CancellationToken ct) => rows.Entries(query, MostEntries, ct);
}
