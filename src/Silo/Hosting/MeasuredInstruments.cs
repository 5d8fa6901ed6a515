using System.Diagnostics.Metrics;
using Prometheus;

namespace Skiller.Silo.Hosting;

/// <summary>
/// Which instruments of the process <c>/metrics</c> shows: all but those of the framework that are measured many times a page, for each of its
/// components and each piece of memory, and cost more than much of what they measure. How long pages take is told by the server's own instruments.
/// </summary>
internal static class MeasuredInstruments
{
    private static readonly string[] _left = ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.MemoryPool"];
    private static readonly Lazy<bool> _chosen = new(static () =>
    {
        Metrics.ConfigureMeterAdapter(static adapter => adapter.InstrumentFilterPredicate = IsShown);
        return true;
    });

    /// <summary>Chooses them, once a process; before the first reading, with which listening begins.</summary>
    public static void Choose() => _ = _chosen.Value;

    private static bool IsShown(Instrument instrument) => !_left.Any(left => instrument.Meter.Name.StartsWith(left, StringComparison.Ordinal));
}
