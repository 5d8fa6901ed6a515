using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Mail;

/// <summary>What the delivery measures of itself, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class MailMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly Counter<long> _settled = _meter.CreateCounter<long>("skiller.mail.settled", "{attempt}", "Attempts to send a mail, by what became of them.");

    public static void Settled(string kind, MailFate fate) => _settled.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("fate", fate.GetType().Name.ToLowerInvariant()));
}
