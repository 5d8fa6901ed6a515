using System.Net;
using System.Net.Sockets;

namespace Skiller.Tests.Http.Sites;

/// <summary>Connections that come from a network address of this machine.</summary>
internal static class Connections
{
    /// <summary>A handler that follows nothing and keeps no cookies.</summary>
    /// <param name="source">The address, of <c>127.0.0.0/8</c>.</param>
    public static SocketsHttpHandler From(string source) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
