using System.Text;

namespace Skiller.Grains.Search;

/// <summary>How a folded word sounds to a French ear, roughly: <c>filosofie</c> is <c>philosophie</c>, <c>entretient</c> is <c>entretien</c>.</summary>
internal static class Sound
{
    private static readonly (string From, string To)[] _spellings =
    [
        ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("tion", "sion"), ("ssion", "sion"), ("ction", "ksion"), ("sch", "ch"), ("sh", "ch"), ("ph", "f"),
        ("th", "t"), ("rh", "r"), ("qu", "k"), ("ck", "k"), ("au", "o"), ("ain", "in"), ("ein", "in"), ("aim", "in"), ("ym", "in"), ("yn", "in"), ("im", "im"),
        ("ai", "e"), ("ei", "e"), ("ay", "e"), ("ey", "e"), ("en", "an"), ("em", "an"), ("am", "an"), ("oe", "e"), ("gu", "g"), ("ge", "je"),
        ("gi", "ji"), ("gy", "ji"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("sc", "s"), ("ch", "ch"), ("c", "k"), ("q", "k"), ("y", "i"), ("z", "s"),
        ("x", "ks"), ("h", ""), ("w", "v"),
    ];

    public static string Of(string word)
    {
        var sound = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (from, to) = _spellings.FirstOrDefault(spelling => string.CompareOrdinal(word, at, spelling.From, 0, spelling.From.Length) == 0);
            foreach (var letter in to ?? word[at].ToString())
            {
                if (sound.Length == 0 || sound[^1] != letter)
                {
                    sound.Append(letter);
                }
            }

            at += from?.Length ?? 1;
        }

        // What French does not speak at the end of a word.
        for (var silent = 0; silent < 3 && sound.Length > 3 && sound[^1] is 'e' or 's' or 't' or 'd' or 'p'; silent++)
        {
            sound.Length--;
        }

        return sound.ToString();
    }
}
