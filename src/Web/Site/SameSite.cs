using Skiller.Contracts;
using Skiller.Web.Problems;

namespace Skiller.Web.Site;

/// <summary>
/// Refuses what another site makes a browser send (C04): browsers say where a request comes from in <c>Sec-Fetch-Site</c>, older ones in
/// <c>Origin</c>; who says neither is no browser.
/// </summary>
internal static class SameSite
{
    public static void Check(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        if (!IsOwnScript(request))
        {
            throw new RequestRefusedException(RefusalCode.NotAllowed);
        }
    }

    /// <summary>
    /// Whether a browser says that its reader came here by themselves or from a page of this site, for a page and not for a part that another page
    /// shows. An older browser, and who is none, says nothing; that is no.
    /// </summary>
    public static bool IsOwnWay(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none"
        && request.Headers["Sec-Fetch-Dest"].ToString() is "document" or "empty";

    /// <summary>Whether what asks is not a page of another site, as far as the reader's browser says.</summary>
    public static bool IsOwnScript(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is "same-origin" or "none"
            : request.Headers.Origin.ToString() is not { Length: > 0 } origin || IsHere(request, origin);

    private static bool IsHere(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
