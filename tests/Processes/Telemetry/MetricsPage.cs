using System.Text.RegularExpressions;

namespace Skiller.Tests.Processes.Telemetry;

/// <summary>What a node shows at <c>/metrics</c>, and what docs/metrics.md says of it.</summary>
internal static partial class MetricsPage
{
    private static readonly HttpClient _http = new();
    private static readonly string[] _parts = ["_bucket", "_sum", "_count"];

    /// <summary>The families with their type, and their series with labels.</summary>
    public static async Task<IReadOnlyDictionary<string, Family>> Scrape(Node node, CancellationToken ct)
    {
        var families = new Dictionary<string, Family>(StringComparer.Ordinal);
        foreach (var line in (await _http.GetStringAsync(new Uri(node.Operations, "/metrics"), ct)).Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line.Split(' ');
                families[words[2]] = new Family(words[3], []);
            }
            else if (Series().Match(line) is { Success: true } series)
            {
                var name = series.Groups["name"].Value;
                var family = families.TryGetValue(name, out var whole) ? whole
                    : families[_parts.Where(part => name.EndsWith(part, StringComparison.Ordinal)).Select(part => name[..^part.Length]).First(families.ContainsKey)];
                family.Series.Add(Label().Matches(series.Groups["labels"].Value)
                    .ToDictionary(static label => label.Groups["name"].Value, static label => label.Groups["value"].Value, StringComparer.Ordinal));
            }
        }

        return families;
    }

    /// <summary>The rows of the tables whose first column is a name of a metric.</summary>
    public static IReadOnlyList<DescribedMetric> Described()
    {
        var lines = File.ReadAllLines(Path.Combine(Node.Root, "docs", "metrics.md"));
        return
        [
            .. lines.Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray())
                .Select(static cells => cells.Length == 7
                    ? new DescribedMetric(cells[0].Trim('`'), cells[1], Names(cells[3]), cells[4], IsAlwaysSeen: cells[5].Length == 0, cells[6])
                    : new DescribedMetric(cells[0].Trim('`'), cells[1], Names(cells[2]), cells[3], IsAlwaysSeen: false, cells[4])),
        ];
    }

    private static HashSet<string> Names(string cell) => [.. Quoted().Matches(cell).Select(static quoted => quoted.Groups[1].Value)];

    [GeneratedRegex("^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?<labels>.*)\\})? [-+0-9.eENaInf]+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Series();

    [GeneratedRegex("(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

/// <summary>All series of one name.</summary>
internal sealed record Family(string Type, List<Dictionary<string, string>> Series)
{
    /// <summary>The names of the labels, without that of a histogram's buckets.</summary>
    public HashSet<string> Labels => [.. Series.SelectMany(static labels => labels.Keys).Where(static name => name != "le")];

    /// <summary>Each combination of labels, as text.</summary>
    public HashSet<string> Combinations =>
        [.. Series.Select(static labels => string.Join(',', labels.Where(static label => label.Key != "le").OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}={label.Value}")))];
}

/// <summary>A row of docs/metrics.md.</summary>
internal sealed record DescribedMetric(string Name, string Type, HashSet<string> Labels, string Node, bool IsAlwaysSeen, string Meaning);
