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

    // The first of the names that has a value, over all that it is told with.
    private static double Sum(string text, params string[] names)
    {
        foreach (var name in names)
        {
            var sum = 0.0;
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ')
                {
                    sum += Value(line[Math.Max(name.Length, line.LastIndexOf('}') + 1)..]);
                }
            }

            if (sum > 0)
            {
                return sum;
            }
        }

        return 0;
    }

    // What follows the name and its labels; a time may follow the value.
    private static double Value(ReadOnlySpan<char> rest)
    {
        var words = rest.Trim();
        var end = words.IndexOf(' ');
        return double.TryParse(end < 0 ? words : words[..end], CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
