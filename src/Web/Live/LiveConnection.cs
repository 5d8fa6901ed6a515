using System.Threading.Channels;
using Skiller.Contracts.Members;

namespace Skiller.Web.Live;

/// <summary>
/// One client that listens. What it has not taken yet waits in a bounded queue; a client for whom there is no more room is let go, and resumes
/// from its last id (D12).
/// </summary>
internal sealed class LiveConnection(IReadOnlyList<string> topics, MemberId? member) : IDisposable
{
    /// <summary>Events that wait for one client: at 250 bytes each 64 KiB (F29).</summary>
    private const int MostWaiting = 256;

    private readonly Channel<ReadOnlyMemory<byte>> _waiting = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly CancellationTokenSource _over = new();

    // Only its lane offers.
    private bool _isDropped;

    /// <summary>What it listens to.</summary>
    public IReadOnlyList<string> Topics { get; } = member is { } id ? [LiveTopics.Of(id), .. topics] : topics;

    /// <summary>Whose notifications it listens to, null: nobody's.</summary>
    public MemberId? Member { get; } = member;

    /// <summary>The position of the last event that it was given; only its lane changes it.</summary>
    public long Last { get; set; }

    /// <summary>Cancelled when the connection is to end.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>What waits to be written.</summary>
    public ChannelReader<ReadOnlyMemory<byte>> Waiting => _waiting.Reader;

    /// <summary>Puts bytes into the queue; ends the connection when there is no room.</summary>
    public void Offer(ReadOnlyMemory<byte> frame)
    {
        if (_waiting.Writer.TryWrite(frame))
        {
            return;
        }

        if (!_isDropped)
        {
            _isDropped = true;
            LiveMetrics.Dropped(LiveDrop.Queue);
        }

        End();
    }

    /// <summary>Lets the client go.</summary>
    public void End()
    {
        try
        {
            // Not here: its lane is being walked through.
            _over.CancelAsync().Ignore();
        }
        catch (ObjectDisposedException)
        {
            // It has gone by itself.
        }
    }

    public void Dispose() => _over.Dispose();
}
