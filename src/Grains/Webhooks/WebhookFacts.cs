using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>A fact of one webhook of the stream's owner.</summary>
internal interface IWebhookFact
{
    int Number { get; }
}

/// <summary>There is a webhook. Its secret is derived from where and when this stands, and is kept nowhere.</summary>
[ActivityKind("webhook-made")]
internal sealed record WebhookMade(int Number, [property: Personal] string? Url, ImmutableArray<string> Kinds) : Fact, IWebhookFact;

/// <summary>It leads elsewhere, or tells something else.</summary>
[ActivityKind("webhook-changed")]
internal sealed record WebhookChanged(int Number, [property: Personal] string? Url, ImmutableArray<string> Kinds) : Fact, IWebhookFact;

/// <summary>It rests.</summary>
[ActivityKind("webhook-paused")]
internal sealed record WebhookPaused(int Number, WebhookPause Why) : Fact, IWebhookFact;

/// <summary>It goes on.</summary>
[ActivityKind("webhook-resumed")]
internal sealed record WebhookResumed(int Number) : Fact, IWebhookFact;

/// <summary>It has another secret, derived from where and when this stands.</summary>
[ActivityKind("webhook-secret-renewed")]
internal sealed record WebhookSecretRenewed(int Number) : Fact, IWebhookFact;

/// <summary>There is none any more.</summary>
[ActivityKind("webhook-removed")]
internal sealed record WebhookRemoved(int Number) : Fact, IWebhookFact;

internal sealed class WebhookPauseJson() : JsonStringEnumConverter<WebhookPause>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
