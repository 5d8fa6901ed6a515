using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity.Streaming;

/// <summary>Rings consumers that have a dead letter, so that they try again without anybody asking for them.</summary>
internal sealed partial class BehindSweep(IDeadLetters letters, IGrainFactory grains, TimeProvider clock, ILogger<BehindSweep> logger)
    : BackgroundService
{
    private const int Most = 100;
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(30);

    /// <summary>Rings each once, and takes away the letters of what is folded now: also of a fact that only came too late.</summary>
    public static async Task Ring(IDeadLetters letters, IGrainFactory grains, CancellationToken ct)
    {
        foreach (var target in (await letters.List(Most, ct)).Select(letter => letter.Target).Distinct())
        {
            await letters.Resolve(target, await grains.Projection(target).CatchUp(ct), ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Ring(letters, grains, stoppingToken);
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
