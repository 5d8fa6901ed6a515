using Skiller.Contracts;
using Skiller.Contracts.Operations;

namespace Skiller.Silo.Operations;

/// <summary>
/// Asks the cluster, once a second, how the log is: one call that tells about both. Asked by every node, so that a node whose silo lives and
/// whose database is away, or takes nothing more, says exactly that.
/// </summary>
internal sealed partial class HealthProbe(IGrainFactory grains, NodeState state, bool ownsSilo, TimeProvider clock, ILogger<HealthProbe> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // The cluster answers within two seconds, whatever becomes of the database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // One that came late may be a pause of this very process; a cluster that is away is silent again.
    private const int SilencesThatTell = 2;

    private int _silences;
    private bool _hadCluster;

    /// <summary>Looks once.</summary>
    public async Task Look(CancellationToken ct)
    {
        var (hasCluster, log) = await Ask(ct);
        if (!ct.IsCancellationRequested && state.Saw(hasCluster, log, isSure: _silences >= SilencesThatTell))
        {
            LogSaw(logger, hasCluster, log.IsReadable, log.IsWritable);
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

    private async Task<(bool HasCluster, LogHealth Log)> Ask(CancellationToken ct)
    {
        try
        {
            var log = await grains.Commands().Health(ct).WaitAsync(Patience, clock, ct);
            (_silences, _hadCluster) = (0, true);
            return (true, log);
        }
        catch (TimeoutException)
        {
            _hadCluster &= ++_silences < SilencesThatTell;
            return (ownsSilo || _hadCluster, NodeState.NoLog);
        }
#pragma warning disable CA1031 // Whatever else comes, the cluster did not answer.
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, fault);
            _hadCluster = false;
            return (false, NodeState.NoLog);
        }
    }

    [LoggerMessage(8010, LogLevel.Information, "Health: the cluster answers {HasCluster}, the database answers {HasDatabase}, acts are recorded {AreRecorded}")]
    private static partial void LogSaw(ILogger logger, bool hasCluster, bool hasDatabase, bool areRecorded);

    [LoggerMessage(8011, LogLevel.Debug, "The cluster did not answer the health probe")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
