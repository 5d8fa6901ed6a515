using System.Collections.Concurrent;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Growing;

/// <summary>How a run stands, counted as it happens.</summary>
internal sealed class RunTally
{
    private readonly ConcurrentDictionary<(string Kind, Outcome Outcome), long> _acts = new();
    private long _loads;
    private long _loadErrors;
    private long _events;

    /// <summary>The simulated moment that is reached.</summary>
    public TimeSpan Reached { get; set; }

    /// <summary>Where a run that was stopped goes on; nothing: at the beginning.</summary>
    public TimeSpan ResumedFrom { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool WasStopped { get; set; }

    public long Loads => Interlocked.Read(ref _loads);

    public long LoadErrors => Interlocked.Read(ref _loadErrors);

    /// <summary>Live events that listeners heard.</summary>
    public long Events => Interlocked.Read(ref _events);

    public long Members => Of("join", Outcome.Acknowledged);

    public long Acknowledged => Sum(Outcome.Acknowledged);

    public long Refused => Sum(Outcome.Refused);

    public long Unknown => Sum(Outcome.Unknown);

    public long Skipped => Sum(Outcome.Skipped);

    public void Count(JournalLine line) => _acts.AddOrUpdate((line.Kind, line.Outcome), 1, static (_, count) => count + 1);

    public void Loaded(bool isError)
    {
        Interlocked.Increment(ref _loads);
        if (isError)
        {
            Interlocked.Increment(ref _loadErrors);
        }
    }

    public void Heard() => Interlocked.Increment(ref _events);

    public long Of(string kind, Outcome outcome) => _acts.GetValueOrDefault((kind, outcome));

    private long Sum(Outcome outcome) => _acts.Where(count => count.Key.Outcome == outcome).Sum(static count => count.Value);
}
