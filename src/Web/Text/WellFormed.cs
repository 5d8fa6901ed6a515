using System.Text;
using System.Xml;

namespace Skiller.Web.Text;

/// <summary>Text that XML can hold: it has no way to write most control characters and half surrogates, so these become U+FFFD.</summary>
internal static class WellFormed
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return Cleaned(text);
            }
        }

        return text;
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A half surrogate is enumerated as the replacement already.
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Replacement.ToString() : rune.ToString());
        }

        return clean.ToString();
    }
}
