namespace Skiller.Tests.Faults.Harness;

/// <summary>When a fault began and when it was taken away again, and what was noticed meanwhile besides errors.</summary>
internal sealed class FaultMoment
{
    private readonly List<string> _notes = [];

    /// <summary>When it began.</summary>
    public DateTimeOffset Begun { get; private set; } = TimeProvider.System.GetUtcNow();

    /// <summary>When it was taken away, null: it takes care of itself.</summary>
    public DateTimeOffset? Healed { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    public void Begins() => Begun = TimeProvider.System.GetUtcNow();

    public void Heals() => Healed = TimeProvider.System.GetUtcNow();

    public void Note(string text) => _notes.Add(text);
}
