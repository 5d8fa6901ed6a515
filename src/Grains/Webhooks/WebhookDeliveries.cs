using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Skiller.Contracts;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// Delivers what is in the queue: of each webhook one at a time, of all so many at once. A silo that dies in between leaves its claims to whoever looks
/// after the lease, so something is delivered at least once, and always under the same id.
/// </summary>
internal sealed partial class WebhookDeliveries(
    IWebhookQueue queue, WebhookDispatch dispatch, IGrainFactory grains, DeliveryBell<WebhookDeliveries> bell, TimeProvider clock, ILogger<WebhookDeliveries> logger)
    : BackgroundService
{
    // A receiver that takes its ten seconds takes one of these places for as long.
    private const int AtOnce = 32;
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(2);

    // Longer than all that an attempt does.
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _sweep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _kept = TimeSpan.FromDays(7);
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                running.RemoveAll(static task => task.IsCompleted);
                var now = clock.GetUtcNow();
                var free = AtOnce - running.Count;
                if (free > 0)
                {
                    running.AddRange((await queue.Claim(now, now + _lease, free, stoppingToken)).Select(delivery => Deliver(delivery, stoppingToken)));
                }

                await Sweep(stoppingToken);

                // Each that is through rings, since its webhook may have more.
                await bell.Wait(_look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogAway(fault.GetType().Name);
                await Task.Delay(_look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task Deliver(ClaimedDelivery delivery, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            var outcome = await Attempt(delivery, ct);
            var now = clock.GetUtcNow();
            var fate = outcome is null
                ? new WebhookFate.Waits(now + _away, null, "")
                : WebhookTiming.Decide(outcome, delivery.Attempt, delivery.BegunAt, now);

            // The claim is this process's to settle, also while it stops: the receiver may have it.
            if (!await queue.Settle(delivery, fate, now, CancellationToken.None))
            {
                LogOvertaken(delivery.Key, delivery.Attempt);
                return;
            }

            WebhookMetrics.Settled(delivery.Kind, fate);
            if (outcome is not null && WebhookTiming.PauseAfter(outcome, fate, delivery.BegunAt, delivery.WellAt) is { } why)
            {
                await GiveUp(delivery.Webhook, why);
            }
        }
        catch (Exception fault) when (fault is UnavailableException or OutcomeUnknownException or TimeoutException)
        {
            // Nothing is written: after the lease it is tried again.
            LogUnsettled(delivery.Key, fault.GetType().Name);
        }
        finally
        {
            bell.Ring();
        }
    }

    // Null: not now, and the receiver has nothing to do with it.
    private async Task<WebhookOutcome?> Attempt(ClaimedDelivery delivery, CancellationToken ct)
    {
        try
        {
            return await dispatch.Send(delivery, ct);
        }
        catch (Exception fault) when (ct.IsCancellationRequested || fault is UnavailableException or OutcomeUnknownException or TimeoutException)
        {
            return null;
        }
        catch (Exception fault)
        {
            LogFailed(delivery.Key, fault);
            return new WebhookOutcome.NotTaken(null, "not-made");
        }
    }

    private async Task GiveUp(WebhookId webhook, WebhookPause why)
    {
        await grains.Webhooks(webhook.Owner).GiveUp(webhook.Number, why, CancellationToken.None);
        LogPaused(webhook, why);
    }

    private async Task Sweep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - _sweptAt < _sweep)
        {
            return;
        }

        _sweptAt = now;
        var status = await queue.Sweep(now - _kept, ct);
        foreach (var full in status.Full)
        {
            await GiveUp(full, WebhookPause.Full);
        }
    }

    [LoggerMessage(7301, LogLevel.Warning, "The deliveries of webhooks could not be read or written ({Fault}); trying again")]
    private partial void LogAway(string fault);

    [LoggerMessage(7302, LogLevel.Information, "Delivery {Key} was claimed again while attempt {Attempt} took longer than its lease")]
    private partial void LogOvertaken(string key, int attempt);

    [LoggerMessage(7303, LogLevel.Warning, "What became of delivery {Key} could not be written ({Fault}); it is tried again")]
    private partial void LogUnsettled(string key, string fault);

    [LoggerMessage(7304, LogLevel.Warning, "Delivery {Key} could not be made; trying again later")]
    private partial void LogFailed(string key, Exception fault);

    [LoggerMessage(7305, LogLevel.Warning, "Webhook {Webhook} is paused: {Why}")]
    private partial void LogPaused(WebhookId webhook, WebhookPause why);
}
