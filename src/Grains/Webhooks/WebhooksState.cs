using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>The webhooks of one owner. Bounded: so many at once.</summary>
/// <param name="Owner">The member, null: the site.</param>
/// <param name="Version">The version of the last fact.</param>
/// <param name="LastNumber">The number that was given last.</param>
/// <param name="Items">Those that there are, the oldest first.</param>
internal sealed record WebhooksState(MemberId? Owner, long Version, int LastNumber, ImmutableArray<Webhook> Items) : IAggregateState<WebhooksState>
{
    public static WebhooksState Initial(string stream)
    {
        var owner = long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        return new WebhooksState(owner == 0 ? null : new MemberId(owner), 0, 0, []);
    }

    /// <summary>One of them, null: there is none.</summary>
    public Webhook? Find(int number) => Items.FirstOrDefault(webhook => webhook.Number == number);

    public WebhooksState Apply(Fact fact, Occurrence occurrence) => Next(fact, occurrence) with { Version = occurrence.Version };

    private WebhooksState Next(Fact fact, Occurrence at) => fact switch
    {
        WebhookMade made => this with
        {
            LastNumber = Math.Max(LastNumber, made.Number),
            Items = Items.Add(new Webhook(made.Number, made.Url, made.Kinds, at.At, SecretMark.Of(at))),
        },
        WebhookChanged changed => With(changed, webhook => webhook with { Url = changed.Url, Kinds = changed.Kinds }),
        WebhookPaused paused => With(paused, webhook => webhook with { PausedAt = at.At, Why = paused.Why }),
        WebhookResumed resumed => With(resumed, static webhook => webhook with { PausedAt = null, Why = null }),
        WebhookSecretRenewed renewed => With(renewed, webhook => webhook with { Secret = SecretMark.Of(at), Previous = webhook.Secret }),
        WebhookRemoved removed => this with { Items = Items.RemoveAll(webhook => webhook.Number == removed.Number) },
        _ => this,
    };

    private WebhooksState With(IWebhookFact fact, Func<Webhook, Webhook> next) =>
        this with { Items = [.. Items.Select(webhook => webhook.Number == fact.Number ? next(webhook) : webhook)] };
}

/// <summary>A webhook.</summary>
/// <param name="Number">Its number among its owner's.</param>
/// <param name="Url">Where to; null when it was redacted.</param>
/// <param name="Kinds">What it tells; none: everything.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="Secret">What its secret is derived from.</param>
internal sealed record Webhook(int Number, string? Url, ImmutableArray<string> Kinds, DateTimeOffset CreatedAt, SecretMark Secret)
{
    public DateTimeOffset? PausedAt { get; init; }

    public WebhookPause? Why { get; init; }

    /// <summary>What the secret before this one is derived from, null: it is the first.</summary>
    public SecretMark? Previous { get; init; }

    public WebhookView View(MemberId? owner) =>
        new(new WebhookId(owner, Number), Url ?? "", Kinds, CreatedAt, PausedAt, Why, Previous is null ? null : Secret.At);
}

/// <summary>The fact that asked for a secret. Its time is in it since a log that was set back counts its versions anew.</summary>
internal sealed record SecretMark(long Version, DateTimeOffset At)
{
    public static SecretMark Of(Occurrence at) => new(at.Version, at.At);
}
