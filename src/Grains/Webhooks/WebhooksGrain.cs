using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;

namespace Skiller.Grains.Webhooks;

/// <summary>The webhooks of one owner.</summary>
[GrainType("skiller.webhooks")]
internal sealed class WebhooksGrain(
    AggregateServices services, WebhookSecrets secrets, IWebhookTransport transport, IWebhookQueue queue, DeliveryBell<WebhookDeliveries> bell)
    : AggregateGrain<WebhooksState>(services), IWebhooksGrain
{
    public Task<Result<WebhookList>> List(Actor actor, CancellationToken ct) => Task.FromResult<Result<WebhookList>>(
        ChangingWebhooks.ObstacleToLook(State, actor) is { } obstacle ? obstacle : new WebhookList([.. State.Items.Select(webhook => webhook.View(State.Owner))]));

    public Task<Result<WebhookView>> View(Actor actor, int number, CancellationToken ct) => Task.FromResult(Shown(actor, number));

    public async Task<Result<WebhookSecret>> Make(MakeWebhook command, CancellationToken ct) => await Told(
        await Handle(
            command.Command,
            Limits.IdempotencyWindow,
            stop => transport.FaultOf(command.Url, stop),
            (state, fault, now) => MakingWebhook.Decide(state, command, fault, now),
            ct),
        ct);

    public async Task<Result<WebhookView>> Change(ChangeWebhook command, CancellationToken ct)
    {
        var changed = await Handle(
            null,
            null,
            async stop => command.Url is { } url ? await transport.FaultOf(url, stop) : null,
            (state, fault, now) => ChangingWebhook.Decide(state, command, fault, now),
            ct);
        return changed.Refusal is { } refusal ? refusal : Shown(command.Actor, command.Number);
    }

    public Task<Result<Done>> Remove(Actor actor, int number, CancellationToken ct) =>
        Handle(null, null, (state, now) => RemovingWebhook.Decide(state, actor, number, now), ct);

    public async Task<Result<WebhookSecret>> RenewSecret(ActOnWebhook command, CancellationToken ct) => await Told(
        await Handle(command.Command, Limits.IdempotencyWindow, (state, now) => RenewingWebhookSecret.Decide(state, command, now), ct),
        ct);

    public async Task<Result<Page<WebhookDelivery>>> Deliveries(WebhookDeliveryQuery query, CancellationToken ct)
    {
        var shown = Shown(query.Actor, query.Number);
        if (shown.Value is not { Id: var id })
        {
            return shown.Refusal ?? Refusal.Of(RefusalCode.NotFound);
        }

        var scope = string.Create(CultureInfo.InvariantCulture, $"webhook-deliveries/{id}");
        var before = new Cursor(long.MaxValue, long.MaxValue);
        if (query.Page.Cursor is { } text && !Cursor.TryParse(text, scope, out before))
        {
            return RefusalCode.InvalidCursor;
        }

        var limit = Math.Clamp(query.Page.Limit, 1, Limits.PageMax);
        var found = await queue.List(id, before.Key, before.Id, limit + 1, ct);
        var next = found.Count > limit ? new Cursor(found[limit - 1].Position, found[limit - 1].Serial).ToText(scope) : null;
        return new Page<WebhookDelivery>([.. found.Take(limit).Select(static listed => listed.Delivery)], next);
    }

    public Task<Result<Done>> Replay(Actor actor, int number, string delivery, CancellationToken ct) => Acting(
        actor, number, async id => await queue.Replay(id, delivery, Clock.GetUtcNow(), ct) ? Done.It : RefusalCode.NotFound);

    public Task<Result<Done>> Test(Actor actor, int number, CancellationToken ct) => Acting(
        actor,
        number,
        async id => await queue.AddTest(id, await Log.Head(ct), Clock.GetUtcNow(), ct) ? Done.It : Refusal.Limited(TimeSpan.FromSeconds(1)));

    public Task<Result<Done>> GiveUp(int number, WebhookPause why, CancellationToken ct) =>
        Handle(null, null, (state, now) => GivingUpWebhook.Decide(state, number, why, now), ct);

    // What has no fact: the queue is no derived state.
    private async Task<Result<Done>> Acting(Actor actor, int number, Func<WebhookId, Task<Result<Done>>> act)
    {
        if (ChangingWebhooks.Obstacle(State, actor, Clock.GetUtcNow()) is { } obstacle)
        {
            return obstacle;
        }

        if (State.Find(number) is null)
        {
            return RefusalCode.NotFound;
        }

        var done = await act(new WebhookId(State.Owner, number));
        bell.Ring();
        return done;
    }

    private Result<WebhookView> Shown(Actor actor, int number) =>
        ChangingWebhooks.ObstacleToLook(State, actor) is { } obstacle ? obstacle
        : State.Find(number) is { } webhook ? webhook.View(State.Owner)
        : RefusalCode.NotFound;

    // A repetition is answered with the secret of the first call.
    private async Task<Result<WebhookSecret>> Told(Result<WebhookReceipt> decided, CancellationToken ct)
    {
        if (decided.Value is not { } receipt)
        {
            return decided.Refusal ?? Refusal.Of(RefusalCode.NotFound);
        }

        var secret = await secrets.Of(State.Owner, receipt.Number, new SecretMark(receipt.Version, receipt.At), ct);
        return new WebhookSecret(new WebhookId(State.Owner, receipt.Number), WebhookSignature.Text(secret), receipt.At);
    }
}
