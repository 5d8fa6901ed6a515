using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Ganss.Xss;

namespace Skiller.Web.Text;

/// <summary>The last gate: only these elements, attributes and schemes leave the renderer, whatever was written before it.</summary>
internal static partial class Sanitising
{
    private static readonly HtmlSanitizer _sanitizer = Create();

    public static string Sanitise(string html) => _sanitizer.Sanitize(html);

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "del", "blockquote", "ul", "ol", "li", "code", "pre", "a",
                "table", "thead", "tbody", "tr", "th", "td",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "title", "class", "start" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
            AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase),
        });
        sanitizer.PostProcessNode += (_, e) => Finish(e.Node);
        return sanitizer;
    }

    private static void Finish(INode node)
    {
        if (node is not IElement element)
        {
            return;
        }

        if (element.LocalName == "a" && MentionLinks.Are(element.GetAttribute("class"), element.GetAttribute("href")))
        {
            return;
        }

        if (element.GetAttribute("class") is { } classes && !(element.LocalName == "code" && LanguageClass().IsMatch(classes)))
        {
            element.RemoveAttribute("class");
        }

        if (element.LocalName == "a")
        {
            if (!SafeUrl.Allows(element.GetAttribute("href")))
            {
                element.RemoveAttribute("href");
            }

            element.SetAttribute("rel", "nofollow ugc noopener");
        }
    }

    [GeneratedRegex(@"\Alanguage-[a-z0-9+#.-]{1,20}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex LanguageClass();
}
