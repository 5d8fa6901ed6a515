using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;

namespace Skiller.Grains.Activity;

/// <summary>
/// Has aggregates read on that another activation has gone past. Orleans' directory is consistent in the end only: when silos come and go two
/// activations may live for a while, and the one that did not decide may be the one that is found afterwards. Its next act would meet the newer
/// version; whoever only reads would be shown the older one for as long as it lives.
/// </summary>
internal sealed partial class StaleSweep(AggregateServices services, IStreamHeads heads, ILogger<StaleSweep> logger) : BackgroundService
{
    // A query of so many looks into the index takes milliseconds.
    private const int AtOnce = 512;

    // As often as consumers are looked after (BehindSweep).
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(20);

    /// <summary>Looks once, and tells those that are behind.</summary>
    /// <returns>How many are.</returns>
    public static async Task<int> Look(ActiveAggregates active, IStreamHeads heads, CancellationToken ct)
    {
        var behind = 0;
        foreach (var some in active.All.Chunk(AtOnce))
        {
            // Before the look at the log: what is decided meanwhile only makes the versions higher.
            var found = await heads.Of([.. some.Select(static aggregate => aggregate.Stream)], ct);
            foreach (var aggregate in some)
            {
                if (found.TryGetValue(aggregate.Stream, out var version) && aggregate.Version < version)
                {
                    aggregate.Learn(version);
                    behind++;
                }
            }
        }

        return behind;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, services.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookOrWait(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task LookOrWait(CancellationToken ct)
    {
        try
        {
            await Look(services.Active, heads, ct);
        }
        catch (UnavailableException away)
        {
            LogAway(logger, away.Message);
        }
    }

    [LoggerMessage(1006, LogLevel.Debug, "The log could not be asked how far its streams are: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
