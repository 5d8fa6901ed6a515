using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Skiller.Contracts;
using Skiller.Contracts.Search;

namespace Skiller.Grains.Search;

/// <summary>A part of a document: the question itself (0), one of its answers, a profile; with the tokens that it is filtered by.</summary>
/// <param name="Kind">What the document is.</param>
/// <param name="Document">Its number.</param>
/// <param name="Part">0 for itself, else the answer.</param>
/// <param name="Title">Its title or name; empty for answers.</param>
/// <param name="Body">Its text without marks of Markdown.</param>
/// <param name="Skills">The names of its skills, a blank between.</param>
/// <param name="Tokens">What it is filtered by, a blank between; its language among them.</param>
/// <param name="IsShown">False: deleted.</param>
internal sealed record SearchText(SearchKind Kind, long Document, long Part, string Title, string Body, string Skills, string Tokens, bool IsShown)
{
    /// <summary>The document's language, null for what has none.</summary>
    public Locale? Language => Tokens.Contains("~fr", StringComparison.Ordinal) ? Locale.Fr : Tokens.Contains("~en", StringComparison.Ordinal) ? Locale.En : null;
}

/// <summary>
/// What of a text is kept in the index. A function of the text alone: what an edit takes away is what the old text had added. Part of the
/// storage format: after a change of it a migration empties the tables of the search, and they are folded again (<c>AnalysisTests</c>).
/// </summary>
internal static class SearchTerms
{
    public static Dictionary<string, Occurrences> Of(SearchText text)
    {
        var terms = new Dictionary<string, Occurrences>(StringComparer.Ordinal);
        var isAnswer = text.Kind == SearchKind.Question && text.Part != 0;
        Add(terms, text, text.Title, new Occurrences(1, 0, 0, 0));
        Add(terms, text, text.Skills, new Occurrences(0, 1, 0, 0));
        Add(terms, text, text.Body, isAnswer ? new Occurrences(0, 0, 0, 1) : new Occurrences(0, 0, 1, 0));
        foreach (var token in text.Tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            terms[token] = new Occurrences(1, 0, 0, 0);
        }

        return terms;
    }

    /// <summary>The words of a member's name and handle, by whose beginnings they are found in the directory.</summary>
    public static ImmutableSortedSet<string> NamesOf(SearchText? text) =>
        text is null ? [] : [.. Words.Of(text.Title).Select(static word => word.Text)];

    private static void Add(Dictionary<string, Occurrences> terms, SearchText text, string words, Occurrences once)
    {
        foreach (var word in Words.Of(words))
        {
            if (!IsStop(text, word.Text))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(terms, word.Text, out _) += once;
                if (!word.IsCompound)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(terms, Search.Tokens.Every, out _) += once;
                }
            }
        }
    }

    // Of what has no language, the words of either that say nothing.
    private static bool IsStop(SearchText text, string word) => text.Language is { } language
        ? StopWords.Has(language, word)
        : StopWords.Has(Locale.Fr, word) || StopWords.Has(Locale.En, word);
}
