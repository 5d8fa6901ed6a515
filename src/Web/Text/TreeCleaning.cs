using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Skiller.Web.Text;

/// <summary>
/// Cleans the syntax tree before anything is written: links to what is not allowed become their text, images become links (X15), headings stay
/// below those of the page without leaving a level out (X14), and no element has an attribute but the language of its code (X04, X07).
/// </summary>
internal static class TreeCleaning
{
    private const int HeadingShift = 2;
    private const int LowestHeading = 6;
    private const int LanguageMax = 20;

    /// <summary>Returns the number of images that were found.</summary>
    public static int Clean(MarkdownDocument document)
    {
        var images = 0;
        var above = new Stack<int>();
        foreach (var node in document.Descendants().ToList())
        {
            node.RemoveData(typeof(HtmlAttributes));
            switch (node)
            {
                case HeadingBlock heading:
                    heading.Level = Math.Min(LowestHeading, HeadingShift + Depth(heading.Level, above));
                    break;
                case FencedCodeBlock code when Language(code.Info) is { } language:
                    code.GetAttributes().AddClass($"language-{language}");
                    break;
                case LinkInline link:
                    images += link.IsImage ? 1 : 0;
                    Clean(link);
                    break;
                case AutolinkInline auto when !(auto.IsEmail || SafeUrl.Allows(auto.Url)):
                    auto.ReplaceBy(new LiteralInline(auto.Url));
                    break;
            }
        }

        return images;
    }

    /// <summary>How deep a heading is below those above it: one that leaves a level out is one deeper and no more, as readers of outlines expect.</summary>
    private static int Depth(int level, Stack<int> above)
    {
        while (above.TryPeek(out var last) && last >= level)
        {
            above.Pop();
        }

        above.Push(level);
        return above.Count;
    }

    private static void Clean(LinkInline link)
    {
        var url = link.GetDynamicUrl is { } dynamic ? dynamic() ?? link.Url : link.Url;
        if (!SafeUrl.Allows(url))
        {
            Unwrap(link);
            return;
        }

        if (!link.IsImage)
        {
            return;
        }

        link.IsImage = false;
        if (link.FirstChild is null)
        {
            link.AppendChild(new LiteralInline(url ?? ""));
        }

        if (IsInALink(link))
        {
            // A link in a link is no HTML: the outer one stays.
            Unwrap(link);
        }
    }

    /// <summary>Whether it is part of what a link says.</summary>
    public static bool IsInALink(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline)
            {
                return true;
            }
        }

        return false;
    }

    private static void Unwrap(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    private static string? Language(string? info) =>
        info is { Length: >= 1 and <= LanguageMax } && info.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-' or '.')
            ? info.ToLowerInvariant()
            : null;
}
