namespace Skiller.Grains.Webhooks;

/// <summary>Carries webhooks out of the site, and nowhere inside (RELIABILITY.md P10).</summary>
internal interface IWebhookTransport
{
    /// <summary>Why an address is none to send to as names stand now, a rule of its field; null: it is. Looks names up, and connects to nobody.</summary>
    Task<string?> FaultOf(string url, CancellationToken ct);

    /// <summary>Makes one attempt, to the very address that was looked up and checked for it; ten seconds at most. What goes wrong is an outcome.</summary>
    Task<WebhookOutcome> Send(OutgoingWebhook webhook, CancellationToken ct);
}

/// <summary>A webhook as it goes out.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Id">The same at each attempt.</param>
/// <param name="At">The time of this attempt.</param>
/// <param name="Signatures">As the header has them.</param>
/// <param name="Body">UTF-8 JSON.</param>
internal sealed record OutgoingWebhook(string Url, string Id, DateTimeOffset At, string Signatures, byte[] Body);

/// <summary>What came of an attempt. Reasons are words of ours and never what the receiver wrote.</summary>
internal abstract record WebhookOutcome
{
    /// <summary>It was taken (2xx).</summary>
    internal sealed record Taken(int Status) : WebhookOutcome;

    /// <summary>It was not, perhaps later.</summary>
    internal sealed record NotTaken(int? Status, string Reason) : WebhookOutcome;

    /// <summary>The receiver is there no more (410).</summary>
    internal sealed record Gone(int Status) : WebhookOutcome;

    /// <summary>There was nothing to send any more.</summary>
    internal sealed record Nothing(string Reason) : WebhookOutcome;
}

/// <summary>What nodes are told of webhooks by their settings.</summary>
/// <param name="PublicUrl">What links begin with.</param>
/// <param name="AllowPrivate">Whether they may lead to private addresses and without TLS: for tests, and where the receivers are in the same house.</param>
internal sealed record WebhookOptions(Uri PublicUrl, bool AllowPrivate);
