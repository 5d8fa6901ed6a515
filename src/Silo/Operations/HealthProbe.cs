using Skiller.Contracts;

namespace Skiller.Silo.Operations;

/// <summary>
/// Asks the cluster, once a second, something that it must ask the log: one call that tells about both. Written by every node, so that a node
/// whose silo lives and whose database is away says exactly that.
/// </summary>
internal sealed partial class HealthProbe(IGrainFactory grains, NodeState state, bool ownsSilo, TimeProvider clock, ILogger<HealthProbe> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A command that nobody sends: 64 zeros are no hash that anybody will meet.
    private static readonly CommandId Nobody = new(new string('0', 64), new string('0', 64));

    /// <summary>Looks once.</summary>
    public async Task Look(CancellationToken ct)
    {
        var (hasCluster, hasDatabase) = await Ask(ct);
        if (!ct.IsCancellationRequested && state.Saw(hasCluster, hasDatabase))
        {
            LogSaw(logger, hasCluster, hasDatabase);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<(bool HasCluster, bool HasDatabase)> Ask(CancellationToken ct)
    {
        try
        {
            await grains.Commands().IsKnown(Nobody, ct).WaitAsync(Patience, clock, ct);
            return (true, true);
        }
        catch (UnavailableException)
        {
            return (true, false);
        }
        catch (TimeoutException)
        {
            return (ownsSilo, false);
        }
#pragma warning disable CA1031 // Whatever else comes, the cluster did not answer.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(logger, fault);
            return (false, false);
        }
    }

    [LoggerMessage(8010, LogLevel.Information, "Health: the cluster answers {HasCluster}, the database answers {HasDatabase}")]
    private static partial void LogSaw(ILogger logger, bool hasCluster, bool hasDatabase);

    [LoggerMessage(8011, LogLevel.Debug, "The cluster did not answer the health probe")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
