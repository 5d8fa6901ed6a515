using System.Collections.Concurrent;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Growing;

/// <summary>How a run stands, counted as it happens.</summary>
internal sealed class RunTally
{
    private readonly ConcurrentDictionary<(string Kind, Outcome Outcome), long> _acts = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private long _leftOut;
    private long _loads;
    private long _loadErrors;
    private long _actErrors;
    private long _late;
    private long _dropped;
    private long _warmUp;
    private long _underWay;
    private long _events;
    private string? _broke;

    /// <summary>The simulated moment that is reached.</summary>
    public TimeSpan Reached { get; set; }

    /// <summary>Where a run that was stopped goes on; nothing: at the beginning.</summary>
    public TimeSpan ResumedFrom { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool WasStopped { get; set; }

    /// <summary>What ended it before its end although nobody wanted that, so that what was counted is a part; null: nothing.</summary>
    public string? Broke => Volatile.Read(ref _broke);

    public long Loads => Interlocked.Read(ref _loads);

    public long LoadErrors => Interlocked.Read(ref _loadErrors);

    /// <summary>Acts of a load that were not done by the first request for them.</summary>
    public long ActErrors => Interlocked.Read(ref _actErrors);

    /// <summary>Arrivals of a load that were sent more than 10 ms after they were due.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Arrivals of a load that were not sent, since too many were under way.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Requests of the warm-up, which nothing else counts.</summary>
    public long WarmUp => Interlocked.Read(ref _warmUp);

    /// <summary>Arrivals of a load that are not done yet.</summary>
    public long UnderWay => Interlocked.Read(ref _underWay);

    /// <summary>Page loads that were planned and not sent, since the target or the generator did not keep up.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Live events that listeners heard.</summary>
    public long Events => Interlocked.Read(ref _events);

    public long Members => Of("join", Outcome.Acknowledged);

    public long Acknowledged => Sum(Outcome.Acknowledged);

    public long Refused => Sum(Outcome.Refused);

    public long Unknown => Sum(Outcome.Unknown);

    public long Skipped => Sum(Outcome.Skipped);

    public void Count(JournalLine line) => Count(line.Kind, line.Outcome);

    public void Count(string kind, Outcome outcome) => _acts.AddOrUpdate((kind, outcome), 1, static (_, count) => count + 1);

    public void Loaded(bool isError)
    {
        Interlocked.Increment(ref _loads);
        if (isError)
        {
            Interlocked.Increment(ref _loadErrors);
        }
    }

    /// <summary>Counts an act of a load and whether it was done at the first time.</summary>
    public void Acted(JournalLine line, bool isError)
    {
        Count(line);
        Interlocked.Add(ref _actErrors, isError ? 1 : 0);
    }

    public void WasLate() => Interlocked.Increment(ref _late);

    public void WasDropped() => Interlocked.Increment(ref _dropped);

    public void WarmedUp() => Interlocked.Increment(ref _warmUp);

    public void Begins() => Interlocked.Increment(ref _underWay);

    public void Ends() => Interlocked.Decrement(ref _underWay);

    /// <summary>Takes out what was counted since this was asked last, for whoever adds several tallies up. What is under way stays.</summary>
    public TallyPart Take(long underWayBefore)
    {
        var acts = new List<ActCount>();
        foreach (var key in _acts.Keys)
        {
            if (_acts.TryRemove(key, out var count))
            {
                acts.Add(new ActCount(key.Kind, key.Outcome, count));
            }
        }

        return new TallyPart(
            Interlocked.Exchange(ref _loads, 0),
            Interlocked.Exchange(ref _loadErrors, 0),
            Interlocked.Exchange(ref _actErrors, 0),
            Interlocked.Exchange(ref _late, 0),
            Interlocked.Exchange(ref _dropped, 0),
            Interlocked.Exchange(ref _warmUp, 0),
            UnderWay - underWayBefore,
            acts);
    }

    /// <summary>Adds what another tally has counted.</summary>
    public void Add(TallyPart part)
    {
        Interlocked.Add(ref _loads, part.Loads);
        Interlocked.Add(ref _loadErrors, part.LoadErrors);
        Interlocked.Add(ref _actErrors, part.ActErrors);
        Interlocked.Add(ref _late, part.Late);
        Interlocked.Add(ref _dropped, part.Dropped);
        Interlocked.Add(ref _warmUp, part.WarmUp);
        Interlocked.Add(ref _underWay, part.UnderWay);
        foreach (var act in part.Acts)
        {
            _acts.AddOrUpdate((act.Kind, act.Outcome), act.Count, (_, count) => count + act.Count);
        }
    }

    /// <summary>Notes what ended it before its end; false when something else has.</summary>
    public bool Break(string why) => Interlocked.CompareExchange(ref _broke, why, null) is null;

    public void LeaveOut() => Interlocked.Increment(ref _leftOut);

    /// <summary>Notes what is done to the cluster, for the next sample.</summary>
    public void Faulted(string fault) => _faults.Enqueue(fault);

    /// <summary>What was done to the cluster since this was asked last; null: nothing.</summary>
    public IReadOnlyList<string>? TakeFaults()
    {
        var faults = new List<string>();
        while (_faults.TryDequeue(out var fault))
        {
            faults.Add(fault);
        }

        return faults.Count == 0 ? null : faults;
    }

    public void Heard() => Interlocked.Increment(ref _events);

    public long Of(string kind, Outcome outcome) => _acts.GetValueOrDefault((kind, outcome));

    /// <summary>All counts by kind and outcome.</summary>
    public IEnumerable<(string Kind, Outcome Outcome, long Count)> Acts => _acts.Select(static count => (count.Key.Kind, count.Key.Outcome, count.Value));

    private long Sum(Outcome outcome) => _acts.Where(count => count.Key.Outcome == outcome).Sum(static count => count.Value);
}

/// <summary>How often acts of a kind came out in a way.</summary>
internal sealed record ActCount(string Kind, Outcome Outcome, long Count);

/// <summary>What was counted since the part before; of what is under way the change.</summary>
internal sealed record TallyPart(long Loads, long LoadErrors, long ActErrors, long Late, long Dropped, long WarmUp, long UnderWay, IReadOnlyList<ActCount> Acts);
