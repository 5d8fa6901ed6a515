using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Skiller.Contracts;

namespace Skiller.Web.Webhooks;

/// <summary>The webhooks of a member, or those of the site; the oldest first.</summary>
internal sealed record WebhooksJson(IReadOnlyList<WebhookJson> Items);

/// <summary>
/// A webhook. <c>scope</c> is <c>mine</c> or <c>site</c>; no <c>kinds</c> stand for all; <c>pausedFor</c> is <c>owner</c>, <c>gone</c> (the receiver
/// answered 410), <c>failing</c> (nothing was taken for a day) or <c>full</c> (too much waited).
/// </summary>
public sealed record WebhookJson(string Id, string Scope, string Url, IReadOnlyList<string> Kinds, DateTimeOffset CreatedAt, bool Paused)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PausedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PausedFor { get; init; }

    /// <summary>For a day after this the secret before signs too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SecretRenewedAt { get; init; }
}

/// <summary>What a webhook signs with, shown this once.</summary>
internal sealed record WebhookSecretJson(string Id, string Secret, DateTimeOffset CreatedAt);

/// <summary>
/// Something that a webhook tells; <c>id</c> is what the receiver gets as <c>webhook-id</c>. <c>state</c> is <c>waiting</c>, <c>delivered</c>,
/// <c>dropped</c> (there was nothing to tell any more) or <c>failed</c>; <c>reason</c> a word of the site's own.
/// </summary>
public sealed record WebhookDeliveryJson(string Id, string Type, string State, int Attempts, DateTimeOffset CreatedAt)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>When it is tried next, of what waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NextAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Makes a webhook: for oneself, or with scope <c>site</c> for the site; without kinds it tells everything.</summary>
internal sealed record MakeWebhookRequest(
    [property: StringLength(Limits.WebhookUrlMax, MinimumLength = 1)] string Url,
    [property: AllowedValues("mine", "site")] string? Scope = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Kinds = null);

/// <summary>Changes a webhook; what is absent stays.</summary>
internal sealed record ChangeWebhookRequest(
    [property: StringLength(Limits.WebhookUrlMax, MinimumLength = 1)] string? Url = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Kinds = null,
    bool? Paused = null);
