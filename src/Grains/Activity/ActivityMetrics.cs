using System.Diagnostics.Metrics;

namespace Skiller.Grains.Activity;

/// <summary>What the log's grains measure of themselves; meter <c>Skiller</c>, shown at <c>/metrics</c>.</summary>
internal static class ActivityMetrics
{
    public const string MeterName = "Skiller";
    public const string FoldedName = "projection.folded";
    public const string LagName = "projection.lag";

    private static readonly Meter _meter = new(MeterName);
    private static readonly TimeSpan _liveWithin = TimeSpan.FromHours(1);

    private static readonly Counter<long> _folded = _meter.CreateCounter<long>(FoldedName, "{fact}", "Facts folded by projections.");

    private static readonly Histogram<double> _lag = _meter.CreateHistogram<double>(
        LagName, "s", "Seconds from the decision of a fact to its fold, for facts that happen now (imports bring old times).");

    private static readonly Counter<long> _failed = _meter.CreateCounter<long>("projection.failures", "{attempt}", "Attempts to fold or write that failed.");

    private static readonly Histogram<int> _snapshots = _meter.CreateHistogram<int>("snapshot.size", "By", "Bytes of the snapshots that were kept.");

    private static readonly Counter<long> _lostSnapshots = _meter.CreateCounter<long>(
        "snapshot.failures", "{attempt}", "Snapshots that could not be read or kept; the log serves instead.");

    /// <summary>Counts facts that one projection folded at a time.</summary>
    public static void Folded(string projection, IReadOnlyList<TargetedActivity> activities, DateTimeOffset now)
    {
        var tag = new KeyValuePair<string, object?>("projection", projection);
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
    public static void Failed(string projection) => _failed.Add(1, new KeyValuePair<string, object?>("projection", projection));

    /// <summary>Counts a snapshot that was kept.</summary>
    public static void SnapshotKept(string name, int bytes) => _snapshots.Record(bytes, new KeyValuePair<string, object?>("snapshot", name));

    /// <summary>Counts a snapshot that could not be read or kept.</summary>
    public static void SnapshotFailed(string name) => _lostSnapshots.Add(1, new KeyValuePair<string, object?>("snapshot", name));
}
