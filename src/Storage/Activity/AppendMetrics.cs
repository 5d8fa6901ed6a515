using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Storage.Activity;

/// <summary>What the writer measures of itself, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class AppendMetrics
{
    private static readonly Meter Meter = new(TelemetryNames.Meter);

    private static readonly InstrumentAdvice<double> Times = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };

    private static readonly Counter<long> Appended = Meter.CreateCounter<long>("skiller.log.appended", "{fact}", "Facts that were committed.");

    private static readonly Histogram<int> Batches = Meter.CreateHistogram(
        "skiller.log.batch", "{request}", "Requests that shared a commit.", null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });

    private static readonly Histogram<double> Commits = Meter.CreateHistogram("skiller.log.commit", "s", "Time that a commit took.", null, Times);

    private static readonly Histogram<double> Waits = Meter.CreateHistogram("skiller.log.wait", "s", "Time that a request waited for its commit to begin.", null, Times);

    private static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        "skiller.log.failures", "{request}", "Requests that the log could not take: it was away, refused them, or left their outcome unknown.");

    private static readonly UpDownCounter<long> Queue = Meter.CreateUpDownCounter<long>("skiller.log.queue", "{request}", "Requests that wait for a commit to begin.");

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        Appended.Add(0);
        Failed.Add(0);
        Queue.Add(0);
    }

    /// <summary>A request waits from now on.</summary>
    public static void Queued() => Queue.Add(1);

    /// <summary>Requests wait no more, because they are being committed or because they will not be.</summary>
    public static void Unqueued(int requests) => Queue.Add(-requests);

    /// <summary>Tells how long a request waited.</summary>
    public static void Waited(TimeSpan time) => Waits.Record(time.TotalSeconds);

    /// <summary>Counts requests that were not committed, or perhaps not.</summary>
    public static void Lost(int requests) => Failed.Add(requests);

    /// <summary>Counts a commit.</summary>
    public static void Committed(int requests, long facts, TimeSpan took)
    {
        Appended.Add(facts);
        Batches.Record(requests);
        Commits.Record(took.TotalSeconds);
    }
}
