namespace Skiller.Grains.Projections;

/// <summary>Places by points: whoever has as many as another stands where they do, and the next one after all of them (1, 2, 2, 4).</summary>
internal static class Ranks
{
    /// <summary>The ranks of a page of a list in its order.</summary>
    /// <param name="points">The points of its members, as they are shown.</param>
    /// <param name="before">The points of the last one before this page, and who comes until there; null: this page begins the list.</param>
    public static IReadOnlyList<long> Of(IReadOnlyList<long> points, (long Points, Standers Until)? before)
    {
        var ranks = new long[points.Count];
        var passed = before is { Until: var until } ? until.Above + until.Equal : 0;
        var (last, rank) = before is { } place ? (place.Points, place.Until.Above + 1) : (-1, 0);
        for (var i = 0; i < ranks.Length; i++)
        {
            if (points[i] != last)
            {
                (last, rank) = (points[i], passed + i + 1);
            }

            ranks[i] = rank;
        }

        return ranks;
    }
}

/// <summary>Who comes until a place of a list.</summary>
/// <param name="Above">How many have more points.</param>
/// <param name="Equal">How many have as many and come no later, the one of the place included.</param>
internal readonly record struct Standers(long Above, long Equal);
