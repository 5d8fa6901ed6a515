using System.Diagnostics.Metrics;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Mail;

/// <summary>What the delivery measures of itself, shown at <c>/metrics</c>.</summary>
internal static class MailMetrics
{
    private static readonly Meter _meter = new(ActivityMetrics.MeterName);
    private static readonly Counter<long> _settled = _meter.CreateCounter<long>("mail.settled", "{mail}", "Attempts to send a mail, by what became of them.");
    private static long _waiting;
    private static long _dead;

    static MailMetrics()
    {
        _meter.CreateObservableGauge("mail.waiting", static () => Volatile.Read(ref _waiting), "{mail}", "Mails in the outbox that are to be sent.");
        _meter.CreateObservableGauge("mail.dead", static () => Volatile.Read(ref _dead), "{mail}", "Mails that could not be sent.");
    }

    public static void Settled(string kind, MailFate fate) => _settled.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("fate", fate.GetType().Name.ToLowerInvariant()));

    public static void Show(OutboxStatus status)
    {
        Volatile.Write(ref _waiting, status.Waiting);
        Volatile.Write(ref _dead, status.Dead);
    }
}
