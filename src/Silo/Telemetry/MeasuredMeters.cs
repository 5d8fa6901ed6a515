using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Silo.Telemetry;

/// <summary>
/// Which instruments of the process are measured, and with which labels. Not those of the framework that are measured many times a page, for each of
/// its components and each piece of memory, and cost more than much of what they measure; nor those that name whom a webhook leads to. How long
/// pages take is told by the server's own instruments.
/// </summary>
internal static class MeasuredMeters
{
    /// <summary>A series a combination of labels: more of one instrument are counted together as <c>otel_metric_overflow</c>.</summary>
    private const int MostSeries = 1_000;

    private static readonly ImmutableArray<string> _names =
        [TelemetryNames.Meter, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    // Labels that grow with every silo that ever was (Orleans), or repeat what is known.
    private static readonly ImmutableArray<string> _bySilo = ["orleans-messaging-sent-messages-size", "orleans-messaging-received-messages-size"];

    public static MeterProviderBuilder AddMeasured(this MeterProviderBuilder metrics) => metrics
        .AddMeter([.. _names])
        .AddView(Shape);

    private static MetricStreamConfiguration? Shape(Instrument instrument) =>
        _bySilo.Contains(instrument.Name) ? new MetricStreamConfiguration { TagKeys = ["ConnectionDirection", "MessageDirection"], CardinalityLimit = MostSeries }
        : instrument.Name.StartsWith("orleans-messaging-pings", StringComparison.Ordinal) ? new MetricStreamConfiguration { TagKeys = [], CardinalityLimit = MostSeries }
        : instrument is Histogram<double> or Histogram<int> or Histogram<long> ? null
        : new MetricStreamConfiguration { CardinalityLimit = MostSeries };
}
