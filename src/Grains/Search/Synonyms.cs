using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Skiller.Contracts;

namespace Skiller.Grains.Search;

/// <summary>
/// Terms of one to three words that mean the same, in French and English: our own, and names of the ESCO classification (the file says from
/// where, and under which licence). A bounded table, read once.
/// </summary>
internal static class Synonyms
{
    private const int MostWords = 3;

    private static readonly ImmutableArray<ImmutableArray<Term>> _groups = Load();
    private static readonly FrozenDictionary<string, ImmutableArray<int>> _byKey = _groups
        .SelectMany(static (group, number) => group.SelectMany(static term => Keys(term.Words)).Distinct().Select(key => (key, number)))
        .GroupBy(static pair => pair.key, StringComparer.Ordinal)
        .ToFrozenDictionary(static pairs => pairs.Key, static pairs => pairs.Select(static pair => pair.number).ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>For the terms that stand in words: from which to before which one, and the words of another term that means the same.</summary>
    public static IEnumerable<(int From, int To, ImmutableArray<string> Words)> In(ImmutableArray<string> words)
    {
        for (var from = 0; from < words.Length; from++)
        {
            for (var to = from + 1; to <= Math.Min(words.Length, from + MostWords); to++)
            {
                var found = Keys(words[from..to]).ToArray();
                foreach (var group in found.SelectMany(static key => _byKey.GetValueOrDefault(key, [])).Distinct())
                {
                    foreach (var term in _groups[group].Where(term => !Keys(term.Words).Intersect(found).Any()))
                    {
                        yield return (from, to, term.Words);
                    }
                }
            }
        }
    }

    // Both languages: what stands in a title is not always in the language of its question.
    private static IEnumerable<string> Keys(ImmutableArray<string> words) =>
        Enumerable.Distinct([string.Join(' ', words.Select(FrenchStem.Of)), string.Join(' ', words.Select(EnglishStem.Of))]);

    private static ImmutableArray<ImmutableArray<Term>> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Skiller.Grains.Search.synonyms.txt")
            ?? throw new FileNotFoundException("No such embedded table.", "synonyms.txt");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(static line => line[0] != '#')
                .Select(static line => line.Split(" = ").Select(Read).Where(static term => !term.Words.IsEmpty).ToImmutableArray()),
        ];
    }

    private static Term Read(string text) => new(
        [.. Words.Of(text).Where(static word => !word.IsCompound && !StopWords.Has(Locale.Fr, word.Text) && !StopWords.Has(Locale.En, word.Text)).Select(static word => word.Text)]);

    private sealed record Term(ImmutableArray<string> Words);
}
