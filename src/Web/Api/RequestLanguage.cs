using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>The language of messages: the best of fr and en in <c>Accept-Language</c>, French without a usable one (API.md).</summary>
internal static class RequestLanguage
{
    private const int MaxRanges = 32;

    public static Locale Of(HttpRequest request)
    {
        var best = Locale.Fr;
        double bestQuality = 0;
        foreach (var range in request.GetTypedHeaders().AcceptLanguage.Take(MaxRanges))
        {
            var quality = range.Quality ?? 1;
            Locale? language = PrimaryTag(range.Value.AsSpan()) switch
            {
                "fr" or "*" => Locale.Fr,
                "en" => Locale.En,
                _ => null,
            };
            if (language is { } known && quality > bestQuality)
            {
                (best, bestQuality) = (known, quality);
            }
        }

        return best;
    }

    public static bool TryParse(string? text, out Locale locale)
    {
        locale = text == "en" ? Locale.En : Locale.Fr;
        return text is "fr" or "en";
    }

    public static string Tag(Locale locale) => locale == Locale.En ? "en" : "fr";

    private static string PrimaryTag(ReadOnlySpan<char> range)
    {
        var dash = range.IndexOf('-');
        return (dash < 0 ? range : range[..dash]).ToString().ToLowerInvariant();
    }
}
