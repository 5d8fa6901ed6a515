using System.Collections.Concurrent;
using HdrHistogram;

namespace Skiller.Tests.Benchmarks;

/// <summary>What a load measured.</summary>
/// <param name="PerSecond">Completed calls a second.</param>
/// <param name="P50">Median of a call in milliseconds.</param>
/// <param name="P99">99th percentile of a call in milliseconds.</param>
internal sealed record Measured(double PerSecond, double P50, double P99);

/// <summary>Closed-loop load: so many callers, each with one call in flight.</summary>
internal static class Load
{
    /// <summary>Runs <paramref name="call"/> from <paramref name="callers"/> callers for a time, after a warm-up of a fifth of it.</summary>
    public static async Task<Measured> Run(int callers, TimeSpan time, Func<int, long, Task> call)
    {
        await Drive(callers, time / 5, call, null);
        var histograms = new ConcurrentBag<LongHistogram>();
        var start = TimeProvider.System.GetTimestamp();
        var calls = await Drive(callers, time, call, histograms);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        var all = new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3);
        foreach (var histogram in histograms)
        {
            all.Add(histogram);
        }

        return new Measured(calls / seconds, Milliseconds(all, 50), Milliseconds(all, 99));
    }

    public static double Milliseconds(HistogramBase histogram, double percentile) =>
        histogram.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;

    private static async Task<long> Drive(int callers, TimeSpan time, Func<int, long, Task> call, ConcurrentBag<LongHistogram>? histograms)
    {
        using var over = new CancellationTokenSource(time);
        var running = Enumerable.Range(0, callers).Select(async caller =>
        {
            await Task.Yield();
            var histogram = new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3);
            var n = 0L;
            for (; !over.IsCancellationRequested; n++)
            {
                var start = TimeProvider.System.GetTimestamp();
                await call(caller, n);
                histogram.RecordValue(Math.Max(1, TimeProvider.System.GetElapsedTime(start).Ticks));
            }

            histograms?.Add(histogram);
            return n;
        });
        return (await Task.WhenAll(running)).Sum();
    }
}
