using System.Net;
using System.Net.Sockets;

namespace Skiller.Web.Identity;

/// <summary>What an allowance by address counts: an IPv4 address, or the /64 network that one IPv6 subscriber has to themself.</summary>
internal static class SourceAddress
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext http) => Of(http.Connection.RemoteIpAddress ?? IPAddress.None);

    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
