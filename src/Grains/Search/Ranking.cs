namespace Skiller.Grains.Search;

/// <summary>Where a page of what was found goes on. Pure.</summary>
internal static class Ranking
{
    /// <summary>
    /// What stands behind the last one of the page before. What others ask and answer changes how rare a word is, and with that everybody's key: it goes on
    /// where that one stands now, and only where it is gone, or its number is that of something of another kind too, where its key would stand.
    /// </summary>
    /// <param name="best">What was found now, in its order.</param>
    /// <param name="key">The key of the last one, as it was then.</param>
    /// <param name="document">Its number.</param>
    public static IReadOnlyList<Found> Behind(IReadOnlyList<Found> best, long key, long document)
    {
        List<int> places = [.. best.Index().Where(place => place.Item.Document == document).Select(static place => place.Index)];
        return places is [var at]
            ? [.. best.Skip(at + 1)]
            : [.. best.Where(hit => hit.Key < key || (hit.Key == key && hit.Document < document))];
    }
}
