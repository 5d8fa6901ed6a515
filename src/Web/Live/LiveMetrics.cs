using System.Diagnostics.Metrics;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Live;

/// <summary>What the live events of this front measure of themselves, shown at <c>/metrics</c> (docs/metrics.md).</summary>
internal static class LiveMetrics
{
    private static readonly TimeSpan _liveWithin = TimeSpan.FromHours(1);
    private static readonly Meter _meter = new(TelemetryNames.Meter);

    private static readonly UpDownCounter<long> _clients = _meter.CreateUpDownCounter<long>("skiller.live.clients", "{client}", "Clients that listen to live events.");

    private static readonly Counter<long> _drops = _meter.CreateCounter<long>("skiller.live.drops", "{client}", "Clients that were let go because they did not take what was sent, by where it waited.");

    private static readonly Counter<long> _refused = _meter.CreateCounter<long>("skiller.live.refused", "{client}", "Clients that were not let in, by the limit that they met.");

    private static readonly Counter<long> _events = _meter.CreateCounter<long>("skiller.live.events", "{event}", "Events that were published to whoever listens, each once a front and lane.");

    private static readonly Histogram<double> _lag = _meter.CreateHistogram(
        "skiller.live.lag",
        "s",
        "Time from the decision of a fact to its publication by this front.",
        null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30] });

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        _clients.Add(0);
        _events.Add(0);
        foreach (var reason in Enum.GetValues<LiveDrop>())
        {
            _drops.Add(0, Tag(reason));
        }

        foreach (var limit in Enum.GetValues<LiveLimit>())
        {
            _refused.Add(0, Tag(limit));
        }
    }

    public static void Came() => _clients.Add(1);

    public static void Went() => _clients.Add(-1);

    public static void Dropped(LiveDrop reason) => _drops.Add(1, Tag(reason));

    public static void Refused(LiveLimit limit) => _refused.Add(1, Tag(limit));

    /// <summary>Counts an event.</summary>
    /// <param name="age">How long ago it was decided; an old one that a front catches up with says nothing of what clients feel.</param>
    public static void Published(TimeSpan age)
    {
        _events.Add(1);
        if (age >= TimeSpan.Zero && age < _liveWithin)
        {
            _lag.Record(age.TotalSeconds);
        }
    }

    private static KeyValuePair<string, object?> Tag(LiveDrop reason) => new("reason", reason is LiveDrop.Queue ? "queue" : "write");

    private static KeyValuePair<string, object?> Tag(LiveLimit limit) => new("limit", limit switch
    {
        LiveLimit.Front => "front",
        LiveLimit.Member => "member",
        _ => "address",
    });
}

/// <summary>Where what a client did not take has waited.</summary>
internal enum LiveDrop
{
    /// <summary>In its queue, which is full.</summary>
    Queue,

    /// <summary>In its connection, for too long.</summary>
    Write,
}

/// <summary>A limit of connections.</summary>
internal enum LiveLimit
{
    /// <summary>Of all on this front.</summary>
    Front,

    /// <summary>Of one member.</summary>
    Member,

    /// <summary>Of one address.</summary>
    Address,
}
