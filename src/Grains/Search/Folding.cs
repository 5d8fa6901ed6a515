using System.Globalization;
using System.Text;

namespace Skiller.Grains.Search;

/// <summary>Small letters without accents and ligatures. Letters of other scripts only become small.</summary>
internal static class Folding
{
    // Up to Latin Extended-B; beyond it stand no accents of French or English.
    private static readonly string[] _latin = [.. Enumerable.Range(0, 0x250).Select(static letter => Decomposed((char)letter))];

    public static void Append(StringBuilder folded, char letter)
    {
        if (letter < _latin.Length)
        {
            folded.Append(_latin[letter]);
        }
        else if (!IsMark(letter))
        {
            folded.Append(char.ToLowerInvariant(letter));
        }
    }

    /// <summary>Whether it is an accent that stands behind its letter.</summary>
    public static bool IsMark(char letter) => letter is >= '\u0300' and <= '\u036F';

    private static string Decomposed(char letter) => char.ToLowerInvariant(letter) switch
    {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        var small => string.Concat(small.ToString().Normalize(NormalizationForm.FormD)
            .Where(static part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)),
    };
}
