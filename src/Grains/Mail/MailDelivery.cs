using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Mail;

/// <summary>
/// Sends what is in the outbox: claims a few mails, makes each from its fact, hands it on, says what became of it. A silo that dies in between
/// leaves its claims to whoever looks after the lease, so a mail is sent at least once; twice only when it died between the server's yes and
/// writing that down, and then with the same Message-ID.
/// </summary>
internal sealed partial class MailDelivery(
    IOutbox outbox, MailComposer composer, IMailTransport transport, DeliveryBell<MailDelivery> bell, TimeProvider clock, ILogger<MailDelivery> logger)
    : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(5);

    // Longer than all of a claim takes when each send runs into its time limit.
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _sweep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _sentKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan _deadKept = TimeSpan.FromDays(90);
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    /// <summary>Sends one round of what is due.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Round(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var claimed = await outbox.Claim(now, now + _lease, AtOnce, ct);
        await Task.WhenAll(claimed.Select(mail => Deliver(mail, ct)));
        return claimed.Count == AtOnce;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Round(stoppingToken))
                {
                    // More may be due.
                }

                await Sweep(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                await bell.Wait(_look, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Deliver(ClaimedMail mail, CancellationToken ct)
    {
        var fate = await Fate(mail, ct);
        if (fate is MailFate.Dead dead)
        {
            LogDead(mail.Key, mail.Attempt, dead.Reason);
        }

        // The claim is this process's to settle, also while it stops: the mail is out.
        if (await outbox.Settle(mail, fate, clock.GetUtcNow(), CancellationToken.None))
        {
            MailMetrics.Settled(mail.Kind, fate);
        }
        else
        {
            LogOvertaken(mail.Key, mail.Attempt);
        }
    }

    private async Task<MailFate> Fate(ClaimedMail mail, CancellationToken ct)
    {
        MailOutcome outcome;
        try
        {
            var composed = await composer.Compose(mail, ct);
            if (composed is not { Mail: { } outgoing })
            {
                return new MailFate.Dropped(composed.Reason);
            }

            outcome = await transport.Send(outgoing, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogFailed(mail.Key, fault);
            outcome = new MailOutcome.Deferred(fault.GetType().Name);
        }

        return Redelivery.Decide(mail.Attempt, outcome, mail.MadeAt, clock.GetUtcNow());
    }

    private async Task Sweep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _sweptAt < _sweep)
        {
            return;
        }

        _sweptAt = now;
        await outbox.Forget(now - _sentKept, now - _deadKept, ct);
    }

    [LoggerMessage(7501, LogLevel.Warning, "The outbox could not be read or written ({Fault}); trying again")]
    private partial void LogAway(string fault);

    [LoggerMessage(7502, LogLevel.Warning, "Mail {Key} could not be sent after {Attempts} attempts: {Reason}")]
    private partial void LogDead(string key, int attempts, string reason);

    [LoggerMessage(7503, LogLevel.Information, "Mail {Key} was claimed again while attempt {Attempt} took longer than its lease")]
    private partial void LogOvertaken(string key, int attempt);

    [LoggerMessage(7504, LogLevel.Warning, "Mail {Key} could not be made; trying again later")]
    private partial void LogFailed(string key, Exception fault);
}
