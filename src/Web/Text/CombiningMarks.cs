using System.Globalization;
using System.Text;

namespace Skiller.Web.Text;

/// <summary>Shows at most four combining marks in a row, so that a text stays within its lines (X14).</summary>
internal static class CombiningMarks
{
    private const int MostInARow = 4;

    public static string Cap(string text)
    {
        var row = 0;
        StringBuilder? capped = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            row = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? row + 1 : 0;
            if (row > MostInARow)
            {
                capped ??= new StringBuilder(text, 0, at, text.Length);
            }
            else
            {
                capped?.Append(rune.ToString());
            }

            at += rune.Utf16SequenceLength;
        }

        return capped?.ToString() ?? text;
    }
}
