using Skiller.Contracts;
using Skiller.Web.Api;

namespace Skiller.Web.Site;

/// <summary>The language of a page: what its address says, then what its reader chose, then what their browser asks for, then French.</summary>
internal static class SiteLanguage
{
    /// <summary>Set by choosing a language and by signing in, and by nothing else.</summary>
    public const string Cookie = "language";

    /// <summary>Says it in an address, for those who follow a link in a language: search engines ask for none.</summary>
    public const string Parameter = "lang";

    public static Locale Of(HttpRequest request) =>
        RequestLanguage.TryParse(request.Query[Parameter], out var said) ? said
        : RequestLanguage.TryParse(request.Cookies[Cookie], out var chosen) ? chosen
        : RequestLanguage.Of(request);
}
