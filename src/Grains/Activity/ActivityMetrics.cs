using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Activity;

/// <summary>What the log's grains measure of themselves, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class ActivityMetrics
{
    public const string FoldedName = "skiller.projection.folded";
    public const string LagName = "skiller.projection.lag";

    private const string Projection = "projection";

    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly TimeSpan _liveWithin = TimeSpan.FromHours(1);

    private static readonly Counter<long> _folded = _meter.CreateCounter<long>(FoldedName, "{fact}", "Facts folded by projections.");

    private static readonly Histogram<double> _lag = _meter.CreateHistogram(
        LagName,
        "s",
        "Time from the decision of a fact to its fold, for facts that happen now (imports bring old times).",
        null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly Counter<long> _failed = _meter.CreateCounter<long>("skiller.projection.failures", "{attempt}", "Attempts to fold or write that failed.");

    private static readonly Histogram<int> _snapshots = _meter.CreateHistogram(
        "skiller.snapshot.size", "By", "Sizes of the snapshots that were kept.", null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576] });

    private static readonly Counter<long> _lostSnapshots = _meter.CreateCounter<long>(
        "skiller.snapshot.failures", "{attempt}", "Snapshots that could not be read or kept; the log serves instead.");

    private static readonly Counter<long> _conflicts = _meter.CreateCounter<long>(
        "skiller.log.conflicts", "{append}", "Appends that lost a race for their stream and were decided again.");

    private static readonly Counter<long> _unknown = _meter.CreateCounter<long>(
        "skiller.log.unknown_outcomes", "{append}", "Appends of which nobody knew whether they were made until the stream was read again.");

    private static readonly Counter<long> _replays = _meter.CreateCounter<long>(
        "skiller.log.replays", "{command}", "Commands that were recognised as repetitions and answered as the first time.");

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        _conflicts.Add(0);
        _unknown.Add(0);
        _replays.Add(0);
        _lostSnapshots.Add(0);
        foreach (var projection in ActivityRouting.Projections)
        {
            var tag = new KeyValuePair<string, object?>(Projection, projection);
            _folded.Add(0, tag);
            _failed.Add(0, tag);
        }
    }

    /// <summary>Counts facts that one projection folded at a time.</summary>
    public static void Folded(string projection, IReadOnlyList<TargetedActivity> activities, DateTimeOffset now)
    {
        var tag = new KeyValuePair<string, object?>(Projection, projection);
        _folded.Add(activities.Count, tag);
        foreach (var activity in activities)
        {
            var lag = now - activity.Activity.At;
            if (lag >= TimeSpan.Zero && lag < _liveWithin)
            {
                _lag.Record(lag.TotalSeconds, tag);
            }
        }
    }

    /// <summary>Counts a failed attempt.</summary>
    public static void Failed(string projection) => _failed.Add(1, new KeyValuePair<string, object?>(Projection, projection));

    /// <summary>Counts a snapshot that was kept.</summary>
    public static void SnapshotKept(string name, int bytes) => _snapshots.Record(bytes, new KeyValuePair<string, object?>("snapshot", name));

    /// <summary>Counts a snapshot that could not be read or kept.</summary>
    public static void SnapshotFailed() => _lostSnapshots.Add(1);

    /// <summary>Counts an append that lost a race.</summary>
    public static void Conflicted() => _conflicts.Add(1);

    /// <summary>Counts an append whose outcome is not known yet.</summary>
    public static void LeftUnknown() => _unknown.Add(1);

    /// <summary>Counts a repetition.</summary>
    public static void Replayed() => _replays.Add(1);
}
