using Skiller.Contracts;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>An owner changes where a webhook leads and what it tells, pauses it, or lets it go on.</summary>
internal static class ChangingWebhook
{
    /// <param name="state">The owner's webhooks.</param>
    /// <param name="command">What.</param>
    /// <param name="fault">Why the new address is none to send to, null: it is, or there is no new one.</param>
    /// <param name="now">When.</param>
    public static Decision<Done> Decide(WebhooksState state, ChangeWebhook command, string? fault, DateTimeOffset now)
    {
        if (ChangingWebhooks.Obstacle(state, command.Actor, now) is { } obstacle)
        {
            return obstacle;
        }

        if (state.Find(command.Number) is not { } webhook)
        {
            return RefusalCode.NotFound;
        }

        var (url, kinds) = (command.Url ?? webhook.Url, command.Kinds is { } chosen ? WebhookFields.Stored(chosen) : webhook.Kinds);
        var faults = WebhookFields.FaultsOf(state.Owner is null, command.Url == webhook.Url ? null : fault, kinds);
        if (!faults.IsEmpty)
        {
            return Refusal.Invalid(faults);
        }

        var facts = new List<Fact>();
        if (url != webhook.Url || !kinds.SequenceEqual(webhook.Kinds))
        {
            facts.Add(new WebhookChanged(webhook.Number, url, kinds));
        }

        if (command.IsPaused is { } pause && pause != webhook.PausedAt is not null)
        {
            facts.Add(pause ? new WebhookPaused(webhook.Number, WebhookPause.Owner) : new WebhookResumed(webhook.Number));
        }

        return Decision<Done>.Of(Done.It, now, command.Actor.Member, [.. facts]);
    }
}

/// <summary>An owner removes a webhook.</summary>
internal static class RemovingWebhook
{
    public static Decision<Done> Decide(WebhooksState state, Contracts.Members.Actor actor, int number, DateTimeOffset now) =>
        ChangingWebhooks.Obstacle(state, actor, now) is { } obstacle ? obstacle
        : state.Find(number) is null ? RefusalCode.NotFound
        : Decision<Done>.Of(Done.It, now, actor.Member, new WebhookRemoved(number));
}

/// <summary>An owner gives a webhook a new secret; the one before it signs too for a day.</summary>
internal static class RenewingWebhookSecret
{
    public static Decision<WebhookReceipt> Decide(WebhooksState state, ActOnWebhook command, DateTimeOffset now) =>
        ChangingWebhooks.Obstacle(state, command.Actor, now) is { } obstacle ? obstacle
        : state.Find(command.Number) is null ? RefusalCode.NotFound
        : Decision<WebhookReceipt>.Of(
            new WebhookReceipt(command.Number, state.Version + 1, now), now, command.Actor.Member, new WebhookSecretRenewed(command.Number));
}

/// <summary>A webhook that takes nothing is paused until its owner lets it go on.</summary>
internal static class GivingUpWebhook
{
    public static Decision<Done> Decide(WebhooksState state, int number, WebhookPause why, DateTimeOffset now) =>
        state.Find(number) is { PausedAt: null }
            ? Decision<Done>.Of(Done.It, now, null, new WebhookPaused(number, why))
            : Decision<Done>.NoChange(Done.It);
}
