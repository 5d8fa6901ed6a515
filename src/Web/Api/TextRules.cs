namespace Skiller.Web.Api;

/// <summary>What no text that comes in may have, whether in a body or in a query (T03, T04).</summary>
internal static class TextRules
{
    /// <summary>Whether a text of this kind has no character that it may not have, and no half of a surrogate pair.</summary>
    public static bool Allow(string text, TextKind kind)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c) || IsRefused(c, kind))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRefused(char c, TextKind kind) => kind switch
    {
        TextKind.Secret => c == '\0',
        TextKind.Lines => char.IsControl(c) && c is not ('\n' or '\r' or '\t'),
        _ => char.IsControl(c) || c is '\u2028' or '\u2029',
    };
}

/// <summary>Which control characters a text may have (T03).</summary>
internal enum TextKind
{
    /// <summary>None.</summary>
    Line,

    /// <summary>Line breaks and tabs.</summary>
    Lines,

    /// <summary>All but NUL: a password.</summary>
    Secret,
}
