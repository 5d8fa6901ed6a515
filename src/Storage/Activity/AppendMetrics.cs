using System.Diagnostics.Metrics;
using Skiller.Grains.Activity;

namespace Skiller.Storage.Activity;

/// <summary>What the writer measures of itself; meter <c>Skiller</c>, shown at <c>/metrics</c>.</summary>
internal static class AppendMetrics
{
    private static readonly Meter Meter = new(ActivityMetrics.MeterName);

    private static readonly Counter<long> Appended = Meter.CreateCounter<long>("log.appended", "{fact}", "Facts that were committed.");

    private static readonly Histogram<int> Batches = Meter.CreateHistogram<int>("log.batch", "{request}", "Requests that shared a commit.");

    private static readonly Histogram<double> Commits = Meter.CreateHistogram<double>("log.commit", "s", "Seconds that a commit took.");

    /// <summary>Counts a commit.</summary>
    public static void Committed(int requests, long facts, TimeSpan took)
    {
        Appended.Add(facts);
        Batches.Record(requests);
        Commits.Record(took.TotalSeconds);
    }
}
