using System.Globalization;
using System.Text;

namespace Skiller.Grains.Members;

/// <summary>
/// Which scripts a text is written in. One is enough for a name, and what is common to all (digits, marks, punctuation, pictures) goes with
/// each; together go those that are together in Japanese, Chinese and Korean, with Latin (UTS 39, "highly restrictive"). Blocks stand for
/// scripts, which is exact for letters in names; a letter of no listed block belongs to the script of its 256 code points.
/// </summary>
internal static class Scripts
{
    private const int Latin = 1;
    private const int Han = 2;
    private const int Hiragana = 3;
    private const int Katakana = 4;
    private const int Bopomofo = 5;
    private const int Hangul = 6;
    private const int Unlisted = 1_000;

    private static readonly int[][] _together = [[Latin, Han, Hiragana, Katakana], [Latin, Han, Bopomofo], [Latin, Han, Hangul]];

    // By block, in the order of code points: first, last, script.
    private static readonly (int First, int Last, int Script)[] _blocks =
    [
        (0x0041, 0x02AF, Latin), (0x0370, 0x03FF, 10), (0x0400, 0x052F, 11), (0x0530, 0x058F, 12), (0x0590, 0x05FF, 13), (0x0600, 0x06FF, 14),
        (0x0700, 0x074F, 15), (0x0750, 0x077F, 14), (0x0780, 0x07BF, 16), (0x07C0, 0x07FF, 17), (0x0860, 0x086F, 15), (0x0870, 0x08FF, 14),
        (0x0900, 0x097F, 18), (0x0980, 0x09FF, 19), (0x0A00, 0x0A7F, 20), (0x0A80, 0x0AFF, 21), (0x0B00, 0x0B7F, 22), (0x0B80, 0x0BFF, 23),
        (0x0C00, 0x0C7F, 24), (0x0C80, 0x0CFF, 25), (0x0D00, 0x0D7F, 26), (0x0D80, 0x0DFF, 27), (0x0E00, 0x0E7F, 28), (0x0E80, 0x0EFF, 29),
        (0x0F00, 0x0FFF, 30), (0x1000, 0x109F, 31), (0x10A0, 0x10FF, 32), (0x1100, 0x11FF, Hangul), (0x1200, 0x139F, 33), (0x13A0, 0x13FF, 34),
        (0x1400, 0x167F, 35), (0x1780, 0x17FF, 36), (0x1800, 0x18AF, 37), (0x18B0, 0x18FF, 35), (0x1C80, 0x1C8F, 11), (0x1C90, 0x1CBF, 32),
        (0x1D00, 0x1DBF, Latin), (0x1E00, 0x1EFF, Latin), (0x1F00, 0x1FFF, 10), (0x2C60, 0x2C7F, Latin), (0x2D00, 0x2D2F, 32), (0x2D80, 0x2DDF, 33),
        (0x2E80, 0x2FDF, Han), (0x3005, 0x3007, Han), (0x3040, 0x309F, Hiragana), (0x30A0, 0x30FF, Katakana), (0x3100, 0x312F, Bopomofo),
        (0x3130, 0x318F, Hangul), (0x31A0, 0x31BF, Bopomofo), (0x31F0, 0x31FF, Katakana), (0x3400, 0x4DBF, Han), (0x4E00, 0x9FFF, Han),
        (0xA000, 0xA4CF, 38), (0xA640, 0xA69F, 11), (0xA720, 0xA7FF, Latin), (0xA8E0, 0xA8FF, 18), (0xA960, 0xA97F, Hangul), (0xA9E0, 0xA9FF, 31),
        (0xAA60, 0xAA7F, 31), (0xAB00, 0xAB2F, 33), (0xAB30, 0xAB6F, Latin), (0xAB70, 0xABBF, 34), (0xAC00, 0xD7FF, Hangul), (0xF900, 0xFAFF, Han),
        (0xFB50, 0xFDFF, 14), (0xFE70, 0xFEFF, 14), (0x20000, 0x3FFFF, Han),
    ];

    /// <summary>Whether letters of scripts that do not go together are in it.</summary>
    public static bool AreMixed(string text)
    {
        var used = text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Select(Of).OfType<int>().ToHashSet();
        return used.Count > 1 && !Array.Exists(_together, used.IsSubsetOf);
    }

    private static int? Of(Rune rune)
    {
        if (!Rune.IsLetter(rune))
        {
            return null;
        }

        var (_, _, script) = Array.Find(_blocks, block => block.First <= rune.Value && rune.Value <= block.Last);
        return script != 0 ? script
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.ModifierLetter ? null
            : Unlisted + (rune.Value >> 8);
    }
}
