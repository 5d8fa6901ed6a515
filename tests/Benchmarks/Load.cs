using System.Collections.Concurrent;
using HdrHistogram;

namespace Skiller.Tests.Benchmarks;

/// <summary>What a load measured.</summary>
/// <param name="PerSecond">Completed calls a second.</param>
/// <param name="P50">Median of a call in milliseconds.</param>
/// <param name="P99">99th percentile of a call in milliseconds.</param>
internal sealed record Measured(double PerSecond, double P50, double P99);

/// <summary>Load of two kinds: so many callers, each with one call in flight; or so many calls a second, however long each takes.</summary>
internal static class Load
{
    /// <summary>
    /// Open loop: begins each call at its own time, whether or not the ones before are answered. A late one is begun at once and none is left out.
    /// </summary>
    /// <returns>How many were begun a second, and how late the latest was.</returns>
    public static async Task<(double PerSecond, TimeSpan Latest)> Pace(double perSecond, TimeSpan time, Func<long, Task> call)
    {
        var calls = new List<Task>();
        var latest = TimeSpan.Zero;
        var start = TimeProvider.System.GetTimestamp();
        for (var due = TimeSpan.Zero; due < time; due = TimeSpan.FromSeconds(calls.Count / perSecond))
        {
            if (due - TimeProvider.System.GetElapsedTime(start) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            var late = TimeProvider.System.GetElapsedTime(start) - due;
            latest = late > latest ? late : latest;
            calls.Add(call(calls.Count));
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        await Task.WhenAll(calls);
        return (calls.Count / seconds, latest);
    }

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
