using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Search;

namespace Skiller.Grains.Search;

/// <summary>What was found, and what the words were taken for.</summary>
/// <param name="Best">Best first.</param>
/// <param name="Meanings">The words.</param>
internal sealed record SearchFindings(IReadOnlyList<Found> Best, ImmutableArray<Meaning> Meanings)
{
    /// <summary>Every word that was looked for or stands for one, with its worth.</summary>
    public Dictionary<string, double> Words => Meanings
        .SelectMany(static meaning => meaning.Variants)
        .GroupBy(static variant => variant.Key, StringComparer.Ordinal)
        .ToDictionary(static variants => variants.Key, static variants => variants.Max(static variant => variant.Value), StringComparer.Ordinal);
}

/// <summary>Looks for documents: asks the index for words and lists, and decides what answers best.</summary>
internal sealed class Searching(ISearchIndex index)
{
    // What is beyond is not looked at word by word: nobody turns so many pages.
    private const int MostChecked = 400;
    private const int PartsChecked = 30;
    private static readonly ILookup<long, string> _nothing = Array.Empty<(long Form, string Word)>().ToLookup(static w => w.Form, static w => w.Word);

    /// <param name="wording">What is looked for.</param>
    /// <param name="kind">Only these, null: all.</param>
    /// <param name="reader">The language of whoever looks.</param>
    /// <param name="author">Who the wording's author is.</param>
    /// <param name="preferred">Whose language comes first among equals, null: none.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<SearchFindings> Find(SearchWording wording, SearchKind? kind, Locale reader, MemberId? author, Locale? preferred, CancellationToken ct)
    {
        var telling = wording.Telling(reader);
        if (telling.IsEmpty && !wording.HasFilter)
        {
            return new SearchFindings([], []);
        }

        var meanings = await Mean(telling, ct);
        var without = await Without(wording, ct);
        List<string> with = [.. wording.Skills.Select(Tokens.Skill)];
        if (author is { } member)
        {
            with.Add(Tokens.Author(member.Value));
        }

        if (wording.IsUnanswered)
        {
            with.Add(Tokens.Unanswered);
        }

        var language = preferred is { } locale ? Tokens.Language(locale) : null;
        HashSet<string> tokens = [Tokens.Every, Tokens.Hidden, .. with, .. without, .. meanings.SelectMany(static meaning => meaning.Variants.Keys)];
        if (language is not null)
        {
            tokens.Add(language);
        }

        var best = new Scoring(await index.Postings(kind, tokens, ct)).Best(meanings, with, without, language);
        return new SearchFindings(wording.Phrases.IsEmpty ? best : await Saying(wording.Phrases, best, ct), meanings);
    }

    private async Task<ImmutableArray<Meaning>> Mean(IReadOnlyList<Word> telling, CancellationToken ct)
    {
        if (telling.Count == 0)
        {
            return [];
        }

        var expansion = new Expansion(telling);
        var vocabulary = await Vocabulary(expansion.Asked, ct);
        var uses = expansion.Take(vocabulary) is { Count: > 0 } asked
            ? await index.Uses(asked, ct)
            : ImmutableDictionary<string, long>.Empty;
        expansion.Finish(expansion.Mend(vocabulary, uses) is { Count: > 0 } forms ? await Vocabulary(forms, ct) : _nothing);
        return expansion.Meanings;
    }

    private async Task<List<string>> Without(SearchWording wording, CancellationToken ct)
    {
        if (wording.Without.IsEmpty)
        {
            return [];
        }

        var vocabulary = await Vocabulary([.. wording.Without.SelectMany(static word => new[] { Forms.Itself(word), Forms.French(word), Forms.English(word) })], ct);
        return [.. vocabulary.SelectMany(static words => words).Distinct()];
    }

    private async Task<ILookup<long, string>> Vocabulary(IReadOnlyCollection<long> forms, CancellationToken ct) =>
        (await index.Words(forms, ct)).ToLookup(static word => word.Form, static word => word.Word);

    // The index knows that the words are there, and not where.
    private async Task<List<Found>> Saying(ImmutableArray<ImmutableArray<string>> phrases, List<Found> best, CancellationToken ct)
    {
        var candidates = best.Take(MostChecked).ToList();
        var texts = (await index.Texts([.. candidates.Select(static found => (found.Kind, found.Document))], PartsChecked, ct))
            .ToLookup(static text => (text.Kind, text.Document));
        return [.. candidates.Where(found => phrases.All(phrase => texts[(found.Kind, found.Document)].Any(text => Says(text, phrase))))];
    }

    private static bool Says(SearchText text, ImmutableArray<string> phrase) => Says(text.Title, phrase) || Says(text.Body, phrase);

    private static bool Says(string text, ImmutableArray<string> phrase)
    {
        var words = Search.Words.Of(text).Where(static word => !word.IsCompound).Select(static word => word.Text).ToArray();
        for (var at = 0; at + phrase.Length <= words.Length; at++)
        {
            if (words.AsSpan(at, phrase.Length).SequenceEqual(phrase.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }
}
