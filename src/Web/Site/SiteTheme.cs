namespace Skiller.Web.Site;

/// <summary>Light or dark by choice; without one the system decides.</summary>
internal static class SiteTheme
{
    /// <summary>Set by choosing, and by nothing else.</summary>
    public const string Cookie = "theme";

    /// <summary>The chosen one, null when the system decides.</summary>
    public static string? Of(HttpContext? http) => http?.Request.Cookies[Cookie] switch
    {
        "light" => "light",
        "dark" => "dark",
        _ => null,
    };
}
