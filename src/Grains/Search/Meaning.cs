namespace Skiller.Grains.Search;

/// <summary>A word of what is looked for, and the words of the vocabulary that stand for it, each with what it is worth (1: itself).</summary>
internal sealed class Meaning(Word word)
{
    public Word Word { get; } = word;

    public Dictionary<string, double> Variants { get; } = new(StringComparer.Ordinal);

    /// <summary>What was probably meant, null where the word was not taken for a typing error.</summary>
    public string? Instead { get; set; }

    /// <summary>Whether the vocabulary has it, or another form of it.</summary>
    public bool IsKnown => Variants.Any(static variant => variant.Value >= Expansion.OfStem);

    public void Add(string variant, double worth)
    {
        if (worth > Variants.GetValueOrDefault(variant))
        {
            Variants[variant] = worth;
        }
    }
}
