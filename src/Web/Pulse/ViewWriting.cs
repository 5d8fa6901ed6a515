using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Web.Problems;

namespace Skiller.Web.Pulse;

/// <summary>
/// Writes what this front has counted, every few seconds and when it stops. What cannot be written is in the next figures, which are whole; a
/// crash loses what was counted since the last time.
/// </summary>
internal sealed partial class ViewWriting(PageViews views, IGrainFactory grains, TimeProvider clock, ILogger<ViewWriting> logger) : BackgroundService
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private CountedViews? _last;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_between, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Write();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The front stops; what is left is written then.
        }
    }

    private async Task Write()
    {
        try
        {
            foreach (var counted in views.Counted().Where(counted => counted.Views > 0 && counted != _last))
            {
                using var patience = new CancellationTokenSource(_patience, clock);
                await grains.Pulse().Count(counted, patience.Token).WaitAsync(patience.Token);
                views.Written(counted);
                _last = counted;
            }
        }
        catch (Exception fault) when (Faults.IsFault(fault) || fault is OperationCanceledException)
        {
            LogFailed(fault.GetType().Name);
        }
    }

    [LoggerMessage(5101, LogLevel.Information, "Page views could not be written ({Reason}); they are in the next figures")]
    private partial void LogFailed(string reason);
}
