namespace Skiller.Web.Text;

/// <summary>Which addresses a text may link to: http, https and mailto, and places of this site that begin with one slash or a hash (X01).</summary>
internal static class SafeUrl
{
    private const int MostCharacters = 2_000;

    public static bool Allows(string? url)
    {
        if (url is not { Length: >= 1 and <= MostCharacters } || url.Any(IsNeverInAnAddress))
        {
            return false;
        }

        return url[0] switch
        {
            '#' => true,
            '/' => url.Length == 1 || url[1] != '/',
            _ => IsWeb(url) || IsMail(url),
        };
    }

    /// <summary>Controls, spaces and invisible characters hide a scheme; a backslash is a slash to browsers.</summary>
    private static bool IsNeverInAnAddress(char c) =>
        char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '<' or '>' or '"' or '`' or '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F')
            or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069');

    private static bool IsWeb(string url) =>
        (url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && !Authority(url).Contains('@', StringComparison.Ordinal)
        && uri.Port is > 0;

    private static bool IsMail(string url) =>
        url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && Identity.EmailAddress.IsPlausible(url["mailto:".Length..]);

    private static string Authority(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        return end < 0 ? url[start..] : url[start..end];
    }
}
