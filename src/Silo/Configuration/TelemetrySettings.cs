namespace Skiller.Silo.Configuration;

/// <summary>What a process tells of itself, and to whom.</summary>
/// <param name="Endpoint">A collector that takes OTLP over HTTP, null: nothing is exported.</param>
/// <param name="TraceShare">Which share of the requests is traced, from 0 to 1.</param>
internal sealed record TelemetrySettings(Uri? Endpoint, double TraceShare)
{
    /// <summary>Whether anything is traced.</summary>
    public bool Traces => Endpoint is not null && TraceShare > 0;
}
