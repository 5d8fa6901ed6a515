namespace Skiller.Grains.Mail;

/// <summary>Tells this silo's delivery that there are new mails, so that it need not look often. Other silos find them at their next look.</summary>
internal sealed class MailBell : IDisposable
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
