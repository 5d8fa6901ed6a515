using System.Collections.Immutable;
using System.Net;

namespace Skiller.Silo.Configuration;

/// <summary>What is reached from this machine or its own network alone (RFC 1918, 3927, 4193, 4291, 6598), as far as an address tells.</summary>
internal static class PrivateAddresses
{
    private static readonly ImmutableArray<System.Net.IPNetwork> _networks =
    [
        .. new[] { "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10" }
            .Select(static network => System.Net.IPNetwork.Parse(network)),
    ];

    public static bool Hold(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }

    /// <summary>Whether the host of a URL is one of them, or a name of this machine or of no domain of the internet's.</summary>
    public static bool HoldHost(Uri url) => IPAddress.TryParse(url.DnsSafeHost, out var address)
        ? Hold(address)
        : !url.DnsSafeHost.Contains('.', StringComparison.Ordinal) || url.DnsSafeHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
