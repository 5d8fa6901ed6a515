using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Hosting;

/// <summary>
/// Ports of the public addresses that the settings leave open (port 0): taken before anything is started, so that every link says where the node
/// really is, from the first one on. Whoever comes before the node serves is turned away, as with a port that was set.
/// </summary>
internal sealed class PublicPorts : IDisposable
{
    private readonly List<Socket> _taken = [];

    /// <summary>Takes a free port for each address without one.</summary>
    /// <param name="settings">How the node is set.</param>
    /// <param name="isPublic">Whether it serves them; otherwise they stay as they are.</param>
    public PublicPorts(Settings settings, bool isPublic)
    {
        var addresses = isPublic ? settings.PublicAddresses.Select(Take).ToImmutableArray() : settings.PublicAddresses;
        Settings = settings with
        {
            PublicAddresses = addresses,
            PublicUrl = settings.NamesPublicUrl ? settings.PublicUrl : new Uri(PublicUrls.Reachable(addresses[0])),
        };
    }

    /// <summary>The settings with the ports that were taken.</summary>
    public Settings Settings { get; }

    /// <summary>The socket of an address that is about to be served: the one that was taken for it, or a new one.</summary>
    public Socket Listen(EndPoint address)
    {
        if (_taken.Find(socket => address.Equals(socket.LocalEndPoint)) is { } taken)
        {
            _taken.Remove(taken);
            return taken;
        }

        return SocketTransportOptions.CreateDefaultBoundListenSocket(address);
    }

    public void Dispose() => _taken.ForEach(static socket => socket.Dispose());

    // What cannot be taken is left to the server, which says why.
    private string Take(string address)
    {
        var parsed = BindingAddress.Parse(address);
        if (parsed.Port != 0 || parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return address;
        }

        // As the server reads them: what is no address of the network stands for all.
        IPAddress[] hosts = IPAddress.TryParse(parsed.Host, out var host) ? [host] : [IPAddress.IPv6Any, IPAddress.Any];
        foreach (var one in hosts)
        {
            try
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(one, 0));
                _taken.Add(socket);
                return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parsed.Scheme}://{parsed.Host}:{((IPEndPoint)socket.LocalEndPoint!).Port}");
            }
            catch (SocketException)
            {
                // The next one.
            }
        }

        return address;
    }
}
