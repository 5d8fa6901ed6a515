using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>The signal's fallback: looks now and then how far the log is, so that a lost notification costs a moment only.</summary>
internal sealed partial class CommitPoll(IActivityLog log, CommitSignal signal, TimeProvider clock, ILogger<CommitPoll> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

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

    private async Task Look(CancellationToken ct)
    {
        try
        {
            signal.Advance(await log.Head(ct));
        }
        catch (UnavailableException fault)
        {
            LogAway(logger, fault.Message);
        }
    }

    [LoggerMessage(6010, LogLevel.Debug, "The head of the log could not be read: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
