using System.Collections.Immutable;
using Skiller.Contracts.Webhooks;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// The deliveries of webhooks, a row each, and of each webhook what has to be known to make and deliver them. Rows are written once, together with the
/// mark of the projection that found their facts; like mails they are never made anew by a rebuild. Nobody's address is in them.
/// </summary>
internal interface IWebhookQueue
{
    /// <summary>The mark of the projection, 0 when nothing was written.</summary>
    Task<long> LoadMark(string shard, CancellationToken ct);

    /// <summary>The webhooks that there are.</summary>
    Task<IReadOnlyList<ListeningWebhook>> Listening(CancellationToken ct);

    /// <summary>
    /// Writes changes, in their order, and the mark together, if the stored mark still is the one that was loaded. A webhook for which
    /// <see cref="Contracts.Limits.WebhookWaiting"/> wait already gets no more.
    /// </summary>
    /// <returns>False: another activation wrote; nothing was written.</returns>
    Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<WebhookChange> changes, CancellationToken ct);

    /// <summary>
    /// Takes what is due, of each webhook at most one and the oldest first: until the lease ends nobody else gets anything of that webhook.
    /// </summary>
    Task<IReadOnlyList<ClaimedDelivery>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct);

    /// <summary>Says what became of a claimed delivery.</summary>
    /// <returns>False: the lease had ended and somebody else has claimed since; nothing was written.</returns>
    Task<bool> Settle(ClaimedDelivery delivery, WebhookFate fate, DateTimeOffset now, CancellationToken ct);

    /// <summary>The deliveries of a webhook before a place, the newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ListedDelivery>> List(WebhookId webhook, long beforePosition, long beforeSerial, int limit, CancellationToken ct);

    /// <summary>Makes a delivery due now and its first attempt the next one.</summary>
    /// <returns>False: it is not there.</returns>
    Task<bool> Replay(WebhookId webhook, string delivery, DateTimeOffset now, CancellationToken ct);

    /// <summary>Adds a test.</summary>
    /// <returns>False: one waits already, or the webhook is not known yet.</returns>
    Task<bool> AddTest(WebhookId webhook, long position, DateTimeOffset now, CancellationToken ct);

    /// <summary>Forgets what was settled, or has waited, since a time. Says how the queue is.</summary>
    Task<WebhookQueueStatus> Sweep(DateTimeOffset before, CancellationToken ct);
}

/// <summary>A webhook as the projection knows it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Kinds">What it tells; none: everything.</param>
/// <param name="IsPaused">Whether it rests.</param>
internal sealed record ListeningWebhook(WebhookId Id, ImmutableArray<string> Kinds, bool IsPaused)
{
    public bool Hears(string kind) => !IsPaused && (Kinds.IsEmpty || Kinds.Contains(kind));
}

/// <summary>What the projection writes.</summary>
internal abstract record WebhookChange
{
    /// <summary>There is such a webhook, or it is another; null for well leaves what is known of that.</summary>
    internal sealed record Listens(ListeningWebhook Webhook, DateTimeOffset? WellAt) : WebhookChange;

    /// <summary>There is none; what it was to tell is forgotten.</summary>
    internal sealed record Ends(WebhookId Webhook) : WebhookChange;

    /// <summary>A webhook tells a fact.</summary>
    internal sealed record Tells(WebhookId Webhook, string Kind, string Stream, long Version, long Position, DateTimeOffset At) : WebhookChange;
}

/// <summary>A delivery that this process may make until its lease ends.</summary>
/// <param name="Key">Its id.</param>
/// <param name="Webhook">Of which webhook.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Stream">Where its fact is; empty for a test.</param>
/// <param name="Version">The fact's place there.</param>
/// <param name="Position">The fact's place in the log.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
/// <param name="Claim">Tells this claim of the webhook from a later one.</param>
/// <param name="At">When the fact happened.</param>
/// <param name="BegunAt">When the first attempt was due.</param>
/// <param name="WellAt">When the webhook last took something, or was last said to go on.</param>
internal sealed record ClaimedDelivery(
    string Key,
    WebhookId Webhook,
    string Kind,
    string Stream,
    long Version,
    long Position,
    int Attempt,
    long Claim,
    DateTimeOffset At,
    DateTimeOffset BegunAt,
    DateTimeOffset WellAt);

/// <summary>A delivery and its place in the list.</summary>
internal sealed record ListedDelivery(WebhookDelivery Delivery, long Position, long Serial);

/// <summary>What becomes of a delivery.</summary>
internal abstract record WebhookFate
{
    /// <summary>The receiver has it.</summary>
    internal sealed record Delivered(int Status) : WebhookFate;

    /// <summary>There was nothing to tell any more.</summary>
    internal sealed record Dropped(string Reason) : WebhookFate;

    /// <summary>Not now.</summary>
    internal sealed record Waits(DateTimeOffset Until, int? Status, string Reason) : WebhookFate;

    /// <summary>It is tried no more.</summary>
    internal sealed record Failed(int? Status, string Reason) : WebhookFate;
}

/// <summary>How the queue is.</summary>
/// <param name="Waiting">Deliveries that are to be made.</param>
/// <param name="Full">Webhooks that do not rest and for which too many wait.</param>
internal sealed record WebhookQueueStatus(long Waiting, ImmutableArray<WebhookId> Full);
