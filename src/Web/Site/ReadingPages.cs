using Microsoft.AspNetCore.Routing;
using Skiller.Web.Site.Remembered;
using Skiller.Web.Text;

namespace Skiller.Web.Site;

/// <summary>Pages that are only read: what the site is, its charter, what it keeps, who is behind it; as an administrator has written them, or as they ship.</summary>
internal static class ReadingPages
{
    public static void MapReadingPages(this IEndpointRouteBuilder pages)
    {
        foreach (var (name, text) in ShippedTexts.Pages)
        {
            pages.MapGet($"/{name}", (Words words, SiteTexts site, MarkdownRenderer renderer) =>
                PageAnswer.Of<ReadingPage>(new ReadingModel(
                    name,
                    words[$"site.{name}"],
                    ReadingSection.Of(site.Current[text, words.Language] ?? ShippedTexts.Of(text, words.Language), renderer))))
                .WithMetadata(RememberedForVisitors.It);
        }
    }
}

/// <summary>A page that is only read.</summary>
/// <param name="Name">Its path without the slash.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sections">Its text.</param>
public sealed record ReadingModel(string Name, string Title, IReadOnlyList<ReadingSection> Sections);

/// <summary>A part of it.</summary>
/// <param name="Title">Its heading, null for what stands first.</param>
/// <param name="Html">Its text, by the renderer.</param>
public sealed record ReadingSection(string? Title, string Html)
{
    /// <summary>The parts of a text. Headings of posts stand lower than those of a page, so it is cut at its own.</summary>
    internal static ReadingSection[] Of(string text, MarkdownRenderer renderer) =>
    [
        .. $"\n{text}".Split("\n## ").Select((part, i) => i == 0
            ? new ReadingSection(null, renderer.Html(part.Trim()))
            : Titled(part, renderer)),
    ];

    private static ReadingSection Titled(string part, MarkdownRenderer renderer)
    {
        var end = part.IndexOf('\n', StringComparison.Ordinal);
        return end < 0
            ? new ReadingSection(part.Trim(), "")
            : new ReadingSection(part[..end].Trim(), renderer.Html(part[end..].Trim()));
    }
}
