using System.Net.Sockets;
using System.Threading.Channels;

namespace Skiller.Tests.Given.Faults;

/// <summary>Carries the bytes of one direction of a connection, as its toxics say.</summary>
/// <param name="from">Where they come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="lane">The toxics.</param>
/// <param name="reset">Resets the connection.</param>
internal sealed class FaultPump(Socket from, Socket to, ToxicLane lane, Action reset)
{
    private const int BufferBytes = 16_384;

    // What waits for its time; beyond that the sender feels it, as with a full window.
    private const int Waiting = 256;

    private Toxics? _counted;
    private long _passed;

    public async Task Run(CancellationToken over)
    {
        var came = Channel.CreateBounded<(byte[] Bytes, long At)>(Waiting);
        await Task.WhenAll(Read(came.Writer, over), Write(came.Reader, over));
    }

    private async Task Read(ChannelWriter<(byte[] Bytes, long At)> came, CancellationToken over)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, over) is var count and > 0)
            {
                await came.WriteAsync((buffer[..count], TimeProvider.System.GetTimestamp()), over);
            }
        }
        finally
        {
            came.TryComplete();
        }
    }

    private async Task Write(ChannelReader<(byte[] Bytes, long At)> came, CancellationToken over)
    {
        await foreach (var (bytes, at) in came.ReadAllAsync(over))
        {
            var toxics = await Speaking(over);
            if (toxics.ResetsAfter is { } resets)
            {
                await Task.Delay(resets, over);
                reset();
                return;
            }

            await Late(toxics, at, over);
            if (!await Send(toxics, bytes, over))
            {
                reset();
                return;
            }
        }

        await Task.Delay((await Speaking(over)).SlowClose, over);
        to.Shutdown(SocketShutdown.Send);
    }

    // Waits as long as nothing comes through.
    private async Task<Toxics> Speaking(CancellationToken over)
    {
        while (true)
        {
            var (toxics, changed) = lane.Look();
            if (!toxics.IsSilent)
            {
                return toxics;
            }

            if (await Task.WhenAny(changed, Task.Delay(toxics.ClosesSilent ?? Timeout.InfiniteTimeSpan, over)) != changed)
            {
                reset();
                over.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task Late(Toxics toxics, long at, CancellationToken over)
    {
        if (toxics.Latency > TimeSpan.Zero)
        {
#pragma warning disable CA5394 // Nobody is to be kept from guessing it.
            var due = toxics.Latency + (toxics.Jitter * ((Random.Shared.NextDouble() * 2) - 1)) - TimeProvider.System.GetElapsedTime(at);
#pragma warning restore CA5394
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, over);
            }
        }
    }

    // False when no more may follow.
    private async Task<bool> Send(Toxics toxics, ReadOnlyMemory<byte> bytes, CancellationToken over)
    {
        if (_counted != toxics)
        {
            (_counted, _passed) = (toxics, 0);
        }

        var isCut = toxics.LimitBytes is { } limit && limit - _passed < bytes.Length;
        bytes = isCut ? bytes[..(int)(toxics.LimitBytes!.Value - _passed)] : bytes;
        _passed += bytes.Length;
        for (var rest = bytes; rest.Length > 0;)
        {
            var piece = rest[..Math.Min(rest.Length, toxics.SliceBytes ?? rest.Length)];
            rest = rest[piece.Length..];
            if (toxics.BytesPerSecond is { } rate)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)piece.Length / rate), over);
            }

            for (var left = piece; left.Length > 0;)
            {
                left = left[await to.SendAsync(left, over)..];
            }

            await Task.Delay(toxics.SliceDelay, over);
        }

        return !isCut;
    }
}
