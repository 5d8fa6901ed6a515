using System.Diagnostics.Metrics;
using Skiller.Simulator.Growing;

namespace Skiller.Simulator.Watching;

/// <summary>What a run tells of itself to Prometheus and collectors. The names are permanent.</summary>
internal sealed class RunMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Skiller.Simulator";

    private static readonly InstrumentAdvice<double> _seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
    };

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _fromDue;
    private readonly Histogram<double> _service;

    public RunMetrics(RunTally tally, Pace pace)
    {
        _meter.CreateObservableCounter("skiller.sim.acts", () => Acts(tally), "{act}", "Acts by kind and by what came of them.");
        _meter.CreateObservableCounter("skiller.sim.pages", () => Pages(tally), "{page}", "Page loads that were answered, went wrong, or were not sent since somebody did not keep up.");
        _meter.CreateObservableCounter("skiller.sim.live.events", () => tally.Events, "{event}", "Live events that listeners heard.");
        _meter.CreateObservableGauge("skiller.sim.members", () => tally.Members, "{member}", "Members who have joined.");
        _meter.CreateObservableGauge("skiller.sim.time", () => tally.Reached.TotalSeconds, "s", "Simulated time that is reached.");
        _meter.CreateObservableGauge("skiller.sim.stretched", () => pace.Stretched.TotalSeconds, "s", "How much longer it takes than was asked for.");
        _fromDue = _meter.CreateHistogram("skiller.sim.request.due", "s", "From when a request was due to the end of its answer, by its kind.", advice: _seconds);
        _service = _meter.CreateHistogram("skiller.sim.request.service", "s", "From when a request was sent to the end of its answer, by its kind.", advice: _seconds);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Notes a request.</summary>
    public void Add(string kind, TimeSpan fromDue, TimeSpan service, bool isError)
    {
        KeyValuePair<string, object?>[] tags = [Tag("kind", kind), Tag("error", isError)];
        _fromDue.Record(fromDue.TotalSeconds, tags);
        _service.Record(service.TotalSeconds, tags);
    }

    private static IEnumerable<Measurement<long>> Acts(RunTally tally) =>
        tally.Acts.Select(static act => new Measurement<long>(act.Count, Tag("kind", act.Kind), Tag("outcome", act.Outcome.ToString().ToLowerInvariant())));

    private static IEnumerable<Measurement<long>> Pages(RunTally tally)
    {
        yield return new Measurement<long>(tally.Loads - tally.LoadErrors, Tag("outcome", "answered"));
        yield return new Measurement<long>(tally.LoadErrors, Tag("outcome", "error"));
        yield return new Measurement<long>(tally.LeftOut, Tag("outcome", "left-out"));
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
