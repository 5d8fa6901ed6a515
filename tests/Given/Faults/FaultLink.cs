using System.Net;
using System.Net.Sockets;

namespace Skiller.Tests.Given.Faults;

/// <summary>One connection through a proxy.</summary>
internal sealed class FaultLink(Socket near, ToxicLane up, ToxicLane down) : IDisposable
{
    private readonly Socket _far = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _reset = new();

    public async Task Run(IPEndPoint target, CancellationToken over)
    {
        near.NoDelay = true;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(over, _reset.Token);
        try
        {
            await _far.ConnectAsync(target, ended.Token);
            await Task.WhenAll(
                new FaultPump(near, _far, up, Reset).Run(ended.Token),
                new FaultPump(_far, near, down, Reset).Run(ended.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is behind it, or one of the two has gone: both are told in the same way.
            Reset();
        }
    }

    /// <summary>Ends both sides with a reset (RST), as the kernel of a process that was killed does.</summary>
    public void Reset()
    {
        foreach (var side in new[] { near, _far })
        {
            try
            {
                side.LingerState = new LingerOption(true, 0);
                side.Close();
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // It is.
            }
        }

        try
        {
            _reset.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has run to its end.
        }
    }

    public void Dispose()
    {
        near.Dispose();
        _far.Dispose();
        _reset.Dispose();
    }
}
