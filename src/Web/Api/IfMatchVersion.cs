using System.Globalization;

namespace Skiller.Web.Api;

/// <summary>
/// The version in <c>If-Match</c>: <c>"3"</c>, <c>"3.9f86d081"</c>, or either with <c>W/</c>; only the version counts (API.md). <c>*</c> and
/// lists are refused: an edit names the one text that its author saw.
/// </summary>
internal static class IfMatchVersion
{
    /// <summary>The version, 0 without the header: no post has that one, so what else stands against the edit is said first.</summary>
    public static int Of(HttpRequest request)
    {
        var values = request.Headers.IfMatch;
        if (values.Count == 0)
        {
            return 0;
        }

        var text = values.Count == 1 ? values.ToString() : "";
        text = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text;
        if (text is ['"', .. var inner, '"'])
        {
            var dot = inner.IndexOf('.', StringComparison.Ordinal);
            var digits = dot < 0 ? inner : inner[..dot];
            if (digits is [>= '1' and <= '9', ..] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && (dot < 0 || inner[(dot + 1)..].All(char.IsAsciiLetterOrDigit)))
            {
                return version;
            }
        }

        throw ListQuery.Fault("If-Match", "not-a-version");
    }
}
