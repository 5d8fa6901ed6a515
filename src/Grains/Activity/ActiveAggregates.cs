using System.Collections.Concurrent;

namespace Skiller.Grains.Activity;

/// <summary>The aggregates that are in the memory of this silo.</summary>
internal sealed class ActiveAggregates
{
    private readonly ConcurrentDictionary<IActiveAggregate, bool> _all = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those that there are now.</summary>
    public IEnumerable<IActiveAggregate> All => _all.Keys;

    public void Add(IActiveAggregate aggregate) => _all.TryAdd(aggregate, true);

    public void Remove(IActiveAggregate aggregate) => _all.TryRemove(aggregate, out _);
}

/// <summary>An aggregate as seen from outside its own thread.</summary>
internal interface IActiveAggregate
{
    string Stream { get; }

    /// <summary>The version that it has folded, as it was a moment ago.</summary>
    long Version { get; }

    /// <summary>Tells that the log has a version that it has not folded: it reads on, unless it is about to find out by itself.</summary>
    void Learn(long version);
}
