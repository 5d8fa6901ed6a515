using System.Collections.Immutable;

namespace Skiller.Contracts.Webhooks;

/// <summary>Why a webhook rests. Numbers are stored; names are permanent, and the API shows them in kebab-case.</summary>
public enum WebhookPause
{
    /// <summary>Its owner said so.</summary>
    Owner = 1,
    /// <summary>The receiver answered that it is gone for good (410).</summary>
    Gone = 2,
    /// <summary>Nothing was taken for a whole day (<see cref="Limits.WebhookPatience"/>).</summary>
    Failing = 3,
    /// <summary>More waits for it than is kept (<see cref="Limits.WebhookWaiting"/>).</summary>
    Full = 4,
}

/// <summary>What became of a delivery. Numbers are stored; names are permanent, and the API shows them in kebab-case.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is to be tried, perhaps again.</summary>
    Waiting = 0,
    /// <summary>The receiver took it.</summary>
    Delivered = 1,
    /// <summary>There was nothing to tell any more: it was deleted or redacted meanwhile.</summary>
    Dropped = 2,
    /// <summary>It was tried for a day, or the receiver is gone.</summary>
    Failed = 3,
}

/// <summary>The webhooks of an owner.</summary>
/// <param name="Items">The oldest first.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-list")]
public sealed record WebhookList([property: Id(0)] ImmutableArray<WebhookView> Items);

/// <summary>A webhook as its owner sees it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Url">Where to; empty when it was erased.</param>
/// <param name="Kinds">What it tells; none: everything.</param>
/// <param name="CreatedAt">Since when there is one.</param>
/// <param name="PausedAt">Since when it rests, null: it does not.</param>
/// <param name="Why">Why it rests, null: it does not.</param>
/// <param name="RenewedAt">Until <see cref="Limits.WebhookSecretOverlap"/> after this the secret before signs too; null: it is the first one.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-view")]
public sealed record WebhookView(
    [property: Id(0)] WebhookId Id,
    [property: Id(1)] string Url,
    [property: Id(2)] ImmutableArray<string> Kinds,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? PausedAt,
    [property: Id(5)] WebhookPause? Why,
    [property: Id(6)] DateTimeOffset? RenewedAt);

/// <summary>A webhook's secret, which is told once.</summary>
/// <param name="Id">Of which webhook.</param>
/// <param name="Secret">What it signs with: <c>whsec_</c> and base64.</param>
/// <param name="At">When it was given.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-secret")]
public sealed record WebhookSecret([property: Id(0)] WebhookId Id, [property: Id(1)] string Secret, [property: Id(2)] DateTimeOffset At);

/// <summary>Something that a webhook tells, as its owner sees it.</summary>
/// <param name="Id">What the receiver sees as <c>webhook-id</c>, the same at each attempt.</param>
/// <param name="Kind">What it tells, of <see cref="WebhookKinds"/>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was tried, since it was last asked for.</param>
/// <param name="Status">The receiver's last status, null: it gave none.</param>
/// <param name="Reason">Why it was not taken, a word of ours such as <c>timeout</c>; empty where nothing is amiss.</param>
/// <param name="CreatedAt">When it happened.</param>
/// <param name="DueAt">Of what waits: when it is tried next. Else when it was settled.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-delivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] WebhookDeliveryState State,
    [property: Id(3)] int Attempts,
    [property: Id(4)] int? Status,
    [property: Id(5)] string Reason,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset DueAt);
