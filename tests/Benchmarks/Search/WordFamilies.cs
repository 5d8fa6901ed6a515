using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;

namespace Skiller.Tests.Benchmarks.Search;

/// <summary>How many forms of a word an analysis brings together, and how many words that have nothing in common.</summary>
internal static class WordFamilies
{
    private static readonly ImmutableArray<ImmutableArray<string>> _families = [.. EmbeddedText.Lines("forms-fr.txt").Select(static line => line.Split(' ').ToImmutableArray())];

    public static string Of(Analysis analysis)
    {
        var terms = _families.Select(family => family.SelectMany(form => analysis.Terms(form, Locale.Fr).Take(1)).ToList()).ToList();
        var pairs = terms.SelectMany(static family => Pairs(family).Select(static pair => pair.One == pair.Other)).ToList();
        var strangers = Pairs(terms).Count(static pair => pair.One.Intersect(pair.Other).Any());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"of {pairs.Count} pairs of forms of one French word {pairs.Average(static same => same ? 1.0 : 0):0.000} share a term (families of words that meet by error: {strangers})");
    }

    private static IEnumerable<(T One, T Other)> Pairs<T>(List<T> all) => all.SelectMany((one, i) => all.Skip(i + 1).Select(other => (one, other)));
}
