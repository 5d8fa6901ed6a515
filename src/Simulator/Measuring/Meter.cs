using System.Collections.Concurrent;
using HdrHistogram;

namespace Skiller.Simulator.Measuring;

/// <summary>One kind of request: how many came and how long they took, whole and since the last sample. Microseconds up to ten minutes, three digits.</summary>
internal sealed class KindMeter
{
    private const long Longest = 600_000_000;
    private const int Digits = 3;
    private readonly Lock _gate = new();

    // Two by turns: each is large enough for the heap of what lives long, and a new one a second would have that collected all the time.
    private LongHistogram _sampled = Fresh();
    private LongHistogram _told = Fresh();

    /// <summary>From when it was due to the end of the answer.</summary>
    public LongHistogram FromDue { get; } = Fresh();

    /// <summary>From when it was sent to the end of the answer.</summary>
    public LongHistogram Service { get; } = Fresh();

    public long Errors { get; private set; }

    public long Bytes { get; private set; }

    public static LongHistogram Fresh() => new(1, Longest, Digits);

    public void Add(TimeSpan fromDue, TimeSpan service, long bytes, bool isError)
    {
        lock (_gate)
        {
            var due = Math.Clamp((long)fromDue.TotalMicroseconds, 1, Longest);
            FromDue.RecordValue(due);
            _sampled.RecordValue(due);
            Service.RecordValue(Math.Clamp((long)service.TotalMicroseconds, 1, Longest));
            Bytes += bytes;
            Errors += isError ? 1 : 0;
        }
    }

    /// <summary>What came since this was asked last; it is good until it is asked the next time.</summary>
    public LongHistogram Sample()
    {
        lock (_gate)
        {
            (_sampled, _told) = (_told, _sampled);
            _sampled.Reset();
            return _told;
        }
    }

    /// <summary>Takes out all that was measured since this was asked last, for whoever adds several meters up.</summary>
    public KindPart Take(string kind)
    {
        lock (_gate)
        {
            var part = new KindPart(kind, Errors, Bytes, Pairs(FromDue), Pairs(Service));
            (Errors, Bytes) = (0, 0);
            FromDue.Reset();
            Service.Reset();
            _sampled.Reset();
            return part;
        }
    }

    /// <summary>Adds what another meter has measured: exactly, since both have the same buckets.</summary>
    public void Add(KindPart part)
    {
        lock (_gate)
        {
            Errors += part.Errors;
            Bytes += part.Bytes;
            for (var at = 0; at + 1 < part.Due.Count; at += 2)
            {
                FromDue.RecordValueWithCount(part.Due[at], part.Due[at + 1]);
                _sampled.RecordValueWithCount(part.Due[at], part.Due[at + 1]);
            }

            for (var at = 0; at + 1 < part.Service.Count; at += 2)
            {
                Service.RecordValueWithCount(part.Service[at], part.Service[at + 1]);
            }
        }
    }

    /// <summary>Adds what came from when it was due to a histogram.</summary>
    public void AddTo(LongHistogram sum)
    {
        lock (_gate)
        {
            sum.Add(FromDue);
        }
    }

    private static List<long> Pairs(LongHistogram histogram) => [.. histogram.RecordedValues().SelectMany(static bucket => (long[])[Math.Min(bucket.ValueIteratedTo, Longest), bucket.CountAtValueIteratedTo])];

    /// <summary>Everything, as it stands.</summary>
    public KindFigures Figures(string kind)
    {
        lock (_gate)
        {
            return new KindFigures(kind, FromDue.TotalCount, Errors, Bytes, Percentiles.Of(FromDue), Percentiles.Of(Service));
        }
    }
}

/// <summary>What one kind of request came to in a part of a run; histograms as values (microseconds) each followed by its count.</summary>
internal sealed record KindPart(string Kind, long Errors, long Bytes, IReadOnlyList<long> Due, IReadOnlyList<long> Service);

/// <summary>What one kind of request came to.</summary>
internal sealed record KindFigures(string Kind, long Count, long Errors, long Bytes, Percentiles FromDue, Percentiles Service);

/// <summary>Milliseconds; 0 when there is nothing.</summary>
internal sealed record Percentiles(double P50, double P90, double P99, double P999, double Max)
{
    public static Percentiles Of(HistogramBase histogram) => histogram.TotalCount == 0
        ? new Percentiles(0, 0, 0, 0, 0)
        : new Percentiles(At(histogram, 50), At(histogram, 90), At(histogram, 99), At(histogram, 99.9), At(histogram, 100));

    private static double At(HistogramBase histogram, double percentile) => Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 3);
}

/// <summary>All that a run measures of its requests, by kind.</summary>
internal sealed class Meter
{
    private readonly ConcurrentDictionary<string, KindMeter> _kinds = new(StringComparer.Ordinal);

    /// <summary>Who is told of each request too; null: nobody.</summary>
    public Action<string, TimeSpan, TimeSpan, bool>? Observer { get; set; }

    public void Add(string kind, TimeSpan fromDue, TimeSpan service, long bytes, bool isError)
    {
        _kinds.GetOrAdd(kind, static _ => new KindMeter()).Add(fromDue, service, bytes, isError);
        Observer?.Invoke(kind, fromDue, service, isError);
    }

    /// <summary>Some kinds together, from when they were due.</summary>
    public Percentiles FromDue(Func<string, bool> takes)
    {
        var sum = KindMeter.Fresh();
        foreach (var (_, meter) in _kinds.Where(kind => takes(kind.Key)))
        {
            meter.AddTo(sum);
        }

        return Percentiles.Of(sum);
    }

    /// <summary>Takes out all that was measured since this was asked last.</summary>
    public IReadOnlyList<KindPart> Take() => [.. _kinds.Select(static kind => kind.Value.Take(kind.Key))];

    /// <summary>Adds what another meter has measured.</summary>
    public void Add(IEnumerable<KindPart> parts)
    {
        foreach (var part in parts)
        {
            _kinds.GetOrAdd(part.Kind, static _ => new KindMeter()).Add(part);
        }
    }

    public IReadOnlyList<KindFigures> Figures() => [.. _kinds.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => kind.Value.Figures(kind.Key))];

    /// <summary>What came since this was asked last, of all kinds that a condition takes.</summary>
    public IReadOnlyList<(string Kind, LongHistogram Since)> Sample() => [.. _kinds.Select(static kind => (kind.Key, kind.Value.Sample()))];

    /// <summary>Writes a file a kind in HdrHistogram's percentile format (milliseconds), which its plotter reads.</summary>
    public void WriteHistograms(string folder)
    {
        foreach (var (kind, meter) in _kinds)
        {
            foreach (var (name, histogram) in new[] { ("due", meter.FromDue), ("service", meter.Service) })
            {
                using var writer = new StreamWriter(Path.Combine(folder, $"{kind}-{name}.hgrm"));
                histogram.OutputPercentileDistribution(writer, outputValueUnitScalingRatio: 1000);
            }
        }
    }
}
