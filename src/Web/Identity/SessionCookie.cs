namespace Skiller.Web.Identity;

/// <summary>
/// Keeps a reader's token in their browser: no script sees it and no other site sends it along with a form. Where the site is on HTTPS its
/// name binds it to this very host (C11).
/// </summary>
internal static class SessionCookie
{
    private const int Longest = 200;

    public static SessionToken? Read(HttpRequest request, Uri site) =>
        request.Cookies[Name(site)] is { Length: <= Longest } text ? SessionToken.Parse(text) : null;

    public static void Set(HttpContext http, Uri site, string token, DateTimeOffset expiresAt) =>
        http.Response.Cookies.Append(Name(site), token, Options(site, expiresAt));

    public static void Delete(HttpContext http, Uri site) => http.Response.Cookies.Delete(Name(site), Options(site, null));

    /// <summary>The name of a cookie that belongs to this host alone.</summary>
    public static string NameOf(Uri site, string name) => site.Scheme == Uri.UriSchemeHttps ? $"__Host-{name}" : name;

    private static string Name(Uri site) => NameOf(site, "session");

    private static CookieOptions Options(Uri site, DateTimeOffset? expiresAt) => new()
    {
        Expires = expiresAt,
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = site.Scheme == Uri.UriSchemeHttps,
    };
}
