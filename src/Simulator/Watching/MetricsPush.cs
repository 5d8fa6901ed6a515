using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Skiller.Simulator.Watching;

/// <summary>Sends the simulator's own metrics to a collector, every few seconds and once more at the end. A collector that is away costs the run nothing.</summary>
internal static class MetricsPush
{
    /// <summary>The service in what is told.</summary>
    public const string Service = "skiller-sim";

    private const int PushMilliseconds = 5_000;
    private const int PatienceMilliseconds = 3_000;

    /// <summary>Begins; disposing sends the last.</summary>
    public static MeterProvider Start(Uri collector) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(static resource => resource.Clear().AddService(Service))
        .AddMeter(RunMetrics.Name)
        .AddOtlpExporter((options, reader) =>
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/metrics");
            options.TimeoutMilliseconds = PatienceMilliseconds;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = PushMilliseconds;
        })
        .Build();
}
