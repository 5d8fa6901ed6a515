using System.Net;

namespace Skiller.Web.Site;

/// <summary>
/// The names under which the site is asked for (C15): that of its public address, this machine's own, and addresses, which nobody else can
/// take. A proxy that is trusted says what it likes.
/// </summary>
internal sealed class KnownHosts(WebOptions options)
{
    private readonly bool _knowsMachine = IsMachine(options.PublicUrl.Host);

    /// <summary>Whether this request was meant for this site. Asked before anybody's forwarded headers are believed.</summary>
    public bool Expect(HttpContext http)
    {
        var host = http.Request.Host.Host.Trim('[', ']');
        return string.Equals(host, options.PublicUrl.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(host, out _)
            || IsLocal(host)
            || (_knowsMachine && IsMachine(host))
            || IsTrusted(http.Connection.RemoteIpAddress);
    }

    private static bool IsLocal(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    // Without a public address of its own a site is reached by the name of its machine as well.
    private static bool IsMachine(string host) => IsLocal(host) || string.Equals(host, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    private bool IsTrusted(IPAddress? peer)
    {
        if (peer is null)
        {
            return false;
        }

        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return options.TrustedProxies.Any(network => network.Contains(address));
    }
}
