using Skiller.Contracts;
using Skiller.Web.Api;

namespace Skiller.Web.Site;

/// <summary>
/// The language of a page: what its address says, then what its reader chose in their settings, then by the cookie, then what their browser
/// asks for, then French.
/// </summary>
internal static class SiteLanguage
{
    /// <summary>Set by choosing a language and by signing in, and by nothing else.</summary>
    public const string Cookie = "language";

    /// <summary>Says it in an address, for those who follow a link in a language: search engines ask for none.</summary>
    public const string Parameter = "lang";

    private static readonly object _known = new();

    public static Locale Of(HttpRequest request)
    {
        var items = request.HttpContext.Items;
        if (items[_known] is Locale known)
        {
            return known;
        }

        var language = RequestLanguage.TryParse(request.Query[Parameter], out var said) ? said
            : RequestLanguage.TryParse(request.Cookies[Cookie], out var chosen) ? chosen
            : RequestLanguage.Of(request);
        items[_known] = language;
        return language;
    }

    /// <summary>From now on the page is in the language that its reader, a member, has chosen for good, unless its address says another.</summary>
    public static void Become(HttpContext http, Locale language)
    {
        if (!RequestLanguage.TryParse(http.Request.Query[Parameter], out _))
        {
            http.Items[_known] = language;
            http.Response.Headers.ContentLanguage = RequestLanguage.Tag(language);
        }
    }
}
