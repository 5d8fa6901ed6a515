using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Resources;

namespace Skiller.Web.Api;

/// <summary>What stands at the root: what Skiller is, and where its API is.</summary>
internal static class Landing
{
    public static void MapLanding(this IEndpointRouteBuilder app) =>
        app.MapGet("/", (HttpContext http) =>
        {
            var language = RequestLanguage.Of(http.Request);
            var tag = RequestLanguage.Tag(language);
            http.Response.Headers.ContentLanguage = tag;
            http.Response.Headers.Vary = "Accept-Language";
            return TypedResults.Content(Page(language, tag), "text/html; charset=utf-8");
        }).ExcludeFromDescription();

    private static string Page(Locale language, string tag) => $"""
        <!doctype html>
        <html lang="{tag}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Skiller</title></head>
        <body><main><h1>Skiller</h1><p>{Messages.Text("landing.what", language)}</p><p><a href="/api">{Messages.Text("landing.api", language)}</a></p></main></body>
        </html>
        """;
}
