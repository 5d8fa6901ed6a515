namespace Skiller.Silo.Verify;

/// <summary>What was held against what, and where it differs.</summary>
internal sealed class Comparison
{
    private readonly Lock _lock = new();

    /// <summary>How many of each kind were looked at.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>One line for each difference, by kind and key.</summary>
    public SortedDictionary<string, string> Differences { get; } = new(StringComparer.Ordinal);

    /// <summary>Null: it must not be there, or is not.</summary>
    public void Check(string kind, string key, string? expected, string? found)
    {
        lock (_lock)
        {
            Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
            if (expected != found)
            {
                Differences[$"{kind} {key}"] = $"{kind} {key}: expected {expected ?? "nothing"}, found {found ?? "nothing"}";
            }
        }
    }
}
