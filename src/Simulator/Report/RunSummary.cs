using System.Text.Json.Serialization;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;

namespace Skiller.Simulator.Report;

/// <summary>What a run came to: everything that a report says besides its samples and its audit.</summary>
internal sealed record RunSummary
{
    public double Days { get; init; }

    public double Seconds { get; init; }

    /// <summary>How much longer it took than was asked for, since no act was dropped.</summary>
    public double StretchedSeconds { get; init; }

    public bool WasStopped { get; init; }

    /// <summary>What ended it before its end although nobody wanted that, so that everything here is of a part; null: nothing.</summary>
    public string? Broke { get; init; }

    public long Members { get; init; }

    public long Acknowledged { get; init; }

    public long Refused { get; init; }

    public long Unknown { get; init; }

    public long Skipped { get; init; }

    public long Loads { get; init; }

    public long LoadErrors { get; init; }

    /// <summary>Of a load: arrivals that were sent late, and those that were not sent, since too many were under way.</summary>
    public long Late { get; init; }

    public long Dropped { get; init; }

    /// <summary>Of a load: acts that were not done by the first request for them.</summary>
    public long ActErrors { get; init; }

    /// <summary>Processes that a load was sent by, and in which version of HTTP.</summary>
    public int Workers { get; init; } = 1;

    public string Http { get; init; } = "1.1";

    /// <summary>All pages, and all acts, of a load, from when they were due.</summary>
    public Percentiles? Pages { get; init; }

    public Percentiles? Acts { get; init; }

    /// <summary>Pages but those of the hot question, from when they were due; null where it is no load.</summary>
    public Percentiles? OtherPages { get; init; }

    /// <summary>How its last third differs from its first.</summary>
    public IReadOnlyList<Difference> Drift { get; init; } = [];

    /// <summary>Requests of the warm-up, which nothing else here counts.</summary>
    public long WarmUp { get; init; }

    /// <summary>Which share of the planned page loads was sent, and how many were not since target or generator did not keep up.</summary>
    public double Reads { get; init; } = 1;

    public long LoadsLeftOut { get; init; }

    /// <summary>Whether as many were sent as target and generator kept up with, and not a share that was asked for.</summary>
    public bool ReadsWereAdapted { get; init; }

    /// <summary>What was done to the cluster, in all parts of the run, and the errors that were not around it.</summary>
    public IReadOnlyList<FaultEffect> Faults { get; init; } = [];

    public long ErrorsApartFromFaults { get; init; }

    /// <summary>What it cost with the front and without, where they took turns.</summary>
    public IReadOnlyList<WayCost> Ways { get; init; } = [];

    /// <summary>What the nodes needed to each request, by sort.</summary>
    public IReadOnlyList<RequestCost> Costs { get; init; } = [];

    public long LiveEvents { get; init; }

    public long LiveRepeated { get; init; }

    public IReadOnlyList<KindFigures> Kinds { get; init; } = [];

    public GeneratorFigures? Generator { get; init; }

    public static RunSummary Of(RunTally tally, Meter meter, Pace pace, GeneratorWatch watch, long repeated, Scenario scenario) => new()
    {
        Days = Math.Round(tally.WasStopped ? tally.Reached.TotalDays : scenario.Days, 2),
        Seconds = Math.Round(pace.Elapsed.TotalSeconds, 1),
        StretchedSeconds = Math.Round(pace.Stretched.TotalSeconds, 1),
        WasStopped = tally.WasStopped,
        Members = tally.Members,
        Acknowledged = tally.Acknowledged,
        Refused = tally.Refused,
        Unknown = tally.Unknown,
        Skipped = tally.Skipped,
        Loads = tally.Loads,
        LoadErrors = tally.LoadErrors,
        Reads = scenario.Reads ?? tally.Loads / (double)Math.Max(1, tally.Loads + tally.LeftOut),
        LoadsLeftOut = tally.LeftOut,
        ReadsWereAdapted = scenario.Reads is null,
        LiveEvents = tally.Events,
        LiveRepeated = repeated,
        Kinds = meter.Figures(),
        Generator = watch.Figures(),
    };
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(AuditResult))]
internal sealed partial class ReportJson : JsonSerializerContext;
