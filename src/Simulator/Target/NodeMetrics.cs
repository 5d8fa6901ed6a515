using System.Globalization;

namespace Skiller.Simulator.Target;

/// <summary>What nodes say of themselves on their operations addresses, summed up.</summary>
internal sealed record NodeFigures(double CpuSeconds, double Bytes);

/// <summary>Reads the metrics (Prometheus text) of nodes whose operations addresses are known. A node that says nothing is left out.</summary>
internal sealed class NodeMetrics(IReadOnlyList<Uri> operations) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };

    public void Dispose() => _http.Dispose();

    /// <summary>Processor seconds and working set of all of them; null when none answers.</summary>
    public async Task<NodeFigures?> Read(CancellationToken ct)
    {
        NodeFigures? sum = null;
        foreach (var node in operations)
        {
            try
            {
                var text = await _http.GetStringAsync(new Uri(node, "/metrics"), ct);
                sum = new NodeFigures(
                    (sum?.CpuSeconds ?? 0) + Sum(text, "dotnet_process_cpu_time_seconds_total", "process_cpu_time_seconds_total"),
                    (sum?.Bytes ?? 0) + Sum(text, "dotnet_process_memory_working_set_bytes", "process_memory_usage_bytes"));
            }
            catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // A node that is down has nothing to say.
            }
        }

        return sum;
    }

    private static double Sum(string text, params string[] names) => names
        .Select(name => text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
            .Sum(static line => double.TryParse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture, out var value) ? value : 0))
        .FirstOrDefault(static value => value > 0);
}
