using Skiller.Simulator.Audit;
using Skiller.Simulator.Growing;

namespace Skiller.Simulator.Report;

/// <summary>One thing that must hold for a run to be right.</summary>
/// <param name="Name">What it is called; permanent.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Detail">What was measured against what.</param>
internal sealed record Check(string Name, bool Holds, string Detail);

/// <summary>What a run must not pass; null: nothing is asked.</summary>
internal sealed record Thresholds(double? MaxP99Milliseconds, double? MaxErrorShare)
{
    /// <summary>How much more memory the nodes may need in the last third than in the first, as a share of it.</summary>
    public double? MaxMemoryGrowth { get; init; }

    public IReadOnlyList<Check> Judge(RunSummary summary, AuditResult? audit)
    {
        var checks = new List<Check>();
        if (MaxP99Milliseconds is { } most)
        {
            var slowest = summary.Kinds.Where(static kind => Sampler.IsPage(kind.Kind)).Select(static kind => kind.FromDue.P99).DefaultIfEmpty(0).Max();
            checks.Add(new Check("p99", slowest <= most, $"slowest kind of page {slowest} ms of at most {most} ms"));
        }

        if (MaxErrorShare is { } share)
        {
            var all = Math.Max(1, summary.Loads + summary.Dropped + summary.Acknowledged + summary.Refused + summary.Unknown);
            var errors = (summary.LoadErrors + Math.Max(summary.Unknown, summary.ActErrors) + summary.Dropped) / (double)all;
            checks.Add(new Check("errors", errors <= share, $"{errors:0.####} of at most {share}"));
        }

        if (MaxMemoryGrowth is { } growth)
        {
            // What could not be looked at does not hold.
            var memory = summary.Drift.FirstOrDefault(static drift => drift.Figure == "memory MiB");
            var grew = memory is null ? double.NaN : (memory.After - memory.Before) / memory.Before;
            checks.Add(new Check("memory", grew <= growth, memory is null ? "too few samples of the nodes' memory" : FormattableString.Invariant($"{memory.Before:0.#} to {memory.After:0.#} MiB: {grew:0.###} of at most {growth}")));
        }

        if (summary.Workers > 1)
        {
            checks.Add(new Check("workers", summary.Broke is null, summary.Broke ?? $"{summary.Workers} processes went on to the end"));
        }

        if (summary.Faults.Count > 0)
        {
            var done = summary.Faults.Count(static fault => fault.ExitCode == 0);
            checks.Add(new Check("faults", done == summary.Faults.Count, $"{done} of {summary.Faults.Count} were done to the cluster as they were planned"));
        }

        if (summary.Generator is { } generator)
        {
            checks.Add(new Check("generator", !generator.WasBottleneck, $"CPU share {generator.CpuShare}, lag p99 {generator.LagP99} ms"));
        }

        checks.Add(new Check("live", summary.LiveRepeated == 0, $"{summary.LiveRepeated} of {summary.LiveEvents} live events came twice to one listener"));
        foreach (var rule in audit?.Rules ?? [])
        {
            checks.Add(new Check(rule.Rule, rule.Failed == 0, $"{rule.Checked} looked at, {rule.Failed} not as they should be"));
        }

        return checks;
    }
}
