using System.Collections.Concurrent;

namespace Skiller.Grains.Activity;

/// <summary>The aggregates, or the projections, that are in the memory of this silo.</summary>
internal sealed class ActiveFolds
{
    private readonly ConcurrentDictionary<IActiveFold, bool> _all = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Those that there are now. One that failed to activate is never told that it leaves: it is left out here at the latest.
    /// </summary>
    public IEnumerable<IActiveFold> All
    {
        get
        {
            foreach (var fold in _all.Keys)
            {
                if (fold.IsOver)
                {
                    Remove(fold);
                }
                else
                {
                    yield return fold;
                }
            }
        }
    }

    public void Add(IActiveFold fold) => _all.TryAdd(fold, true);

    public void Remove(IActiveFold fold) => _all.TryRemove(fold, out _);
}

/// <summary>A grain that folds facts, as seen from outside its own thread.</summary>
internal interface IActiveFold
{
    /// <summary>The stream or the target whose facts it folds.</summary>
    string Of { get; }

    /// <summary>Whether the activation has ended.</summary>
    bool IsOver { get; }

    /// <summary>The version or the position up to which it has folded, as it was a moment ago; what is higher than all, when it is about to read.</summary>
    long UpTo { get; }

    /// <summary>Tells that the log has more than it had folded: it reads on.</summary>
    void Learn(long head);
}
