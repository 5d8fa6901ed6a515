using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>Has every projection fold and write what the log holds for it.</summary>
internal sealed class CatchingUp(IGrainFactory grains, IDerivedState derived, IOperationReport report)
{
    private const int AtOnce = 32;
    private const int PageSize = 1_000;

    /// <summary>All projections.</summary>
    public async Task Run(CancellationToken ct)
    {
        await Each(ActivityRouting.ListsNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.MemberNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
    }

    /// <summary>One call to each projection of a namespace.</summary>
    public async Task Each(string ns, Func<IProjectionGrain, CancellationToken, Task<long>> call, CancellationToken ct)
    {
        var (last, done) = ("", 0L);
        while (await derived.Targets(ns, last, PageSize, ct) is { Count: > 0 } page)
        {
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (target, stop) =>
            {
                await call(grains.Projection(target), stop);
                report.Progress($"folding {ns}", Interlocked.Increment(ref done), null);
            });
            last = page[^1];
        }
    }
}
