using System.Buffers;

namespace Skiller.Web.Live;

/// <summary>Writes to one client, who has a bounded time to take it (D12).</summary>
internal sealed class LiveStream(HttpContext http, TimeProvider clock, TimeSpan toWrite)
{
    public Task Write(ReadOnlyMemory<byte> frame, CancellationToken ct) => Write([frame], ct);

    /// <exception cref="OperationCanceledException">The client did not take it in time and is cut off; or <paramref name="ct"/>.</exception>
    public async Task Write(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(toWrite, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            foreach (var frame in frames)
            {
                http.Response.BodyWriter.Write(frame.Span);
            }

            await http.Response.BodyWriter.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            LiveMetrics.Dropped(LiveDrop.Write);
            http.Abort();
            throw;
        }
    }
}
