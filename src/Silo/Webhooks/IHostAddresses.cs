using System.Net;
using System.Net.Sockets;

namespace Skiller.Silo.Webhooks;

/// <summary>Says where a host is. A name can lead somewhere else each time it is asked for.</summary>
internal interface IHostAddresses
{
    /// <summary>The addresses of a host, none where it is not known.</summary>
    Task<IReadOnlyList<IPAddress>> Of(string host, CancellationToken ct);
}

/// <summary>Asks whomever this machine asks.</summary>
internal sealed class HostAddresses : IHostAddresses
{
    public async Task<IReadOnlyList<IPAddress>> Of(string host, CancellationToken ct)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            return [];
        }
    }
}
