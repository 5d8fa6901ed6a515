using System.Net;
using System.Text;

namespace Skiller.Web.Text;

/// <summary>The first words of a text that was rendered, without its marks: for lists of results and for machines.</summary>
internal static class Excerpt
{
    /// <summary>At most <paramref name="max"/> characters, cut between words. Reads no more of the text than that takes.</summary>
    /// <param name="html">What the renderer made, in which every <c>&lt;</c> begins a tag.</param>
    /// <param name="max">How many characters at most.</param>
    public static string Of(string html, int max)
    {
        var text = new StringBuilder(Math.Min(html.Length, max));
        for (var at = 0; at < html.Length && text.Length <= max;)
        {
            at = html[at] switch
            {
                '<' => SkipTag(html, at, text),
                '&' => AddEntity(html, at, text),
                var c => Add(c, at, text),
            };
        }

        return Cut(text.ToString().TrimEnd(), max);
    }

    private static int SkipTag(string html, int at, StringBuilder text)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
        {
            return html.Length;
        }

        // A word does not go on behind a tag that begins or ends a block.
        if (!html.AsSpan(at + 1, end - at - 1).TrimStart('/').StartsWithAny("a ", "a>", "b>", "em", "strong", "code", "del", "sub", "sup"))
        {
            Space(text);
        }

        return end + 1;
    }

    private static int AddEntity(string html, int at, StringBuilder text)
    {
        var end = html.IndexOf(';', at);
        if (end < 0)
        {
            return Add('&', at, text);
        }

        text.Append(WebUtility.HtmlDecode(html[at..(end + 1)]));
        return end + 1;
    }

    private static int Add(char c, int at, StringBuilder text)
    {
        // A no-break space stays one.
        if (c is ' ' or '\n' or '\r' or '\t')
        {
            Space(text);
        }
        else
        {
            text.Append(c);
        }

        return at + 1;
    }

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
        {
            text.Append(' ');
        }
    }

    private static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', max - 1);
        var end = space > max / 2 ? space : max - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)].TrimEnd() + "…";
    }

    private static bool StartsWithAny(this ReadOnlySpan<char> tag, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (name[^1] == '>' ? tag.SequenceEqual(name.AsSpan(0, name.Length - 1)) : tag.StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
