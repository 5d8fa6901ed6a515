using Microsoft.Net.Http.Headers;

namespace Skiller.Web.Site;

/// <summary>Which coding of a body a reader takes (RFC 9110, 12.5.3).</summary>
internal static class ContentCoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    /// <summary>The best of those that we have; null: none.</summary>
    public static string? Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var taken))
        {
            return null;
        }

        return Takes(taken, Brotli) ? Brotli : Takes(taken, Gzip) ? Gzip : null;
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> taken, string coding)
    {
        var named = taken.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? taken.FirstOrDefault(static value => value.Value == "*");
        return named is not null && named.Quality is not 0;
    }
}
