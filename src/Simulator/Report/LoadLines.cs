using Skiller.Simulator.Growing;
using Skiller.Simulator.Measuring;

namespace Skiller.Simulator.Report;

/// <summary>What a load came to, in a few lines.</summary>
internal static class LoadLines
{
    public static void Write(RunSummary summary, IReadOnlyList<Sample> samples, TextWriter output)
    {
        if (summary.Seconds <= 0)
        {
            output.WriteLine(FormattableString.Invariant($"It ended in its warm-up, after {summary.WarmUp} requests: nothing was measured."));
            return;
        }

        var acts = summary.Acknowledged + summary.Refused + summary.Unknown;
        output.WriteLine(FormattableString.Invariant($"{summary.Loads / summary.Seconds:0.0} page loads/s for {summary.Seconds:0} s, from when due {Times(summary.Pages)}; {summary.LoadErrors} errors"));
        if (acts > 0)
        {
            output.WriteLine(FormattableString.Invariant($"{acts / summary.Seconds:0.0} acts/s, from when due {Times(summary.Acts)}; {summary.ActErrors} not done at the first time"));
        }

        output.WriteLine(FormattableString.Invariant($"{summary.Late} late, {summary.Dropped} dropped; generator {(summary.Generator?.CpuSeconds ?? 0) / (summary.Seconds + 0.001):0.00} processors{Nodes(samples)}"));
    }

    private static string Times(Percentiles? times) => times is null ? "none" : FormattableString.Invariant($"p50 {times.P50:0.0}, p99 {times.P99:0.0}, p99.9 {times.P999:0.0}, most {times.Max:0} ms");

    private static string Nodes(IReadOnlyList<Sample> samples)
    {
        var known = samples.Where(static sample => sample.NodesCpuSeconds is not null).ToList();
        if (known is not [var first, .., var last] || last.Seconds <= first.Seconds)
        {
            return "";
        }

        var (cpu, requests) = (last.NodesCpuSeconds!.Value - first.NodesCpuSeconds!.Value, Requests(last) - Requests(first));
        return FormattableString.Invariant($", nodes {cpu / (last.Seconds - first.Seconds):0.00} ({1000 * cpu / Math.Max(1, requests):0.00} ms a request), {last.NodesBytes / (1024 * 1024):0} MiB");
    }

    private static long Requests(Sample sample) => sample.Loads + sample.Acknowledged + sample.Refused + sample.Unknown;
}
