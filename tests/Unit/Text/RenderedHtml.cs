using AngleSharp.Html.Parser;
using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>Renders and looks at what a browser would make of it; what could run, load or imitate anything fails here, whatever its text.</summary>
internal static class RenderedHtml
{
    private static readonly HashSet<string> _elements =
    [
        "p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "del", "blockquote", "ul", "ol", "li", "code", "pre", "a",
        "table", "thead", "tbody", "tr", "th", "td",
    ];

    private static readonly HashSet<string> _attributes = ["href", "title", "class", "start", "rel"];

    public static string Of(string markdown)
    {
        var outcome = MarkdownPipeline.Render(markdown);
        Assert.NotNull(outcome.Html);
        AssertHarmless(outcome.Html);
        return outcome.Html;
    }

    public static void AssertHarmless(string html)
    {
        var body = new HtmlParser().ParseDocument($"<!doctype html><body><div id=\"post\">{html}</div>").QuerySelector("#post");
        Assert.NotNull(body);
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, _elements);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, _attributes);
            }

            if (element is { LocalName: "a" } && element.GetAttribute("class") == "mention")
            {
                Assert.Matches("^/members/[a-z0-9-]{3,30}$", element.GetAttribute("href"));
                continue;
            }

            if (element.GetAttribute("class") is { } language)
            {
                Assert.Equal("code", element.LocalName);
                Assert.Matches("^language-[a-z0-9+#.-]{1,20}$", language);
            }

            if (element.LocalName == "a" && element.GetAttribute("href") is { } href)
            {
                Assert.Matches("^(https?://[^/\\\\@]|mailto:|/(?![/\\\\])|/$|#)", href);
                Assert.Equal("nofollow ugc noopener", element.GetAttribute("rel"));
            }
        }
    }
}
