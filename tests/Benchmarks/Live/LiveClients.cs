using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Skiller.Tests.Benchmarks.Live;

/// <summary>
/// Many connections to <c>/live</c>, each a socket of its own. They come from many addresses of the loopback, since a front lets only so many in from
/// one.
/// </summary>
internal sealed class LiveClients(Uri front, string topics) : IDisposable
{
    private const int PerAddress = 90;
    private const int PerBlock = 250;
    private readonly List<Socket> _sockets = [];

    public IReadOnlyList<Socket> Sockets => _sockets;

    /// <summary>Opens connections and reads each until the stream has begun.</summary>
    public async Task Open(int count, int receiveBuffer = 0)
    {
        foreach (var some in Enumerable.Range(_sockets.Count, count).Chunk(50))
        {
            _sockets.AddRange(await Task.WhenAll(some.Select(number => Connect(number, receiveBuffer))));
        }
    }

    /// <summary>Reads a connection to its end and calls for each line that begins so.</summary>
    public static async Task Read(Socket socket, ReadOnlyMemory<byte> beginning, Action seen)
    {
        var buffer = new byte[16 * 1024];
        var (line, isMatch) = (0, true);
        for (var read = await socket.ReceiveAsync(buffer); read > 0; read = await socket.ReceiveAsync(buffer))
        {
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] == (byte)'\n')
                {
                    (line, isMatch) = (0, true);
                }
                else if (isMatch)
                {
                    isMatch = line < beginning.Length && buffer[i] == beginning.Span[line];
                    line++;
                    if (isMatch && line == beginning.Length)
                    {
                        seen();
                        isMatch = false;
                    }
                }
            }
        }
    }

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

    private async Task<Socket> Connect(int number, int receiveBuffer)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }

        var host = number / PerAddress;
        socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(host / PerBlock), (byte)((host % PerBlock) + 1)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, front.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/live?topics={topics} HTTP/1.1\r\nHost: {front.Authority}\r\nAccept: text/event-stream\r\n\r\n"));
        var begun = new StringBuilder();
        var buffer = new byte[4096];
        while (!begun.ToString().Contains("\nid: ", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer);
            begun.Append(Encoding.ASCII.GetString(buffer, 0, read));
            if (read == 0 || (begun.Length > 12 && !begun.ToString().StartsWith("HTTP/1.1 200", StringComparison.Ordinal)))
            {
                throw new InvalidOperationException($"Connection {number} is refused: {begun}");
            }
        }

        return socket;
    }
}
