using System.Threading.Channels;

namespace Skiller.Grains.Webhooks;

/// <summary>Tells this silo's delivery that there may be something to deliver, so that it need not look often. Other silos find it at their next look.</summary>
internal sealed class WebhookBell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Waits until it is rung, or the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        over.CancelAfter(atMost);
        try
        {
            await _rung.Reader.ReadAsync(over.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody rang.
        }
    }
}
