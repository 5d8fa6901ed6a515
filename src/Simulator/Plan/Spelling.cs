namespace Skiller.Simulator.Plan;

/// <summary>What somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The known word that takes the fewest changes of signs.</summary>
    public static string Nearest(string word, IEnumerable<string> known) => known.MinBy(each => Distance(word.ToLowerInvariant(), each.ToLowerInvariant())) ?? "";

    // Levenshtein's distance.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
