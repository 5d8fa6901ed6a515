using System.Diagnostics.CodeAnalysis;
using System.Net;
using Skiller.Contracts;

namespace Skiller.Grains.Webhooks;

/// <summary>Which addresses webhooks may have, as far as that can be said without looking names up. Pure.</summary>
internal static class WebhookUrl
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="allowPrivate">Whether private addresses, and those without TLS, are allowed.</param>
    /// <param name="url">The address, in one spelling: numbers of hosts in whatever base are IPv4 addresses.</param>
    /// <param name="fault">Why it is none, a rule of the field.</param>
    public static bool TryParse(string text, bool allowPrivate, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        if (text.Length > Limits.WebhookUrlMax)
        {
            (url, fault) = (null, "too-long");
            return false;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0 || url.UserInfo.Length > 0
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            fault = "not-a-url";
            return false;
        }

        if (!allowPrivate)
        {
            fault = url.Scheme != Uri.UriSchemeHttps ? "not-https" : IsPrivate(url.IdnHost) ? "private-address" : null;
        }

        return fault is null;
    }

    // A literal of IPv6 has brackets in an address and none in IdnHost.
    private static bool IsPrivate(string host) =>
        (IPAddress.TryParse(host, out var literal) && !PublicAddresses.Has(literal))
        || host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
