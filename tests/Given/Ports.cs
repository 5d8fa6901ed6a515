using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Skiller.Tests.Given;

/// <summary>Ports for who listens a while after being told which.</summary>
public static class Ports
{
    // Below the ports that systems give to connections that go out (32768 and above), one of which would take a port before it is listened on,
    // and below those that nodes draw for their silos.
    private const int LowestDrawn = 10_000;
    private const int HighestDrawn = 20_000;

    private static readonly ConcurrentDictionary<int, bool> _drawn = new();

    /// <summary>A port that nobody listens on; by chance, so that processes that draw together do not draw the same, and to each who asks another one.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(LowestDrawn, HighestDrawn);
            if (_drawn.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
