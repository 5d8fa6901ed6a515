using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// Which addresses of the internet are nobody's own: all others are refused to what members have called (RELIABILITY.md P10). Sources: the IANA registries
/// of special-purpose addresses for IPv4 and IPv6, as of RFC 6890 and what has updated them. Pure.
/// </summary>
internal static class PublicAddresses
{
    private static readonly ImmutableArray<IPNetwork> _specialFour =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // What is given out to anybody is in 2000::/3; of that, protocols and documentation, Teredo, and 6to4, which leads to an IPv4 address.
    private static readonly IPNetwork _global = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> _specialSix =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse)];

    // RFC 6052: a network without IPv4 reaches it through these.
    private static readonly IPNetwork _translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address may be anybody's on the internet.</summary>
    public static bool Has(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !_specialFour.Any(network => network.Contains(address));
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return Has(address.MapToIPv4());
        }

        return _translated.Contains(address) ? Has(new IPAddress(address.GetAddressBytes().AsSpan(12)))
            : address.ScopeId == 0 && _global.Contains(address) && !_specialSix.Any(network => network.Contains(address));
    }
}
