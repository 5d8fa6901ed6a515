using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Skiller.Web.Site;

/// <summary>
/// What a page is about in the words of schema.org, as JSON-LD. It stands in the page as a block of data, which no browser runs; whatever
/// members wrote in it, every <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> is escaped, so that nothing can end the block or begin a comment.
/// </summary>
internal static class StructuredData
{
    private static readonly JsonSerializerOptions _writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(params JsonNode?[] things) =>
        new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = new JsonArray(things) }.ToJsonString(_writing);

    /// <summary>The way from the home page to this one.</summary>
    public static JsonObject Breadcrumbs(WebOptions options, params ReadOnlySpan<(string Name, string Path)> steps)
    {
        var items = new JsonArray();
        foreach (var (name, path) in steps)
        {
            items.Add((JsonNode)new JsonObject
            {
                ["@type"] = "ListItem",
                ["position"] = items.Count + 1,
                ["name"] = name,
                ["item"] = options.Absolute(path),
            });
        }

        return new JsonObject { ["@type"] = "BreadcrumbList", ["itemListElement"] = items };
    }

    /// <summary>The site itself, by which name search engines show its pages.</summary>
    public static JsonObject Site(WebOptions options, string name) =>
        new() { ["@type"] = "WebSite", ["name"] = name, ["url"] = options.Absolute("/") };

    /// <summary>Who wrote something; null when nobody knows.</summary>
    public static JsonObject? Person(Members.AuthorJson? author) =>
        author is null ? null : new JsonObject { ["@type"] = "Person", ["name"] = author.Name, ["url"] = author.Url };
}
