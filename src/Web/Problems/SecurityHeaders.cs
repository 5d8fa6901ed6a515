using Microsoft.Extensions.DependencyInjection;

namespace Skiller.Web.Problems;

/// <summary>Headers that every answer has; a page with scripts of its own sets another policy over them.</summary>
internal static class SecurityHeaders
{
    // A year, the least that ASVS 3.4.1 takes.
    private const string OnlySecurely = "max-age=31536000; includeSubDomains";

    public static void Set(HttpContext http)
    {
        var response = http.Response;
        if (http.RequestServices.GetRequiredService<WebOptions>().PublicUrl.Scheme == Uri.UriSchemeHttps)
        {
            response.Headers.StrictTransportSecurity = OnlySecurely;
        }

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
