using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity;

/// <summary>
/// Has aggregates and projections read on that another activation has gone past. Orleans' directory is consistent in the end only: when silos come
/// and go two activations may live for a while, and the one that neither decided nor was delivered to may be the one that is found afterwards. Its
/// next append or fact would show it what it missed; whoever only reads would be shown the older state for as long as it lives.
/// </summary>
internal sealed partial class StaleSweep(
    AggregateServices aggregates, ProjectionServices projections, IClusterMembershipService membership, ILogHeads heads, ILogger<StaleSweep> logger) : BackgroundService
{
    // So many looks into an index take some milliseconds.
    private const int NamesAQuery = 512;

    // As often as consumers are looked after that have not written (UnwrittenSweep).
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(20);

    // For two minutes after silos came or went, when it is needed; and seldom otherwise, in case it is needed all the same.
    private const int LooksAfterChange = 6;
    private const int PeriodsAtRest = 15;

    /// <summary>Looks once, and tells those that are behind.</summary>
    /// <param name="active">Of whom.</param>
    /// <param name="headsOf">How far the log is with them.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many were told.</returns>
    public static async Task<int> Look(
        ActiveFolds active, Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, long>>> headsOf, CancellationToken ct)
    {
        var behind = 0;
        foreach (var some in active.All.Chunk(NamesAQuery))
        {
            var found = await headsOf([.. some.Select(static fold => fold.Of)], ct);
            foreach (var fold in some)
            {
                if (found.TryGetValue(fold.Of, out var head) && fold.UpTo < head)
                {
                    fold.Learn(head);
                    behind++;
                }
            }
        }

        return behind;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, aggregates.Clock);
        var (seen, looks, rested) = (membership.CurrentSnapshot.Version, LooksAfterChange, 0);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = membership.CurrentSnapshot.Version;
                (seen, looks) = (now, now == seen ? looks : LooksAfterChange);
                rested++;
                if ((looks > 0 || rested >= PeriodsAtRest) && await LookAtAll(stoppingToken))
                {
                    (looks, rested) = (Math.Max(0, looks - 1), 0);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<bool> LookAtAll(CancellationToken ct)
    {
        try
        {
            await Look(aggregates.Active, heads.OfStreams, ct);
            await Look(projections.Active, heads.OfTargets, ct);
            return true;
        }
#pragma warning disable CA1031 // Whatever it is, it comes again; the silo goes on.
        catch (Exception fault) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogAway(logger, fault);
            return false;
        }
    }

    [LoggerMessage(1006, LogLevel.Warning, "The log could not be asked how far it is; trying again")]
    private static partial void LogAway(ILogger logger, Exception fault);
}
