using Skiller.Contracts;
using Skiller.Web.Api;

namespace Skiller.Web.Site;

/// <summary>The language of a page: what its reader chose, then what their browser asks for, then French.</summary>
internal static class SiteLanguage
{
    /// <summary>Set by choosing a language and by signing in, and by nothing else.</summary>
    public const string Cookie = "language";

    public static Locale Of(HttpRequest request) =>
        RequestLanguage.TryParse(request.Cookies[Cookie], out var chosen) ? chosen : RequestLanguage.Of(request);
}
