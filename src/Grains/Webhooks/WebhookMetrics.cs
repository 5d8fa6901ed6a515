using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Webhooks;

/// <summary>What the delivery of webhooks measures of itself, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class WebhookMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly Counter<long> _settled = _meter.CreateCounter<long>("skiller.webhook.settled", "{attempt}", "Attempts to deliver a webhook, by what became of them.");

    public static void Settled(string kind, WebhookFate fate) => _settled.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("fate", fate.GetType().Name.ToLowerInvariant()));
}
