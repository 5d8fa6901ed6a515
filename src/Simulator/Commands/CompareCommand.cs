using System.CommandLine;
using System.Text.Json;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Report;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> before = new("before") { Description = "The folder of a run." };
        Argument<string> after = new("after") { Description = "The folder of another one." };
        var command = new Command("compare", "Says with bounds whether two runs differ beyond noise.") { before, after };
        command.SetAction(parsed =>
        {
            var (first, second) = (new RunFolder(parsed.GetValue(before)!), new RunFolder(parsed.GetValue(after)!));
            return (int)Tell(first, second, Console.Out);
        });
        return command;
    }

    /// <summary>Writes the differences; they fail nothing, since which are welcome only the caller knows.</summary>
    public static ExitCode Tell(RunFolder before, RunFolder after, TextWriter output)
    {
        foreach (var folder in (RunFolder[])[before, after])
        {
            if (!File.Exists(folder.Samples))
            {
                output.WriteLine($"There are no samples of a run in {folder.Path}.");
                return ExitCode.Usage;
            }
        }

        var differences = Comparison.Of(ReportFiles.Samples(before), ReportFiles.Samples(after));
        foreach (var each in differences)
        {
            var verdict = each.IsBeyondNoise ? "differs" : "no difference beyond noise";
            output.WriteLine(FormattableString.Invariant(
                $"{each.Figure,-16} {each.Before,10:0.##} -> {each.After,10:0.##}  {100 * (each.After - each.Before) / each.Before,7:+0.0;-0.0} %  (95 %: {100 * each.Least:+0.0;-0.0} to {100 * each.Most:+0.0;-0.0} %)  {verdict}"));
        }

        if (differences.Count == 0)
        {
            output.WriteLine("Too few samples to compare: each run needs half a minute at least.");
        }

        if (Others(before) is { P99: > 0 } first && Others(after) is { P99: > 0 } second)
        {
            output.WriteLine(FormattableString.Invariant(
                $"Pages but the hot question's, over the whole runs: p50 {first.P50:0.##} -> {second.P50:0.##} ms, p99 {first.P99:0.##} -> {second.P99:0.##} ms ({second.P99 / first.P99:0.00} times)"));
        }

        return ExitCode.Done;
    }

    private static Percentiles? Others(RunFolder folder) => File.Exists(folder.Summary) ? JsonSerializer.Deserialize(File.ReadAllText(folder.Summary), ReportJson.Default.RunSummary)?.OtherPages : null;
}
