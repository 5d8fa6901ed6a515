namespace Skiller.Simulator.Chance;

/// <summary>Draws one of a crowd that only grows, each by their weight, in logarithmic time.</summary>
internal sealed class Crowd
{
    private readonly List<double> _sums = [];

    /// <summary>How many there are.</summary>
    public int Count => _sums.Count;

    /// <summary>Adds the next one.</summary>
    public void Add(double weight) => _sums.Add((_sums.Count == 0 ? 0 : _sums[^1]) + weight);

    /// <summary>One of the first <paramref name="among"/>; null when none of them has a weight.</summary>
    public int? Draw(RandomStream chance, int among)
    {
        if (among == 0 || _sums[among - 1] <= 0)
        {
            return null;
        }

        var place = _sums.BinarySearch(0, among, chance.Share() * _sums[among - 1], null);

        // On a boundary, whose own share is empty, or within a share.
        var found = place < 0 ? ~place : place + 1;
        while (found < among - 1 && _sums[found] <= (found == 0 ? 0 : _sums[found - 1]))
        {
            found++;
        }

        return Math.Min(found, among - 1);
    }
}
