using System.Collections.Immutable;

namespace Skiller.Grains.Search;

/// <summary>
/// Under what a word is found in the vocabulary: itself, its stems, its sound, and itself with any one letter left away (two words that share
/// one of these are at most two typing errors apart). Kept as numbers; who shares a number by chance is told apart by the word beside it.
/// </summary>
internal static class Forms
{
    private const int ShortestMistyped = 4;
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    public static long Itself(string word) => Number('=', word);

    public static long French(string word) => Number('f', FrenchStem.Of(word));

    public static long English(string word) => Number('e', EnglishStem.Of(word));

    /// <summary>Where words that are mistyped for one another meet; none for what is too short or holds a digit.</summary>
    public static IEnumerable<long> Mistyped(string word)
    {
        if (!CanBeMistyped(word))
        {
            yield break;
        }

        yield return Number('~', Sound.Of(word));
        yield return Number('-', word);
        for (var i = 0; i < word.Length; i++)
        {
            if (i == 0 || word[i] != word[i - 1])
            {
                yield return Number('-', word.Remove(i, 1));
            }
        }
    }

    /// <summary>All of a word of the vocabulary.</summary>
    public static ImmutableArray<long> All(string word) => [.. Enumerable.Distinct([Itself(word), French(word), English(word), .. Mistyped(word)])];

    public static bool CanBeMistyped(string word) => word.Length >= ShortestMistyped && word.All(static letter => char.IsLetter(letter));

    // FNV-1a over UTF-16.
    private static long Number(char kind, string text)
    {
        var hash = (Offset ^ kind) * Prime;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return unchecked((long)hash);
    }
}
