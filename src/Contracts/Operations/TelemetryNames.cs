namespace Skiller.Contracts.Operations;

/// <summary>Under which names a process measures and traces itself; permanent, since operators' collectors choose by them.</summary>
public static class TelemetryNames
{
    /// <summary>The meter of all instruments of ours, and their common prefix in small letters; docs/metrics.md lists them.</summary>
    public const string Meter = "Skiller";

    /// <summary>The source of all spans of ours.</summary>
    public const string Source = "Skiller";
}
