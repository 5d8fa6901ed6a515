using System.Collections.Immutable;

namespace Skiller.Grains.Search;

/// <summary>
/// What French words have in common whatever their number, gender or conjugation, and the nearest of their derivations: <c>recruter</c>,
/// <c>recrutes</c>, <c>recrutement</c> and <c>recruteuses</c> are <c>recrut</c>. Works on folded words, so that who leaves accents away
/// finds the same. Not a word of the language: only held against other stems.
/// </summary>
internal static class FrenchStem
{
    private const int Shortest = 4;

    // The longest first; the number is how many letters must remain.
    private static readonly ImmutableArray<(string Ending, int Left)> _derived =
    [
        ("issement", 3), ("ification", 3), ("ization", 3), ("isation", 3), ("atrice", 4), ("ation", 4), ("ateur", 4), ("ement", 4), ("iment", 5),
        ("ament", 5), ("euse", 4), ("ance", 4), ("able", 4), ("eur", 4), ("age", 4),
    ];

    private static readonly ImmutableArray<(string Ending, int Left)> _conjugated =
    [
        ("issaient", 3), ("issait", 3), ("issant", 3), ("issent", 3), ("issons", 3), ("issez", 3), ("eraient", 3), ("erions", 3), ("erait", 3),
        ("erai", 3), ("erons", 3), ("eront", 3), ("erez", 3), ("aient", 3), ("iront", 4), ("irait", 4), ("era", 4), ("ait", 4), ("ai", 4),
        ("ante", 4), ("ant", 4), ("ions", 4), ("ion", 5), ("iez", 4), ("ons", 4), ("on", 6), ("ent", 4), ("ez", 4), ("ee", 3), ("er", 3), ("ir", 4), ("it", 4),
        ("if", 4), ("ive", 4), ("e", 3),
    ];

    public static string Of(string word)
    {
        if (word.Length < Shortest || !char.IsAsciiLetter(word[0]))
        {
            return word;
        }

        var stem = Cut(Cut(Singular(word), _derived), _conjugated);
        if (stem.EndsWith("qu", StringComparison.Ordinal))
        {
            // Communiquer, communication.
            stem = stem[..^2] + "c";
        }
        else if (stem.EndsWith("gu", StringComparison.Ordinal) && stem.Length > Shortest)
        {
            stem = stem[..^1];
        }

        if (stem.EndsWith("ail", StringComparison.Ordinal))
        {
            // Travail, travaux.
            stem = stem[..^2] + "l";
        }

        // Choisir, choisi; négocier, négociation.
        stem = stem.Length > Shortest && stem[^1] == 'i' ? stem[..^1] : stem;
        return stem.Length > 3 && stem[^1] == stem[^2] ? stem[..^1] : stem;
    }

    private static string Singular(string word)
    {
        if (word.EndsWith("eaux", StringComparison.Ordinal))
        {
            return word[..^1];
        }

        if (word.Length > Shortest && word.EndsWith("aux", StringComparison.Ordinal))
        {
            return word[..^2] + "l";
        }

        return (word[^1] == 's' && word[^2] != 's') || (word[^1] == 'x' && word.Length > Shortest) ? word[..^1] : word;
    }

    private static string Cut(string word, ImmutableArray<(string Ending, int Left)> endings)
    {
        foreach (var (ending, left) in endings)
        {
            if (word.Length >= left + ending.Length && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
