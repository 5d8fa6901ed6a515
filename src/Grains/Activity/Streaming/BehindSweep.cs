using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>Rings consumers that have a dead letter, so that they try again without anybody asking for them.</summary>
internal sealed partial class BehindSweep(IDeadLetters letters, IGrainFactory grains, TimeProvider clock, ILogger<BehindSweep> logger)
    : BackgroundService
{
    private const int Most = 100;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var target in (await letters.List(Most, stoppingToken)).Select(letter => letter.Target).Distinct())
                {
                    await grains.Projection(target).CatchUp(stoppingToken);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(1102, LogLevel.Warning, "Consumers that are behind could not be rung; trying again later")]
    private partial void LogFailed(Exception fault);
}
