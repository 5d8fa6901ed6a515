using System.Globalization;
using System.Text;

namespace Skiller.Grains.Questions;

/// <summary>What can be stored and shown as text: no NUL or other control character, no lone surrogate (T03, T04), and how much of it there is.</summary>
internal static class PlainText
{
    /// <summary>Combining marks that one line may have in a row, so that it stays within its line (X14).</summary>
    public const int MarksInARow = 4;

    private const int Replacement = 0xFFFD;

    /// <summary>The text in NFC with <c>\n</c> for line ends; whatever is no text in it becomes U+FFFD, and the answer says whether there was any.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="ownLines">Whether line ends and tabs belong to it.</param>
    public static (string Text, bool WasPlain) Normalised(string text, bool ownLines)
    {
        var plain = new StringBuilder(text.Length);
        var wasPlain = true;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            // A lone surrogate is enumerated as the replacement, so that one is looked for below.
            if (IsText(rune) || (ownLines && IsLayout(rune)))
            {
                plain.Append(rune);
            }
            else
            {
                wasPlain = false;
                plain.Append((char)Replacement);
            }
        }

        return (plain.ToString().Normalize(NormalizationForm.FormC), wasPlain && !HasLoneSurrogate(text));
    }

    /// <summary>Whether a reader can see a letter or a digit in it.</summary>
    public static bool HasWords(string text) => text.EnumerateRunes().Any(static rune => Rune.IsLetterOrDigit(rune) && !IsFiller(rune));

    /// <summary>Whether a reader sees nothing.</summary>
    public static bool IsBlank(string text) => !text.EnumerateRunes().Any(IsVisible);

    /// <summary>Whether there are at least so many grapheme clusters between the blanks at either end.</summary>
    public static bool HasCharacters(string text, int min)
    {
        var clusters = StringInfo.GetTextElementEnumerator(text.Trim());
        var count = 0;
        while (count < min && clusters.MoveNext())
        {
            count++;
        }

        return count >= min;
    }

    /// <summary>Whether somewhere are more combining marks in a row than any script needs.</summary>
    public static bool HasHeapOfMarks(string text)
    {
        var row = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            row = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? row + 1 : 0;
            if (row > MarksInARow)
            {
                return true;
            }
        }

        return false;
    }

    public static int CodePoints(string text) => text.EnumerateRunes().Count();

    private static bool IsText(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && !IsNonCharacter(rune.Value);

    private static bool IsLayout(Rune rune) => rune.Value is '\n' or '\t' or 0x2028 or 0x2029;

    // U+FDD0 to U+FDEF and the last two of each plane: never text, and refused by XML and by Unicode normalisation.
    private static bool IsNonCharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsVisible(Rune rune) => !IsFiller(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.OtherNotAssigned);

    // Hangul fillers are letters and the blank Braille pattern is a symbol, yet none of them shows anything (T01).
    private static bool IsFiller(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
