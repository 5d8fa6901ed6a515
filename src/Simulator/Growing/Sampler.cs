using System.Text.Json;
using System.Text.Json.Serialization;
using HdrHistogram;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>How a run stood at one moment. Rates are of the time since the sample before; milliseconds, from when requests were due.</summary>
internal sealed record Sample
{
    public double Seconds { get; init; }

    public double Day { get; init; }

    public long Members { get; init; }

    public long Acknowledged { get; init; }

    public long Refused { get; init; }

    public long Unknown { get; init; }

    public long Loads { get; init; }

    public long Errors { get; init; }

    public double ActRate { get; init; }

    public double LoadRate { get; init; }

    public Percentiles Acts { get; init; } = new(0, 0, 0, 0, 0);

    public Percentiles Pages { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>Pages but those of the hot question; null where no question is.</summary>
    public Percentiles? OtherPages { get; init; }

    /// <summary>Arrivals of a load that are not done yet.</summary>
    public long? UnderWay { get; init; }

    public double StretchedSeconds { get; init; }

    /// <summary>The share of the planned page loads that is sent; null: a fixed one.</summary>
    public double? ReadShare { get; init; }

    /// <summary>Whether it was the turn of grains without a front; null: there are no turns.</summary>
    public bool? Direct { get; init; }

    /// <summary>What was done to the cluster since the sample before.</summary>
    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>Requests that were answered since the sample before, by kind.</summary>
    public IReadOnlyDictionary<string, long>? Requests { get; init; }

    public double GeneratorCpuSeconds { get; init; }

    /// <summary>Processor seconds and bytes of memory of the nodes whose operations addresses are known.</summary>
    public double? NodesCpuSeconds { get; init; }

    public double? NodesBytes { get; init; }
}

/// <summary>Takes a sample every second or so, writes each as a line of JSON, and keeps them for the report.</summary>
internal sealed class Sampler(
    string path, RunTally tally, Meter meter, Pace pace, GeneratorWatch watch, NodeMetrics? nodes, TimeProvider clock, Action<Sample> show)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    // After a sample that came late the timer is due again at once: what came in no time is no rate.
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(0.5);
    private readonly LongHistogram _acts = KindMeter.Fresh();
    private readonly LongHistogram _pages = KindMeter.Fresh();
    private readonly LongHistogram _others = KindMeter.Fresh();
    private Sample? _last;

    /// <summary>What decides how many page loads are sent; null: nothing.</summary>
    public ReadGovernor? Reads { get; init; }

    /// <summary>Whose turn it is; null: there are no turns.</summary>
    public Func<TimeSpan, bool>? IsDirect { get; init; }

    public async Task Run(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                if ((pace.Elapsed.TotalSeconds - (_last?.Seconds ?? 0)) >= _shortest.TotalSeconds)
                {
                    await Take(ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Take(CancellationToken.None);
        }
    }

    private async Task Take(CancellationToken ct)
    {
        _acts.Reset();
        _pages.Reset();
        _others.Reset();
        var (isHot, requests) = (false, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var (kind, since) in meter.Sample())
        {
            (IsPage(kind) ? _pages : _acts).Add(since);
            if (since.TotalCount > 0)
            {
                requests[kind] = since.TotalCount;
            }

            isHot |= IsHot(kind);
            if (IsPage(kind) && !IsHot(kind))
            {
                _others.Add(since);
            }
        }

        // Once, so that those of a sample add up.
        var (node, unknown) = (nodes is null ? null : await nodes.Read(ct), tally.Unknown);
        var seconds = pace.Elapsed.TotalSeconds;
        var passed = Math.Max(seconds - (_last?.Seconds ?? 0), 0.001);
        var sample = new Sample
        {
            Seconds = Math.Round(seconds, 2),
            Day = Math.Round(tally.Reached.TotalDays, 2),
            Members = tally.Members,
            Acknowledged = tally.Acknowledged,
            Refused = tally.Refused,
            Unknown = unknown,
            Loads = tally.Loads,
            Errors = tally.LoadErrors + Math.Max(unknown, tally.ActErrors),
            ActRate = Math.Round(_acts.TotalCount / passed, 1),
            LoadRate = Math.Round(_pages.TotalCount / passed, 1),
            Acts = Percentiles.Of(_acts),
            Pages = Percentiles.Of(_pages),
            OtherPages = isHot ? Percentiles.Of(_others) : null,
            UnderWay = tally.UnderWay,
            StretchedSeconds = Math.Round(pace.Stretched.TotalSeconds, 2),
            ReadShare = Reads is null ? null : Math.Round(Reads.Share, 3),
            Direct = IsDirect?.Invoke(pace.Elapsed),
            Faults = tally.TakeFaults(),
            Requests = requests,
            GeneratorCpuSeconds = watch.Figures().CpuSeconds,
            NodesCpuSeconds = node?.CpuSeconds,
            NodesBytes = node?.Bytes,
        };
        await File.AppendAllTextAsync(path, JsonSerializer.Serialize(sample, SampleJson.Default.Sample) + "\n", CancellationToken.None);
        _last = sample;
        show(sample);
    }

    /// <summary>Whether a kind of request is of the hot question of a load.</summary>
    public static bool IsHot(string kind) => kind.StartsWith("page-hot", StringComparison.Ordinal) || kind == "vote-hot";

    /// <summary>Whether a kind of request reads.</summary>
    public static bool IsPage(string kind) => kind.StartsWith("page-", StringComparison.Ordinal) || kind.StartsWith("api-", StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleJson : JsonSerializerContext;
