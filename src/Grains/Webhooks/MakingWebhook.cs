using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>An owner has what concerns them told elsewhere, at most so many times at once.</summary>
internal static class MakingWebhook
{
    /// <param name="state">The owner's webhooks.</param>
    /// <param name="command">What.</param>
    /// <param name="fault">Why its address is none to send to, null: it is.</param>
    /// <param name="now">When.</param>
    public static Decision<WebhookReceipt> Decide(WebhooksState state, MakeWebhook command, string? fault, DateTimeOffset now)
    {
        if (ChangingWebhooks.Obstacle(state, command.Actor, now) is { } obstacle)
        {
            return obstacle;
        }

        var faults = WebhookFields.FaultsOf(state.Owner is null, fault, command.Kinds);
        if (!faults.IsEmpty)
        {
            return Refusal.Invalid(faults);
        }

        var most = state.Owner is null ? Limits.WebhooksOfSite : Limits.WebhooksPerMember;
        if (state.Items.Length >= most)
        {
            return RefusalCode.Full;
        }

        var made = new WebhookMade(state.LastNumber + 1, command.Url, WebhookFields.Stored(command.Kinds));
        return Decision<WebhookReceipt>.Of(new WebhookReceipt(made.Number, state.Version + 1, now), now, command.Actor.Member, made);
    }
}

/// <summary>What is kept of the answer to a command that gives a secret: the secret is derived again.</summary>
/// <param name="Number">Of which webhook.</param>
/// <param name="Version">The version of the fact that it is derived from.</param>
/// <param name="At">When that was.</param>
internal sealed record WebhookReceipt(int Number, long Version, DateTimeOffset At);

/// <summary>What may stand in a webhook's fields.</summary>
internal static class WebhookFields
{
    public static ImmutableArray<FieldError> FaultsOf(bool isSite, string? fault, ImmutableArray<string> kinds)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        if (fault is not null)
        {
            faults.Add(FieldError.Of("url", fault));
        }

        var known = WebhookKinds.Of(isSite);
        if (kinds.Any(kind => !known.Contains(kind)))
        {
            faults.Add(FieldError.Of("kinds", "not-one-of", string.Join(", ", known)));
        }

        return faults.ToImmutable();
    }

    /// <summary>Each once and in one order, so that the same choice is the same.</summary>
    public static ImmutableArray<string> Stored(ImmutableArray<string> kinds) => [.. kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
