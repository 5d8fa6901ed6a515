using Skiller.Contracts.Members;

namespace Skiller.Contracts.Webhooks;

/// <summary>
/// The webhooks of one owner: a member, who is told what their notifications tell them, or the site, whose administrators have all public activities
/// sent elsewhere. Key <c>y:87</c>, or <c>y:0</c> for the site, which is also the log stream. Commands are durable on return. The site's are not-allowed
/// to whoever is no administrator, another member's are not-found; commands of the suspended are refused as suspended, and what names a webhook that is
/// not there as not-found. At most <see cref="Limits.WebhooksPerMember"/> or <see cref="Limits.WebhooksOfSite"/> at once.
/// </summary>
[Alias("skiller.webhooks"), GrainInterfaceType("skiller.webhooks")]
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>All of them, the oldest first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("List")]
    Task<Result<WebhookList>> List(Actor actor, CancellationToken ct);

    /// <summary>One of them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="number">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<WebhookView>> View(Actor actor, int number, CancellationToken ct);

    /// <summary>
    /// Makes one; a repetition of the command answers with the first one. Its secret is told this once. Refusals: full; invalid (<c>url</c>: not-a-url,
    /// too-long, not-https, private-address, unknown-host; <c>kinds</c>: not-one-of).
    /// </summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Make")]
    Task<Result<WebhookSecret>> Make(MakeWebhook command, CancellationToken ct);

    /// <summary>Changes one, pauses it or lets it go on; the same again changes nothing. Refusals: invalid, as of <see cref="Make"/>.</summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Change")]
    Task<Result<WebhookView>> Change(ChangeWebhook command, CancellationToken ct);

    /// <summary>Removes one and forgets what it was to tell.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Remove")]
    Task<Result<Done>> Remove(Actor actor, int number, CancellationToken ct);

    /// <summary>
    /// Gives it a new secret, told this once; a repetition of the command gives the same one. For <see cref="Limits.WebhookSecretOverlap"/> the one before
    /// it signs too.
    /// </summary>
    /// <param name="command">Of which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("RenewSecret")]
    Task<Result<WebhookSecret>> RenewSecret(ActOnWebhook command, CancellationToken ct);

    /// <summary>What was delivered and what is to be, the newest first; kept for a week. Refusals: invalid-cursor.</summary>
    /// <param name="query">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Deliveries")]
    Task<Result<Page<WebhookDelivery>>> Deliveries(WebhookDeliveryQuery query, CancellationToken ct);

    /// <summary>
    /// Delivers something once more, under the same id, at once and with all its attempts; what waits is tried at once. Refusals: not-found where the
    /// delivery is not there any more.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="number">Of which webhook.</param>
    /// <param name="delivery">Which delivery.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Replay")]
    Task<Result<Done>> Replay(Actor actor, int number, string delivery, CancellationToken ct);

    /// <summary>Delivers something that says nothing, and is a delivery like any other. Refusals: rate-limited while another test waits.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Test")]
    Task<Result<Done>> Test(Actor actor, int number, CancellationToken ct);

    /// <summary>Pauses one that does not take what is delivered. Said by whoever delivers, and by nobody else.</summary>
    /// <param name="number">Which; one that is not there or is paused already is left as it is.</param>
    /// <param name="why">Why.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("GiveUp")]
    Task<Result<Done>> GiveUp(int number, WebhookPause why, CancellationToken ct);
}

/// <summary>Makes a webhook.</summary>
/// <param name="Actor">The owner, or an administrator for the site.</param>
/// <param name="Url">Where to: an absolute address, HTTPS unless the node's settings allow others.</param>
/// <param name="Kinds">What it tells, of <see cref="WebhookKinds"/>; none: everything.</param>
/// <param name="Command">Recognises repetitions, null: none.</param>
[GenerateSerializer, Immutable, Alias("skiller.make-webhook")]
public sealed record MakeWebhook(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string Url,
    [property: Id(2)] System.Collections.Immutable.ImmutableArray<string> Kinds,
    [property: Id(3)] CommandId? Command);

/// <summary>Changes a webhook; null leaves something as it is.</summary>
/// <param name="Actor">The owner, or an administrator for the site.</param>
/// <param name="Number">Which.</param>
/// <param name="Url">Where to.</param>
/// <param name="Kinds">What it tells; none: everything.</param>
/// <param name="IsPaused">Whether it rests. One that goes on again is taken for well from then on.</param>
[GenerateSerializer, Immutable, Alias("skiller.change-webhook")]
public sealed record ChangeWebhook(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] int Number,
    [property: Id(2)] string? Url,
    [property: Id(3)] System.Collections.Immutable.ImmutableArray<string>? Kinds,
    [property: Id(4)] bool? IsPaused);

/// <summary>Acts on a webhook.</summary>
/// <param name="Actor">The owner, or an administrator for the site.</param>
/// <param name="Number">Which.</param>
/// <param name="Command">Recognises repetitions, null: none.</param>
[GenerateSerializer, Immutable, Alias("skiller.act-on-webhook")]
public sealed record ActOnWebhook([property: Id(0)] Actor Actor, [property: Id(1)] int Number, [property: Id(2)] CommandId? Command);

/// <summary>Asks for deliveries.</summary>
/// <param name="Actor">The owner, or an administrator for the site.</param>
/// <param name="Number">Of which webhook.</param>
/// <param name="Page">Which part.</param>
[GenerateSerializer, Immutable, Alias("skiller.webhook-delivery-query")]
public sealed record WebhookDeliveryQuery([property: Id(0)] Actor Actor, [property: Id(1)] int Number, [property: Id(2)] PageRequest Page);
