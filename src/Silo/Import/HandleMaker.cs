using System.Globalization;
using System.Text;
using Skiller.Contracts.Members;

namespace Skiller.Silo.Import;

/// <summary>Makes handles of names: accents taken off, what is no letter or digit becomes a hyphen, a number added until nobody has it.</summary>
internal static class HandleMaker
{
    private const int Longest = 30;
    private const int RoomForNumber = 9;

    /// <summary>Handles to try, the nicest first; the last one has the user's own number and is free unless somebody chose it on purpose.</summary>
    public static IEnumerable<Handle> Of(string name, long user)
    {
        var word = Word(name);
        foreach (var text in new[] { word, $"{word}-{user}", $"member-{user}", $"imported-member-{user}" })
        {
            if (Handle.TryParse(text.Length > Longest ? text[..Longest].TrimEnd('-') : text, out var handle))
            {
                yield return handle;
            }
        }
    }

    private static string Word(string name)
    {
        var word = new StringBuilder();
        foreach (var rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var letter = rune.IsAscii && Rune.IsLetterOrDigit(rune) ? (char)rune.Value : '-';
            if (letter != '-' || (word.Length > 0 && word[^1] != '-'))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
        }

        var text = word.ToString().Trim('-');
        return text.Length > Longest - RoomForNumber ? text[..(Longest - RoomForNumber)].TrimEnd('-') : text;
    }
}
