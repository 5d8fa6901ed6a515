using System.Buffers;
using System.Text;

namespace Skiller.Grains.Search;

/// <summary>
/// Markdown as one reads it in a list of results: words without marks, addresses and tags, and single blanks between. It need not be exact,
/// only readable: pages are made by the renderer of the front.
/// </summary>
internal static class PlainWriting
{
    private static readonly SearchValues<char> _endsAddress = SearchValues.Create(" \t\r\n)>]");

    public static string Of(string? markdown)
    {
        if (string.IsNullOrEmpty(markdown))
        {
            return "";
        }

        var plain = new StringBuilder(markdown.Length);
        for (var at = 0; at < markdown.Length;)
        {
            var skipped = Skipped(markdown, at);
            if (skipped > 0)
            {
                if (markdown[at] != ']')
                {
                    Blank(plain);
                }

                at += skipped;
                continue;
            }

            var letter = markdown[at++];
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                Blank(plain);
            }
            else if (!IsMark(markdown, at - 1))
            {
                plain.Append(letter);
            }
        }

        return plain.ToString().TrimEnd();
    }

    // The target of a link, an address, a tag.
    private static int Skipped(string text, int at) => text[at] switch
    {
        ']' when Next(text, at) == '(' => Until(text, at, ')'),
        '<' when at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] == '/') => Until(text, at, '>'),
        'h' when IsAddress(text, at) => text.AsSpan(at).IndexOfAny(_endsAddress) is var end and >= 0 ? end : text.Length - at,
        _ => 0,
    };

    private static bool IsAddress(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && (text.AsSpan(at).StartsWith("https://", StringComparison.Ordinal) || text.AsSpan(at).StartsWith("http://", StringComparison.Ordinal));

    // Not across lines, and not far: what is never closed is no link.
    private static int Until(string text, int at, char closing)
    {
        var rest = text.AsSpan(at, Math.Min(text.Length - at, 2_000));
        var end = rest.IndexOfAny(closing, '\n');
        return end > 0 && rest[end] == closing ? end + 1 : 0;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\n';

    private static bool IsMark(string text, int at) => text[at] switch
    {
        '*' or '`' or '|' or '~' or '\\' => true,
        '#' or '>' or '=' => at == 0 || text[at - 1] is '\n' or '#' or '>' or '=',
        '-' or '+' => (at == 0 || text[at - 1] is '\n') && Next(text, at) is ' ',
        '[' or ']' => true,
        '!' => Next(text, at) == '[',
        '_' => at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(Next(text, at)),
        _ => false,
    };

    private static void Blank(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] != ' ')
        {
            plain.Append(' ');
        }
    }
}
