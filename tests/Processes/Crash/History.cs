using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Skiller.Tests.Processes.Crash;

/// <summary>What all clients of a run did, in the order in which each of them did it.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<string, ImmutableList<RegisterWrite>> _registers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Creation> _creations = new();
    private long _acknowledged;

    public IReadOnlyDictionary<string, ImmutableList<RegisterWrite>> Registers => _registers;

    public IReadOnlyCollection<Creation> Creations => _creations;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

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
