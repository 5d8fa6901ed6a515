namespace Skiller.Grains.Projections;

/// <summary>Tells a delivery of this silo that there may be something for it, so that it need not look often. Other silos find it at their next look.</summary>
/// <typeparam name="TDelivery">Which one.</typeparam>
internal sealed class DeliveryBell<TDelivery> : IDisposable
    where TDelivery : class
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is rung already.
        }
    }

    /// <summary>Waits until it is rung, or the time is over.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => _rung.WaitAsync(atMost, ct);

    public void Dispose() => _rung.Dispose();
}
