using System.Diagnostics.Metrics;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Webhooks;

/// <summary>What the delivery of webhooks measures of itself, shown at <c>/metrics</c>.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter _meter = new(ActivityMetrics.MeterName);
    private static readonly Counter<long> _settled = _meter.CreateCounter<long>("webhook.settled", "{attempt}", "Attempts to deliver a webhook, by what became of them.");
    private static long _waiting;

    static WebhookMetrics() =>
        _meter.CreateObservableGauge("webhook.waiting", static () => Volatile.Read(ref _waiting), "{delivery}", "Deliveries of webhooks that are to be made.");

    public static void Settled(string kind, WebhookFate fate) => _settled.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("fate", fate.GetType().Name.ToLowerInvariant()));

    public static void Show(long waiting) => Volatile.Write(ref _waiting, waiting);
}
