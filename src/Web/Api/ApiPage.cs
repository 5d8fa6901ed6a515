using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;
using Skiller.Web.Resources;
using Skiller.Web.Site;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Api;

/// <summary>
/// The page at <c>/api</c> that says how to begin, and the one behind it that shows the description, by Scalar, from the program's own assets
/// and nothing from elsewhere.
/// </summary>
internal static partial class ApiPage
{
    private const string Reference = "/api/reference";

    public static void MapApiIntroduction(this IEndpointRouteBuilder pages) => pages.MapGet("/api", (WebOptions options) =>
        PageAnswer.Of<ApiIntroductionPage>(new ApiIntroduction(options.Absolute(Answers.Base), Reference, $"/openapi/{ApiDocument.Name}.json")))
        .WithMetadata(RememberedForVisitors.It);

    public static void MapApiReference(this IEndpointRouteBuilder app) =>
        app.MapScalarApiReference(Reference, (options, http) =>
        {
            var back = HtmlEncoder.Default.Encode(Messages.Text("api.back", SiteLanguage.Of(http.Request)));
            options.AddHeaderContent($"<header style=\"padding: .75rem 1.5rem; font-family: system-ui, sans-serif\"><a href=\"/api\" lang=\"{RequestLanguage.Tag(SiteLanguage.Of(http.Request))}\">← {back}</a></header>");
            options.Title = "Skiller API";
            options.OpenApiRoutePattern = "/openapi/{documentName}.json";
            options.DefaultFonts = false;

            // Both would talk to others than this site.
            options.DisableAgent();
            options.HideDeveloperTools();
            options.AddDocument(ApiDocument.Name);
        });

    /// <summary>Lets the page run its own scripts: those of this site, and the one it brings with it, by its hash.</summary>
    public static async Task AllowScripts(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(Reference, StringComparison.OrdinalIgnoreCase, out var rest) || (rest.HasValue && rest != "/"))
        {
            await next(http);
            return;
        }

        var body = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        var hashes = InlineScript().Matches(Encoding.UTF8.GetString(page.ToArray()))
            .Select(script => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups["script"].Value)))}'");
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'{string.Concat(hashes)}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        page.Position = 0;
        await page.CopyToAsync(body, http.RequestAborted);
    }

    [GeneratedRegex("<script( type=\"module\")?>(?<script>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScript();
}

/// <summary>What the page about the API names.</summary>
/// <param name="Root">What every address begins with.</param>
/// <param name="Reference">The path of the reference.</param>
/// <param name="Description">The path of the machines' description.</param>
public sealed record ApiIntroduction(string Root, string Reference, string Description);
