using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Faults.Harness;

/// <summary>When a fault began and when it was taken away again, and what was noticed meanwhile besides errors.</summary>
/// <param name="history">Where users keep books.</param>
internal sealed class FaultMoment(History history)
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

    /// <summary>One of several faults that are judged together: notes how many errors users saw from its beginning to its end.</summary>
    public async Task Part(string what, Func<Task> fault)
    {
        var begun = TimeProvider.System.GetUtcNow();
        await fault();
        Note($"{what}: {history.Disturbances.Count(one => one.At >= begun)} errors");
    }
}
