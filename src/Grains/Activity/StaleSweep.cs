using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>
/// Has aggregates and projections read on that another activation has gone past. Orleans' directory is consistent in the end only: when silos come
/// and go two activations may live for a while, and the one that neither decided nor was delivered to may be the one that is found afterwards. Its
/// next act or fact would show it what it missed; whoever only reads would be shown the older state for as long as it lives.
/// </summary>
internal sealed partial class StaleSweep(AggregateServices aggregates, ProjectionServices projections, ILogHeads heads, ILogger<StaleSweep> logger)
    : BackgroundService
{
    // A query of so many looks into the index takes milliseconds.
    private const int AtOnce = 512;

    // As often as consumers are looked after that have not written (BehindSweep).
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(20);

    /// <summary>Looks once, and tells those that are behind.</summary>
    /// <param name="active">Of whom.</param>
    /// <param name="headsOf">How far the log is with them.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many were told.</returns>
    public static async Task<int> Look(
        ActiveFolds active, Func<IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyDictionary<string, long>>> headsOf, CancellationToken ct)
    {
        var behind = 0;
        foreach (var some in active.All.Chunk(AtOnce))
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
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAtAll(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task LookAtAll(CancellationToken ct)
    {
        try
        {
            await Look(aggregates.Active, heads.OfStreams, ct);
            await Look(projections.Active, heads.OfTargets, ct);
        }
        catch (UnavailableException away)
        {
            LogAway(logger, away.Message);
        }
    }

    [LoggerMessage(1006, LogLevel.Debug, "The log could not be asked how far it is: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
