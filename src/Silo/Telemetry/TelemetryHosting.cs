using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using Skiller.Contracts.Operations;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Telemetry;

/// <summary>
/// Composes what a process tells of itself: its metrics at <c>/metrics</c> of the operations address, and where a collector is named, by OTLP too. It
/// belongs to the first host that starts and the last that stops, so that nothing happens before it listens.
/// </summary>
internal static class TelemetryHosting
{
    private const string Service = "skiller";
    private const string Requests = "Microsoft.AspNetCore";
    private const int PushMilliseconds = 15_000;

    public static void AddTelemetry(this IServiceCollection services, Settings settings)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, settings));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeasured().AddPrometheusExporter(static options =>
            {
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
            });
            if (settings.Telemetry.Endpoint is { } endpoint)
            {
                metrics.AddOtlpExporter((options, reader) =>
                {
                    options.To(endpoint, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = PushMilliseconds;
                });
            }
        });
        if (settings.Telemetry is { Traces: true, Endpoint: { } traces, TraceShare: var share })
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(TelemetryNames.Source, Requests, ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.RuntimeActivitySourceName)
                .SetSampler(new RequestSampler(share))
                .AddOtlpExporter(options => options.To(traces, "v1/traces")));
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics");

    private static void Describe(ResourceBuilder resource, Settings settings) => resource
        .Clear()
        .AddService(Service, settings.ServiceId, typeof(TelemetryHosting).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: true);

    private static void To(this OtlpExporterOptions options, Uri collector, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
