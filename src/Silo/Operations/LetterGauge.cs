using System.Diagnostics.Metrics;
using Skiller.Contracts;
using Skiller.Grains.Activity;

namespace Skiller.Silo.Operations;

/// <summary>Shows at <c>/metrics</c> how many facts consumers stand before, and how many consumers that are.</summary>
internal sealed class LetterGauge : BackgroundService
{
    private const int Most = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly Meter Meter = new(ActivityMetrics.MeterName);

    private readonly IDeadLetters _letters;
    private readonly TimeProvider _clock;
    private long _open;
    private long _behind;

    public LetterGauge(IDeadLetters letters, TimeProvider clock)
    {
        (_letters, _clock) = (letters, clock);
        Meter.CreateObservableGauge("projection.letters", () => Volatile.Read(ref _open), "{fact}", "Dead letters that are open.");
        Meter.CreateObservableGauge("projection.behind", () => Volatile.Read(ref _behind), "{consumer}", "Consumers that stand before a dead letter.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
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
            var letters = await _letters.List(Most, ct);
            Volatile.Write(ref _open, letters.Count);
            Volatile.Write(ref _behind, letters.Select(static letter => letter.Target).Distinct().LongCount());
        }
        catch (UnavailableException)
        {
            // The last figure stands until the database is back.
        }
    }
}
