using System.Buffers;

namespace Skiller.Web.Pulse;

/// <summary>Who says of themselves that they are a program. Whoever says nothing is one too: every browser names itself.</summary>
internal static class Robots
{
    // What programs call themselves by convention, and the names of the libraries that most are made of.
    private static readonly SearchValues<string> _names = SearchValues.Create(
        ["bot", "crawl", "spider", "slurp", "preview", "monitor", "scan", "fetch", "http-client", "httpclient", "headless", "curl/", "wget/", "python", "java/", "libwww", "lighthouse"],
        StringComparison.OrdinalIgnoreCase);

    public static bool Is(ReadOnlySpan<char> userAgent) => userAgent.IsWhiteSpace() || userAgent.ContainsAny(_names);
}
