using System.Collections.Concurrent;

namespace Skiller.Grains.Activity;

/// <summary>The aggregates, or the projections, that are in the memory of this silo.</summary>
internal sealed class ActiveFolds
{
    private readonly ConcurrentDictionary<IActiveFold, bool> _all = new(ReferenceEqualityComparer.Instance);

    /// <summary>Those that there are now.</summary>
    public IEnumerable<IActiveFold> All => _all.Keys;

    public void Add(IActiveFold fold) => _all.TryAdd(fold, true);

    public void Remove(IActiveFold fold) => _all.TryRemove(fold, out _);
}

/// <summary>A grain that folds facts, as seen from outside its own thread.</summary>
internal interface IActiveFold
{
    /// <summary>The stream or the target whose facts it folds.</summary>
    string Of { get; }

    /// <summary>The version or the position up to which it has folded, as it was a moment ago; what is higher than all, when it is about to read.</summary>
    long UpTo { get; }

    /// <summary>Tells that the log has more: it reads on, unless it is about to find out by itself.</summary>
    void Learn(long head);
}
