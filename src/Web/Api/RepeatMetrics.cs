using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Api;

/// <summary>How often this front asked the cluster again within a request, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class RepeatMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly Counter<long> _retries = _meter.CreateCounter<long>(
        "skiller.front.retries", "{call}", "Calls that were made again within a request since the cluster had lost them.");

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        _retries.Add(0, Tag(isAct: false));
        _retries.Add(0, Tag(isAct: true));
    }

    /// <summary>Counts one.</summary>
    /// <param name="isAct">Whether it changes something.</param>
    public static void Repeated(bool isAct) => _retries.Add(1, Tag(isAct));

    private static KeyValuePair<string, object?> Tag(bool isAct) => new("call", isAct ? "act" : "look");
}
