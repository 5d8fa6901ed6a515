using System.Text;
using Microsoft.AspNetCore.Routing;
using Skiller.Web.Api;
using Skiller.Web.Site;

namespace Skiller.Web.Crawling;

/// <summary>What search engines and browsers ask a site for by itself.</summary>
internal static class CrawlingEndpoints
{
    // Nothing to be found there: what members only see, results of a search, and what is made for programs.
    private static readonly string[] _closed = ["/ask", "/choices", "/search", "/sign-in", "/api/v1/", "/openapi/"];

    public static void MapCrawling(this IEndpointRouteBuilder machines)
    {
        machines.MapGet("/robots.txt", Robots);
        machines.MapGet("/opensearch.xml", Search);
        machines.MapGet("/sitemap.xml", Sitemaps.Index);
        machines.MapGet("/sitemaps/{kind}-{part}.xml", Sitemaps.Part);
    }

    private static IResult Robots(HttpContext http, WebOptions options)
    {
        var text = new StringBuilder("User-agent: *\n");
        foreach (var path in _closed)
        {
            text.Append("Disallow: ").Append(path).Append('\n');
        }

        text.Append("\nSitemap: ").Append(options.Absolute("/sitemap.xml")).Append('\n');
        return Documents.Of(http, Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", ProgramTime.InstalledAt);
    }

    private static IResult Search(HttpContext http, Words words, SiteTexts site, WebOptions options) => Documents.Of(
        http, OpenSearch.Write(words, options), OpenSearch.MediaType, site.Current.Since(ProgramTime.InstalledAt));
}
