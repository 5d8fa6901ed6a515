using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Skiller.Web.Site;

/// <summary>
/// The names under which the site is asked for (C15): that of its public address, this machine's own, and addresses, which nobody else can
/// take. A proxy that is trusted may ask under a name of its own, as long as it does not say that users asked for another site.
/// </summary>
internal sealed class KnownHosts(WebOptions options)
{
    private const string Local = "localhost";

    private readonly FrozenSet<string> _names = Names(options.PublicUrl.Host.Trim('[', ']')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this request was meant for this site. Asked before anybody's forwarded headers are believed.</summary>
    public bool Expect(HttpContext http) => IsTrusted(http.Connection.RemoteIpAddress)
        ? http.Request.Headers.GetCommaSeparatedValues(ForwardedHeadersDefaults.XForwardedHostHeaderName).All(asked => IsKnown(new HostString(asked)))
        : IsKnown(http.Request.Host);

    private bool IsKnown(HostString asked)
    {
        var host = asked.Host.Trim('[', ']');
        return _names.Contains(host) || IPAddress.TryParse(host, out _);
    }

    // Without a public address of its own a site is reached by the name of its machine as well.
    private static IEnumerable<string> Names(string site) =>
        site is Local || string.Equals(site, Environment.MachineName, StringComparison.OrdinalIgnoreCase) ? [Local, Environment.MachineName] : [Local, site];

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
