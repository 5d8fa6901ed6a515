using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;

namespace Skiller.Tests.Processes.Crash;

/// <summary>What all clients of a run did, in the order in which each of them did it.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<string, ImmutableList<RegisterWrite>> _registers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Creation> _creations = new();
    private readonly ConcurrentQueue<Disturbance> _disturbances = new();
    private long _acknowledged;
    private long _calls;
    private long _longest;

    public IReadOnlyDictionary<string, ImmutableList<RegisterWrite>> Registers => _registers;

    public IReadOnlyCollection<Creation> Creations => _creations;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>What clients noticed of faults, in the order of time.</summary>
    public IReadOnlyCollection<Disturbance> Disturbances => _disturbances;

    /// <summary>How many calls were made, repetitions included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Notes how long a call took, whatever came of it.</summary>
    public void Spend(TimeSpan time)
    {
        Interlocked.Increment(ref _calls);
        for (var longest = Interlocked.Read(ref _longest); time.Ticks > longest; longest = Interlocked.Read(ref _longest))
        {
            Interlocked.CompareExchange(ref _longest, time.Ticks, longest);
        }
    }

    /// <summary>The longest call since this was asked last.</summary>
    public TimeSpan TakeLongest() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longest, 0));

    /// <summary>Notes that a call was neither carried out nor refused.</summary>
    public void Disturb(HttpMethod method, string path, HttpStatusCode? status, TimeSpan took, string why) =>
        _disturbances.Enqueue(new Disturbance(TimeProvider.System.GetUtcNow(), method, path, status, took, why));

    public void Add(RegisterWrite write)
    {
        Count(write.Outcome);
        _registers.AddOrUpdate(write.Register, _ => [write], (_, list) => list.Add(write));
    }

    public void Add(Creation creation)
    {
        Count(creation.Outcome);
        _creations.Enqueue(creation);
    }

    private void Count(Outcome outcome)
    {
        if (outcome == Outcome.Acknowledged)
        {
            Interlocked.Increment(ref _acknowledged);
        }
    }
}

/// <summary>A call that a client has to repeat.</summary>
/// <param name="At">When its answer, or none, had come.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Status">What it was answered with, null: nothing.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Why">The code of the answer's problem, or what became of the connection.</param>
internal sealed record Disturbance(DateTimeOffset At, HttpMethod Method, string Path, HttpStatusCode? Status, TimeSpan Took, string Why);
