using Skiller.Contracts;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>Makes one attempt: makes what is sent, signs it, and hands it on.</summary>
internal sealed class WebhookDispatch(IActivityLog log, WebhookComposer composer, WebhookSecrets secrets, IWebhookTransport transport, TimeProvider clock)
{
    /// <returns>Null: not now, since the webhook rests.</returns>
    /// <exception cref="UnavailableException">Something of ours cannot be read now; the receiver was not asked.</exception>
    public async Task<WebhookOutcome?> Send(ClaimedDelivery delivery, CancellationToken ct)
    {
        // From the log, so that what its owner has just said of it counts at once.
        if (await Find(delivery.Webhook, ct) is not { Url: { } url } webhook)
        {
            return new WebhookOutcome.Nothing("removed");
        }

        if (webhook.PausedAt is not null)
        {
            return null;
        }

        if (await composer.Compose(delivery, ct) is not { } payload)
        {
            return new WebhookOutcome.Nothing("not-shown");
        }

        var (body, now) = (payload.Bytes(), clock.GetUtcNow());
        var signing = await secrets.Signing(delivery.Webhook.Owner, webhook, now, ct);
        return await transport.Send(new OutgoingWebhook(url, delivery.Key, now, WebhookSignature.Of(signing, delivery.Key, now, body), body), ct);
    }

    private async Task<Webhook?> Find(WebhookId id, CancellationToken ct)
    {
        var stream = GrainKeys.WebhooksOf(id.Owner);
        var state = WebhooksState.Initial(stream);
        await foreach (var activity in log.ReadStream(stream, 0, ct))
        {
            state = state.Apply(FactCodec.Decode(activity), FactCodec.OccurrenceOf(activity));
        }

        return state.Find(id.Number);
    }
}
