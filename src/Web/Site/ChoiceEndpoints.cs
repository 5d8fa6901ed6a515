using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Site;

/// <summary>
/// Keeps a reader's choice of language or colours in a cookie that says nothing else. No token guards it: a foreign site that sent it would
/// change how a page looks and nothing more, and is refused all the same (<see cref="SameSite"/>).
/// </summary>
internal static class ChoiceEndpoints
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(365);

    public static void MapChoices(this IEndpointRouteBuilder pages) => pages.MapPost("/choices", Choose).WithMetadata(UnprovenForm.It);

    private static async Task<IResult> Choose(ApiCall call)
    {
        var http = call.Http;
        var form = await FormBody.Read(http);
        if (RequestLanguage.TryParse(form["language"], out var language))
        {
            Keep(http, SiteLanguage.Cookie, RequestLanguage.Tag(language));

            // What a member has chosen in their settings would win over the cookie: it is chosen anew.
            if (await call.Viewer() is { Locale: { } chosen } actor && chosen != language)
            {
                var command = new ChoosePreferences(language, actor.TimeZone);
                await call.Write(repeatable: true, grains => grains.Account(actor.Member).ChoosePreferences(command, CancellationToken.None));
            }
        }

        switch (form["theme"])
        {
            case "light" or "dark":
                Keep(http, SiteTheme.Cookie, form["theme"]!);
                break;
            case "system":
                http.Response.Cookies.Delete(SiteTheme.Cookie);
                break;
        }

        return TypedResults.LocalRedirect(LocalPath.Of(form["back"]));
    }

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = _kept,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        HttpOnly = true,
        Path = "/",
    });
}
