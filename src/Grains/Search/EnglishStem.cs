using System.Collections.Immutable;

namespace Skiller.Grains.Search;

/// <summary>The same as <see cref="FrenchStem"/> for English: <c>prices</c>, <c>priced</c> and <c>pricing</c> are <c>pric</c>.</summary>
internal static class EnglishStem
{
    private static readonly ImmutableArray<(string Ending, int Left)> _endings =
    [
        ("ization", 3), ("isation", 3), ("ation", 4), ("ments", 4), ("ment", 4), ("ings", 3), ("ing", 3), ("ers", 4), ("er", 4), ("ed", 3), ("ly", 4), ("es", 3),
    ];

    public static string Of(string word)
    {
        if (word.Length < 4 || !char.IsAsciiLetter(word[0]))
        {
            return word;
        }

        var stem = word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
            : word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or 'e') ? word[..^1]
            : word;
        foreach (var (ending, left) in _endings)
        {
            if (stem.Length >= left + ending.Length && stem.EndsWith(ending, StringComparison.Ordinal))
            {
                stem = stem[..^ending.Length];
                break;
            }
        }

        stem = stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
        stem = stem.Length > 3 && stem[^1] == 'y' ? stem[..^1] + "i" : stem;
        return stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;
    }
}
