using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Site.Remembered;
using Skiller.Web.Text;

namespace Skiller.Web.Site;

/// <summary>Pages that are only read: what Skiller is, its charter, what it keeps, who is behind it. Each is a Markdown file a language.</summary>
internal static class ReadingPages
{
    private static readonly string[] _names = ["about", "charter", "privacy", "legal", "accessibility"];

    private static readonly FrozenDictionary<(string Name, Locale Language), string> _texts =
        _names.SelectMany(static name => new[] { (name, Locale.Fr), (name, Locale.En) }).ToFrozenDictionary(static page => page, Load);

    public static void MapReadingPages(this IEndpointRouteBuilder pages)
    {
        foreach (var name in _names)
        {
            pages.MapGet($"/{name}", (Words words, MarkdownRenderer renderer) =>
                PageAnswer.Of<ReadingPage>(new ReadingModel(name, words[$"site.{name}"], Sections(_texts[(name, words.Language)], renderer))))
                .WithMetadata(RememberedForVisitors.It);
        }
    }

    // Headings of posts stand lower than those of a page, so the text is cut at its own.
    private static ReadingSection[] Sections(string text, MarkdownRenderer renderer) =>
    [
        .. $"\n{text}".Split("\n## ").Select((part, i) => i == 0
            ? new ReadingSection(null, renderer.Html(part.Trim()))
            : new ReadingSection(part[..part.IndexOf('\n', StringComparison.Ordinal)].Trim(), renderer.Html(part[part.IndexOf('\n', StringComparison.Ordinal)..].Trim()))),
    ];

    private static string Load((string Name, Locale Language) page)
    {
        var file = $"Reading/{page.Name}.{(page.Language == Locale.En ? "en" : "fr")}.md";
        using var stream = typeof(ReadingPages).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"{file} is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
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
public sealed record ReadingSection(string? Title, string Html);
