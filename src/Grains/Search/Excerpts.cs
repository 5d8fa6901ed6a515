using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Search;

namespace Skiller.Grains.Search;

/// <summary>Marks the words that were found, and cuts the part of a text where most of them stand.</summary>
internal static class Excerpts
{
    /// <summary>Characters of an excerpt, about.</summary>
    public const int Length = 220;

    private const int Before = 40;

    /// <summary>The whole text, marked.</summary>
    public static MarkedText Mark(string text, IReadOnlyDictionary<string, double> found) => new(text, Marks(Search.Words.Of(text), found, 0, text.Length));

    /// <summary>What stands in lines of its own, a headline and a description, in one line that still tells them apart.</summary>
    public static string Line(string body) => string.Join(" · ", body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The best part of the best of these texts; its worth is that of the different words in it. Null when all are empty.</summary>
    public static MarkedText? Best(IEnumerable<(string Text, Locale? Locale)> texts, IReadOnlyDictionary<string, double> found)
    {
        (MarkedText Text, double Worth)? best = null;
        foreach (var (text, locale) in texts.Where(static text => text.Text.Length > 0))
        {
            var words = Search.Words.Of(text);
            var (start, worth) = Densest(words, found);
            if (best is null || worth > best.Value.Worth)
            {
                best = (Cut(text, words, start, found) with { Locale = locale }, worth);
            }
        }

        return best?.Text;
    }

    private static (int Start, double Worth) Densest(List<Word> words, IReadOnlyDictionary<string, double> found)
    {
        var hits = words.Where(word => found.ContainsKey(word.Text)).ToList();
        var (start, best) = (0, 0.0);
        for (var i = 0; i < hits.Count; i++)
        {
            var worth = 0.0;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var j = i; j < hits.Count && hits[j].Start + hits[j].Length - hits[i].Start <= Length - Before; j++)
            {
                worth += seen.Add(hits[j].Text) ? found[hits[j].Text] : 0;
            }

            if (worth > best)
            {
                (start, best) = (hits[i].Start, worth);
            }
        }

        return (start, best);
    }

    private static MarkedText Cut(string text, List<Word> words, int near, IReadOnlyDictionary<string, double> found)
    {
        var start = near <= Before ? 0 : Boundary(text, near - Before, near);
        var end = start + Length >= text.Length ? text.Length : BoundaryBefore(text, start + Length, start);
        var (lead, tail) = (start > 0 ? "…" : "", end < text.Length ? "…" : "");
        return new MarkedText(
            lead + text[start..end] + tail,
            [.. Marks(words, found, start, end).Select(mark => mark with { Start = mark.Start - start + lead.Length })]);
    }

    private static ImmutableArray<TextPlace> Marks(List<Word> words, IReadOnlyDictionary<string, double> found, int start, int end)
    {
        var marks = ImmutableArray.CreateBuilder<TextPlace>();
        var last = -1;
        foreach (var word in words.Where(word => word.Start >= start && word.Start + word.Length <= end && found.ContainsKey(word.Text)).OrderBy(static word => word.Start).ThenByDescending(static word => word.Length))
        {
            if (word.Start >= last)
            {
                marks.Add(new TextPlace(word.Start, word.Length));
                last = word.Start + word.Length;
            }
        }

        return marks.ToImmutable();
    }

    private static int Boundary(string text, int from, int most)
    {
        var blank = text.IndexOf(' ', from);
        return blank >= 0 && blank < most ? blank + 1 : most;
    }

    private static int BoundaryBefore(string text, int from, int least)
    {
        var blank = text.LastIndexOf(' ', from - 1);
        return blank > least ? blank : char.IsLowSurrogate(text[from]) ? from - 1 : from;
    }
}
