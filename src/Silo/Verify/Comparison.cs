namespace Skiller.Silo.Verify;

/// <summary>A difference.</summary>
/// <param name="Subject">The streams and targets that it follows from (<see cref="Subjects"/>), empty for none: while that moves, one looks again.</param>
/// <param name="Text">What an operator reads.</param>
internal sealed record Difference(string Subject, string Text);

/// <summary>What was held against what, and where it differs.</summary>
internal sealed class Comparison
{
    private readonly Lock _lock = new();

    /// <summary>How many of each kind were looked at.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The differences, by kind and key.</summary>
    public SortedDictionary<string, Difference> Differences { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be asked, by kind and key, and why.</summary>
    public SortedDictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Null: it must not be there, or is not.</summary>
    public void Check(string kind, string key, string subject, string? expected, string? found)
    {
        lock (_lock)
        {
            Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
            if (expected != found)
            {
                Differences[$"{kind} {key}"] = new Difference(
                    subject, $"{kind} {key}: expected {expected ?? "nothing"}, found {found ?? "nothing"}");
            }
        }
    }

    /// <summary>Who should have said it did not answer.</summary>
    public void Failed(string kind, string key, string reason)
    {
        lock (_lock)
        {
            Faults[$"{kind} {key}"] = $"{kind} {key} cannot be asked: {reason}";
        }
    }
}
