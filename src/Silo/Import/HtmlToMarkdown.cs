using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Skiller.Silo.Import;

/// <summary>
/// The Markdown of a dump's HTML, for posts whose history is not in the dump. Covers what Stack Exchange lets through: paragraphs, lists,
/// quotes, code, headings, rules, links, images, emphasis; of anything else the text stays.
/// </summary>
internal static class HtmlToMarkdown
{
    private static readonly HtmlParser _parser = new();

    public static string Convert(string html)
    {
        using var document = _parser.ParseDocument(html);

        // A text may begin with code, whose spaces are what makes it code.
        return document.Body is { } body ? Blocks(body).TrimEnd() : "";
    }

    private static string Blocks(INode parent)
    {
        var blocks = new List<string>();
        var line = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && Block(element) is { } block)
            {
                Flush();
                blocks.Add(block);
            }
            else
            {
                line.Append(Inline(node));
            }
        }

        Flush();
        return string.Join("\n\n", blocks.Where(static b => b.Length > 0));

        void Flush()
        {
            blocks.Add(line.ToString().Trim());
            line.Clear();
        }
    }

    private static string? Block(IElement element) => element.LocalName switch
    {
        "p" or "div" => Blocks(element),
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => $"{new string('#', element.LocalName[1] - '0')} {Inlines(element).Trim()}",
        "hr" => "---",
        "pre" => Indented(element.TextContent.TrimEnd('\n'), "    "),
        "blockquote" => Indented(Blocks(element), "> "),
        "ul" => List(element, static _ => "- "),
        "ol" => List(element, static n => $"{n}. "),
        _ => null,
    };

    private static string List(IElement list, Func<int, string> bullet) => string.Join('\n', list.Children
        .Where(static child => child.LocalName == "li")
        .Select((item, i) => (Text: Blocks(item).Replace("\n\n- ", "\n- ", StringComparison.Ordinal), Bullet: bullet(i + 1)))
        .Select(static item => item.Bullet + item.Text.Replace("\n", $"\n{new string(' ', item.Bullet.Length)}", StringComparison.Ordinal)));

    private static string Indented(string text, string prefix) => string.Join('\n', text.Split('\n').Select(line => prefix + line));

    private static string Inlines(INode parent) => string.Concat(parent.ChildNodes.Select(Inline));

    private static string Inline(INode node) => node switch
    {
        IText text => Escaped(text.Data.Replace('\n', ' ')),
        IElement element => Inline(element),
        _ => "",
    };

    private static string Inline(IElement element) => element.LocalName switch
    {
        "script" or "style" => "",
        "br" => "  \n",
        "strong" or "b" => Wrapped(element, "**"),
        "em" or "i" => Wrapped(element, "*"),
        "del" or "s" or "strike" => Wrapped(element, "~~"),
        "code" => Code(element.TextContent),
        "a" when element.GetAttribute("href") is { } href => $"[{Inlines(element).Trim()}]({Url(href)})",
        "img" when element.GetAttribute("src") is { } src => $"![{Escaped(element.GetAttribute("alt") ?? "")}]({Url(src)})",
        _ => Inlines(element),
    };

    private static string Wrapped(IElement element, string mark) => Inlines(element) is var text && text.Trim().Length > 0 ? $"{mark}{text.Trim()}{mark}" : text;

    private static string Code(string text)
    {
        var fence = text.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return fence.Length > 1 ? $"{fence} {text} {fence}" : $"{fence}{text}{fence}";
    }

    private static string Url(string url) => url.Replace(" ", "%20", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '*' or '_' or '`' or '[' or ']' or '\\' or '<')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
