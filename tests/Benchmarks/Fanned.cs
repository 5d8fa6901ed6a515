using System.Diagnostics.Metrics;
using HdrHistogram;

namespace Skiller.Tests.Benchmarks;

/// <summary>Listens to what projections say of themselves: facts folded, and how long after their decision.</summary>
internal sealed class Fanned : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly LongConcurrentHistogram _lag = new(1, TimeSpan.FromHours(1).Ticks, 3);
    private long _folded;

    public Fanned(string projection)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Skiller")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "skiller.projection.folded" && Is(tags, projection))
            {
                Interlocked.Add(ref _folded, value);
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "skiller.projection.lag" && Is(tags, projection))
            {
                _lag.RecordValue(Math.Max(1, TimeSpan.FromSeconds(value).Ticks));
            }
        });
        _listener.Start();
    }

    public long Folded => Interlocked.Read(ref _folded);

    public double P50 => Load.Milliseconds(_lag, 50);

    public double P99 => Load.Milliseconds(_lag, 99);

    public void Dispose() => _listener.Dispose();

    private static bool Is(ReadOnlySpan<KeyValuePair<string, object?>> tags, string projection)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "projection" && (string?)tag.Value == projection)
            {
                return true;
            }
        }

        return false;
    }
}
