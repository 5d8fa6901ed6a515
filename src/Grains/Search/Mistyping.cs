namespace Skiller.Grains.Search;

/// <summary>How far one word is from another, and whether it may have been meant.</summary>
internal static class Mistyping
{
    private const int LongEnoughForTwo = 7;

    /// <summary>How likely <paramref name="word"/> was meant by what was typed, from 0 (it was not) to 1.</summary>
    public static double Likeness(string typed, string word)
    {
        if (!Forms.CanBeMistyped(word) || Math.Abs(typed.Length - word.Length) > 3)
        {
            return 0;
        }

        var sounds = Sound.Of(typed) == Sound.Of(word);
        var most = (typed.Length >= LongEnoughForTwo ? 2 : 1) + (sounds ? 1 : 0);
        var distance = Distance(typed, word);
        if (distance > most || (!sounds && distance > 1 && typed[0] != word[0]))
        {
            return 0;
        }

        // Of two that are as far away, the one that sounds alike and begins alike.
        return 1.0 - (0.25 * distance) + (sounds ? 0.15 : 0) + (typed[0] == word[0] ? 0.1 : 0) - (0.02 * Math.Abs(typed.Length - word.Length));
    }

    /// <summary>Letters left away, added, replaced, or exchanged with their neighbour (optimal string alignment).</summary>
    public static int Distance(string one, string other)
    {
        var before = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[other.Length];
    }
}
