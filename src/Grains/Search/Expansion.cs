using System.Collections.Immutable;

namespace Skiller.Grains.Search;

/// <summary>
/// What stands for the words that are looked for: themselves, their other forms in both languages, what two of them are when written
/// together, words that mean the same; and where the vocabulary knows nothing of it, what was probably meant. Whatever is not the word itself
/// is worth less. Pure: <see cref="Asked"/> says what to look up.
/// </summary>
internal sealed class Expansion
{
    /// <summary>What another form of the word is worth.</summary>
    public const double OfStem = 0.8;

    private const double OfCompound = 0.9;
    private const double OfSynonym = 0.5;
    private const double OfMistyped = 0.75;
    private const int MostMistyped = 3;

    // Who is that much rarer than a word that is one error away was mistyped by others too.
    private const int FarMoreUsed = 25;
    private const int ShortestPart = 3;

    private readonly List<(Meaning Meaning, string Word, double Worth)> _equal = [];

    public Expansion(IReadOnlyList<Word> telling)
    {
        Meanings = [.. telling.Where(static word => !word.IsCompound).DistinctBy(static word => word.Text).Select(static word => new Meaning(word))];
        foreach (var compound in telling.Where(static word => word.IsCompound))
        {
            Join(compound.Text, 1, Meanings.Where(meaning => IsWithin(meaning.Word, compound)));
        }

        for (var i = 0; i + 1 < Meanings.Length; i++)
        {
            Join(Meanings[i].Word.Text + Meanings[i + 1].Word.Text, OfCompound, [Meanings[i], Meanings[i + 1]]);
        }

        foreach (var (from, to, words) in Synonyms.In([.. Meanings.Select(static meaning => meaning.Word.Text)]))
        {
            for (var i = 0; i < words.Length; i++)
            {
                _equal.Add((Meanings[from + (i % (to - from))], words[i], OfSynonym));
            }
        }
    }

    public ImmutableArray<Meaning> Meanings { get; private set; }

    /// <summary>The forms to look up in the vocabulary.</summary>
    public IReadOnlyCollection<long> Asked =>
    [
        .. Meanings.SelectMany(static meaning => Forms.All(meaning.Word.Text))
            .Concat(_equal.SelectMany(static equal => Family(equal.Word)))
            .Distinct(),
    ];

    /// <summary>Takes in what the vocabulary has; answers the words of which one must know how often they are used.</summary>
    public IReadOnlyCollection<string> Take(ILookup<long, string> vocabulary)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var meaning in Meanings)
        {
            var word = meaning.Word.Text;
            AddFamily(meaning, word, 1, vocabulary);
            foreach (var close in Close(word, vocabulary))
            {
                asked.Add(close.Word);
                asked.UnionWith(meaning.Variants.Keys);
            }
        }

        foreach (var (meaning, word, worth) in _equal)
        {
            AddFamily(meaning, word, worth, vocabulary);
        }

        return asked;
    }

    /// <summary>Chooses what was meant by words that the vocabulary does not know; answers the forms to look up for them.</summary>
    public IReadOnlyCollection<long> Mend(ILookup<long, string> vocabulary, IReadOnlyDictionary<string, long> uses)
    {
        var asked = new HashSet<long>();
        foreach (var meaning in Meanings)
        {
            var word = meaning.Word.Text;
            var own = meaning.Variants.Where(static variant => variant.Value >= OfStem).Sum(variant => uses.GetValueOrDefault(variant.Key));
            var meant = Close(word, vocabulary)
                .Where(close => !meaning.Variants.ContainsKey(close.Word) && (meaning.IsKnown ? uses.GetValueOrDefault(close.Word) > FarMoreUsed * own : uses.ContainsKey(close.Word)))
                .OrderByDescending(close => close.Likeness + (0.04 * Math.Log2(1 + uses.GetValueOrDefault(close.Word))))
                .ThenBy(static close => close.Word, StringComparer.Ordinal)
                .Take(MostMistyped)
                .ToList();
            foreach (var (close, likeness) in meant)
            {
                meaning.Add(close, OfMistyped * Math.Min(1, likeness) * (meaning.IsKnown ? 0.5 : 1));
                asked.UnionWith(Family(close));
            }

            if (meant.Count > 0 && !meaning.IsKnown)
            {
                meaning.Instead = meant[0].Word;
            }
            else if (meant.Count == 0 && meaning.Variants.Count == 0)
            {
                asked.UnionWith(Parts(word).SelectMany(static part => new[] { Forms.Itself(part.First), Forms.Itself(part.Last) }));
            }
        }

        return asked;
    }

    /// <summary>Takes in the other forms of what was meant, and takes words that were run together apart.</summary>
    public void Finish(ILookup<long, string> vocabulary)
    {
        var all = ImmutableArray.CreateBuilder<Meaning>();
        foreach (var meaning in Meanings)
        {
            all.Add(meaning);
            foreach (var (mistyped, worth) in meaning.Variants.ToList().Where(static variant => variant.Value < OfStem))
            {
                foreach (var relative in Family(mistyped).SelectMany(form => vocabulary[form]))
                {
                    meaning.Add(relative, worth * OfStem);
                }
            }

            if (meaning.Variants.Count == 0 && Parts(meaning.Word.Text).FirstOrDefault(part => Has(vocabulary, part.First) && Has(vocabulary, part.Last)) is { First: not null } parts)
            {
                meaning.Instead = $"{parts.First} {parts.Last}";
                meaning.Add(parts.First, OfCompound);
                var last = new Meaning(meaning.Word);
                last.Add(parts.Last, OfCompound);
                all.Add(last);
            }
        }

        Meanings = all.ToImmutable();
    }

    private static IEnumerable<long> Family(string word) => [Forms.Itself(word), Forms.French(word), Forms.English(word)];

    private static void AddFamily(Meaning meaning, string word, double worth, ILookup<long, string> vocabulary)
    {
        foreach (var relative in Family(word).SelectMany(form => vocabulary[form]))
        {
            meaning.Add(relative, relative == word ? worth : worth * OfStem);
        }
    }

    private static IEnumerable<(string Word, double Likeness)> Close(string word, ILookup<long, string> vocabulary) =>
        Forms.Mistyped(word).SelectMany(form => vocabulary[form]).Distinct()
            .Where(close => close != word)
            .Select(close => (close, Mistyping.Likeness(word, close)))
            .Where(static close => close.Item2 > 0);

    private static bool Has(ILookup<long, string> vocabulary, string word) => vocabulary[Forms.Itself(word)].Contains(word);

    private static IEnumerable<(string First, string Last)> Parts(string word) =>
        Enumerable.Range(ShortestPart, Math.Max(0, word.Length - (2 * ShortestPart) + 1)).Select(at => (word[..at], word[at..]));

    private void Join(string together, double worth, IEnumerable<Meaning> parts)
    {
        if (together.Length <= Words.MostLetters)
        {
            _equal.AddRange(parts.Select(part => (part, together, worth)));
        }
    }

    private static bool IsWithin(Word part, Word whole) => part.Start >= whole.Start && part.Start + part.Length <= whole.Start + whole.Length;
}
