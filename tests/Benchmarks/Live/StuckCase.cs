using System.Net.Sockets;

namespace Skiller.Tests.Benchmarks.Live;

/// <summary>Are 500 clients gone that never read, and does the memory of the front stay flat (F29)? A real process.</summary>
internal static class StuckCase
{
    private const int Clients = 500;
    private const int SmallBuffer = 4 * 1024;
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> Run()
    {
        await using var node = await NodeProcess.Start();
        var writer = await NewsWriter.Join(node);
        using var clients = new LiveClients(node.Public, $"question:{writer.Question}");
        await clients.Open(Clients, SmallBuffer);
        await Task.Delay(_settle);
        var before = node.Memory;
        var most = before;
        using var over = new CancellationTokenSource();
        var writing = writer.Write(over.Token);

        // A connection that the front has closed is seen as such without reading from it.
        var began = TimeProvider.System.GetTimestamp();
        var full = TimeSpan.Zero;
        var gone = 0;
        while (gone < Clients && TimeProvider.System.GetElapsedTime(began) < _patience)
        {
            await Task.Delay(100);
            most = Math.Max(most, node.Memory);
            gone = clients.Sockets.Count(IsClosed);
            full = gone == 0 ? TimeProvider.System.GetElapsedTime(began) : full;
        }

        var last = TimeProvider.System.GetElapsedTime(began);
        await over.CancelAsync();
        var written = await writing;
        return
        [
            new Row(
                $"{Clients} clients that never read: gone after",
                $"{Report.Number(last.TotalSeconds)} s",
                "≤ 15 s from a full buffer",
                $"{gone} of them closed by the front, the first after {Report.Number(full.TotalSeconds)} s and {written:N0} events written meanwhile; the process had {before / 1048576:N0} MiB, at most {most / 1048576:N0} MiB"),
        ];
    }

    private static bool IsClosed(Socket socket)
    {
        // What the kernel knows of the connection: an end or a reset from the other side.
        Span<byte> state = stackalloc byte[1];
        try
        {
            socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpInfo, state);
        }
        catch (SocketException)
        {
            return true;
        }

        return state[0] != Established;
    }

    private const int TcpInfo = 11;
    private const byte Established = 1;
}
