using System.Collections.Frozen;
using System.Text;

namespace Skiller.Grains.Search;

/// <summary>A word of a text as it is looked for: small letters without accents.</summary>
/// <param name="Text">The folded word.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="IsCompound">It is what the words before it make when nothing stands between them: <c>e-mail</c> is also <c>email</c>.</param>
internal readonly record struct Word(string Text, int Start, int Length, bool IsCompound);

/// <summary>
/// Finds the words of a text: accents and case folded, elisions left away (<c>l'entretien</c> is <c>entretien</c>), the parts of a
/// hyphenated word and the whole. Part of the storage format of the search index: <c>AnalysisTests</c> says what a change needs.
/// </summary>
internal static class Words
{
    /// <summary>What is longer is no word that somebody looks for.</summary>
    public const int MostLetters = 40;

    private const int MostParts = 4;
    private static readonly FrozenSet<string> _elided = new[] { "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu" }
        .ToFrozenSet(StringComparer.Ordinal);

    public static List<Word> Of(string text)
    {
        var words = new List<Word>();
        var parts = new List<Word>(MostParts);
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var word = Read(text, at);
            at = word.Start + word.Length;
            if (IsElided(text, word, at))
            {
                at++;
                continue;
            }

            if (word.Text.Length is > 0 and <= MostLetters && !IsPossessive(text, word))
            {
                words.Add(word);
                parts.Add(word);
            }

            if (!Joins(text, at))
            {
                Join(parts, words);
            }
        }

        return words;
    }

    /// <summary>The text in small letters without accents.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            Folding.Append(folded, letter);
        }

        return folded.ToString();
    }

    private static Word Read(string text, int start)
    {
        var folded = new StringBuilder();
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Folding.IsMark(text[end])))
        {
            Folding.Append(folded, text[end++]);
        }

        // C#, F#, C++.
        var sign = end;
        while (folded.Length <= 2 && sign < text.Length && sign - end < 2 && text[sign] is '#' or '+')
        {
            sign++;
        }

        if (sign > end && char.IsAsciiLetter(text[start]) && (sign == text.Length || !char.IsLetterOrDigit(text[sign])))
        {
            folded.Append(text, end, sign - end);
            end = sign;
        }

        return new Word(folded.ToString(), start, end - start, false);
    }

    private static bool IsElided(string text, Word word, int after) =>
        after + 1 < text.Length && IsApostrophe(text[after]) && char.IsLetter(text[after + 1]) && _elided.Contains(word.Text);

    private static bool IsPossessive(string text, Word word) => word is { Text.Length: 1, Start: > 0 } && IsApostrophe(text[word.Start - 1]);

    private static bool Joins(string text, int at) =>
        at + 1 < text.Length && text[at] is '-' or '.' or '\u2010' or '\u2011' && char.IsLetterOrDigit(text[at + 1]);

    private static void Join(List<Word> parts, List<Word> words)
    {
        if (parts.Count is > 1 and <= MostParts && parts.Sum(static part => part.Text.Length) <= MostLetters)
        {
            var (first, last) = (parts[0], parts[^1]);
            words.Add(new Word(string.Concat(parts.Select(static part => part.Text)), first.Start, last.Start + last.Length - first.Start, true));
        }

        parts.Clear();
    }

    private static bool IsApostrophe(char letter) => letter is '\'' or '\u2019' or '\u02BC' or '\u2018';
}
