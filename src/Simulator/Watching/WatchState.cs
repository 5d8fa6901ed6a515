using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;

namespace Skiller.Simulator.Watching;

/// <summary>How a run stands, as <c>/state.json</c> says it.</summary>
/// <param name="Aim">What it is to come to.</param>
/// <param name="Now">The last sample; null: there is none yet.</param>
/// <param name="Events">Live events that listeners heard.</param>
/// <param name="Kinds">All requests by kind.</param>
internal sealed record WatchedRun(RunAim Aim, Sample? Now, long Events, IReadOnlyList<KindFigures> Kinds);

/// <summary>What a page about a run is made of: the samples of this part of it, and the figures of now. May be asked from many sides.</summary>
internal sealed class WatchState(RunAim aim, RunTally tally)
{
    private readonly Lock _gate = new();
    private readonly List<Sample> _samples = [];
    private IReadOnlyList<KindFigures> _kinds = [];

    public void Add(Sample sample, IReadOnlyList<KindFigures> kinds)
    {
        lock (_gate)
        {
            _samples.Add(sample);
            _kinds = kinds;
        }
    }

    public (WatchedRun Run, IReadOnlyList<Sample> Samples) Read()
    {
        lock (_gate)
        {
            return (new WatchedRun(aim, _samples.LastOrDefault(), tally.Events, _kinds), [.. _samples]);
        }
    }

    public string Json() => JsonSerializer.Serialize(Read().Run, WatchJson.Default.WatchedRun);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WatchedRun))]
internal sealed partial class WatchJson : JsonSerializerContext;
