namespace Skiller.Grains.Projections;

/// <summary>
/// What was read last, for as long as what it was read of is the same. For a grain: what is asked for meanwhile reads at most once more. What it is read of
/// is taken before reading, so that something newer may have been read, and is then read again.
/// </summary>
/// <typeparam name="TOf">What it depends on; compared by value.</typeparam>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class Unchanged<TOf, T>
    where TOf : struct, IEquatable<TOf>
{
    private (TOf Of, T What)? _last;

    /// <summary>The last one, or what is read now.</summary>
    /// <exception cref="Contracts.UnavailableException">It cannot be read now; the last one is kept.</exception>
    public async Task<T> Get(TOf of, Func<Task<T>> read)
    {
        if (_last is not { } last || !last.Of.Equals(of))
        {
            _last = last = (of, await read());
        }

        return last.What;
    }
}
