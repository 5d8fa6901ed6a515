using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Identity;

/// <summary>What waits for a password to be hashed, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class PasswordMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly UpDownCounter<long> _queue = _meter.CreateUpDownCounter<long>("skiller.login.queue", "{request}", "Passwords that are being hashed or wait for it.");
    private static readonly Counter<long> _refused = _meter.CreateCounter<long>("skiller.login.refused", "{request}", "Passwords that were not looked at, since too many waited (429).");

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        _queue.Add(0);
        _refused.Add(0);
    }

    public static void Came() => _queue.Add(1);

    public static void Went() => _queue.Add(-1);

    public static void Refused() => _refused.Add(1);
}
