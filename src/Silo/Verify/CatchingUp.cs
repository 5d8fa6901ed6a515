using System.Collections.Concurrent;
using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Verify;

/// <summary>Has every projection fold and write what the log holds for it: call after call, each of which does a bounded part.</summary>
internal sealed class CatchingUp(IGrainFactory grains, IDerivedState derived, IOperationReport report)
{
    private const int AtOnce = 32;
    private const int PageSize = 1_000;
    private const int Attempts = 5;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<string> _stuck = [];
    private long _through;

    /// <summary>How many got through.</summary>
    public long Done => Interlocked.Read(ref _through);

    /// <summary>Those that could not get through, with the reason; in the order of their targets.</summary>
    public ImmutableArray<string> Stuck => [.. _stuck.Order(StringComparer.Ordinal)];

    /// <summary>All projections.</summary>
    public async Task Run(CancellationToken ct)
    {
        await Each(ActivityRouting.ListsNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.SearchNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.MemberNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.InboxNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.FeedNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.MailNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await One(ActivityRouting.PulseTarget, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.WebhookNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
        await Each(ActivityRouting.AuditNamespace, static (projection, stop) => projection.CatchUp(stop), ct);
    }

    /// <summary>Each projection of a namespace: the first call, and then until it is through.</summary>
    public async Task Each(string ns, Func<IProjectionGrain, CancellationToken, Task<FoldProgress>> first, CancellationToken ct)
    {
        // The search folds the targets of the lists.
        var isSearch = ns == ActivityRouting.SearchNamespace;
        var source = isSearch ? ActivityRouting.ListsNamespace : ns;
        var (last, done) = ("", 0L);
        while (await derived.Targets(source, last, PageSize, ct) is { Count: > 0 } page)
        {
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (found, stop) =>
            {
                var target = isSearch ? ActivityRouting.SearchOf(found) : found;
                await One(target, first, stop);
                report.Progress($"folding {ns}", Interlocked.Increment(ref done), null);
            });
            last = page[^1];
        }
    }

    /// <summary>One projection: the first call, and then until it is through.</summary>
    public async Task One(string target, Func<IProjectionGrain, CancellationToken, Task<FoldProgress>> first, CancellationToken ct)
    {
        if (await Through(grains.Projection(target), first, ct) is { } reason)
        {
            _stuck.Add($"{target} cannot be folded: {reason}");
        }
        else
        {
            Interlocked.Increment(ref _through);
        }
    }

    // Null: it got through. What goes on is never given up, what stands still is after a few attempts.
    private static async Task<string?> Through(
        IProjectionGrain projection,
        Func<IProjectionGrain, CancellationToken, Task<FoldProgress>> call,
        CancellationToken ct)
    {
        var (reached, attempts) = (-1L, 0);
        while (true)
        {
            string? fault;
            try
            {
                var progress = await call(projection, ct);
                if (progress.IsThrough)
                {
                    return null;
                }

                (call, fault) = (static (again, stop) => again.CatchUp(stop), progress.Fault);
                (reached, attempts) = progress.Written > reached ? (progress.Written, 0) : (reached, attempts);
            }
            catch (Exception away) when (away is UnavailableException or OutcomeUnknownException or TimeoutException or OrleansException
                || (away is OperationCanceledException && !ct.IsCancellationRequested))
            {
                fault = away.Message;
            }

            if (++attempts >= Attempts)
            {
                return fault ?? $"it stays at position {reached}";
            }

            if (fault is not null)
            {
                await Task.Delay(_pause, TimeProvider.System, ct);
            }
        }
    }
}
