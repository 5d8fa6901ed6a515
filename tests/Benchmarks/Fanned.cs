using System.Diagnostics.Metrics;
using HdrHistogram;
using Skiller.Contracts.Operations;
using Skiller.Grains.Activity;

namespace Skiller.Tests.Benchmarks;

/// <summary>Listens to what projections say of themselves: facts folded, and how long after their decision.</summary>
internal sealed class Fanned : IDisposable
{
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(2);

    private readonly MeterListener _listener = new();
    private readonly LongConcurrentHistogram _lag = new(1, TimeSpan.FromHours(1).Ticks, 3);
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private long _folded;
    private long _last;

    /// <summary>Listens from now on to those projections.</summary>
    public Fanned(params string[] projections)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == ActivityMetrics.FoldedName && IsOne(tags, projections))
            {
                Interlocked.Add(ref _folded, value);
                Volatile.Write(ref _last, TimeProvider.System.GetTimestamp());
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Name == ActivityMetrics.LagName && IsOne(tags, projections))
            {
                _lag.RecordValue(Math.Max(1, TimeSpan.FromSeconds(value).Ticks));
            }
        });
        _listener.Start();
    }

    /// <summary>Facts folded.</summary>
    /// <exception cref="InvalidOperationException">None was: whatever would be told is no measurement.</exception>
    public long Folded => Interlocked.Read(ref _folded) is > 0 and var folded
        ? folded
        : throw new InvalidOperationException($"Nothing was folded: do projections still tell {ActivityMetrics.FoldedName}?");

    /// <summary>From the beginning to the last fold: waiting for silence is not in it.</summary>
    public TimeSpan Took => TimeProvider.System.GetElapsedTime(_begun, Volatile.Read(ref _last));

    public double PerSecond => Folded / Took.TotalSeconds;

    public double P50 => Lag(50);

    public double P99 => Lag(99);

    /// <summary>Waits until nothing is folded any more.</summary>
    public async Task Quiet()
    {
        for (var last = -1L; last != Interlocked.Read(ref _folded);)
        {
            last = Interlocked.Read(ref _folded);
            await Task.Delay(_quiet);
        }
    }

    public void Dispose() => _listener.Dispose();

    private double Lag(double percentile) => _lag.TotalCount > 0
        ? Load.Milliseconds(_lag, percentile)
        : throw new InvalidOperationException($"No lag was told: do projections still tell {ActivityMetrics.LagName}?");

    private static bool IsOne(ReadOnlySpan<KeyValuePair<string, object?>> tags, string[] projections)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "projection" && tag.Value is string name && projections.Contains(name, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
