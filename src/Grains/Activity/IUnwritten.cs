namespace Skiller.Grains.Activity;

/// <summary>Finds what a silo had taken in and not written when it was killed.</summary>
internal interface IUnwritten
{
    /// <summary>
    /// Those targets of a partition that have a fact after one position and up to another which their rows do not hold, at most
    /// <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<string>> Behind(int partition, long after, long upTo, int limit, CancellationToken ct);
}
