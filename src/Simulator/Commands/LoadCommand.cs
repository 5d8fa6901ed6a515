using System.CommandLine;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim load</c>.</summary>
internal static class LoadCommand
{
    private const int ConnectionsAtOnce = 1_024;

    public static Command Create()
    {
        Option<string> target = new("--target") { Description = "The Skiller's public address.", Required = true };
        Option<string?> profile = new("--profile") { Description = "A profile's JSON file; `skiller-sim schema profile` prints its schema." };
        Option<double?> rate = new("--rate") { Description = "Page loads a second, instead of the profile's." };
        Option<double?> seconds = new("--seconds") { Description = "How long it is measured, instead of the profile's." };
        Option<string> folder = new("--out") { Description = "The folder of the report.", Required = true };
        Option<string[]> operations = new("--operations") { Description = "Operations addresses of nodes, whose processors and memory the report then shows." };
        var command = new Command("load", "Loads pages at the rates of a profile, without waiting for answers, and reports.") { target, profile, rate, seconds, folder, operations };
        command.SetAction((parsed, _) => CommandLine.Stoppable(async ct =>
        {
            var wanted = parsed.GetValue(profile) is { } file ? LoadProfile.Parse(JsonInput.Text(file), file) : new LoadProfile();
            wanted = wanted with { Rate = parsed.GetValue(rate) ?? wanted.Rate, Seconds = parsed.GetValue(seconds) ?? wanted.Seconds };
            wanted.Check("The profile");
            using var nodes = parsed.GetValue(operations) is { Length: > 0 } addresses ? new NodeMetrics([.. addresses.Select(CommandLine.Address)]) : null;
            var (summary, holds) = await Run(wanted, CommandLine.Address(parsed.GetValue(target)!), new RunFolder(parsed.GetValue(folder)!), nodes, ct);
            return summary.WasStopped ? ExitCode.Stopped : holds ? ExitCode.Done : ExitCode.Failed;
        }));
        return command;
    }

    /// <summary>Loads, and writes the report.</summary>
    public static async Task<(RunSummary Summary, bool Holds)> Run(LoadProfile profile, Uri target, RunFolder folder, NodeMetrics? nodes, CancellationToken ct)
    {
        if (File.Exists(folder.Samples))
        {
            throw new UsageException($"There is a report in {folder.Path} already: name another folder.");
        }

        Directory.CreateDirectory(folder.Path);
        var clock = TimeProvider.System;
        using var api = new TargetApi(target, ConnectionsAtOnce);
        var pages = profile.Pages.IsEmpty ? await PageChoice.Discovered(api, ct) : PageChoice.Of(profile);
        var (meter, tally, pace, beganAt) = (new Meter(), new RunTally(), new Pace(clock, 1, TimeSpan.Zero), clock.GetUtcNow());
        var load = new LoadRun(profile, pages, api, meter, tally, clock);
        GeneratorFigures own;
        await using (var watch = new GeneratorWatch(clock))
        {
            using var over = new CancellationTokenSource();
            await using var view = TerminalView.Start(FormattableString.Invariant($"{profile.Seconds} s at {profile.Rate}/s"), tally);
            var sampling = new Sampler(folder.Samples, tally, meter, pace, watch, nodes, clock, view.Show).Run(over.Token);
            await load.Run(ct);
            await over.CancelAsync();
            await sampling;
            own = watch.Figures();
        }

        meter.WriteHistograms(folder.Path);
        var summary = Summary(profile, load, meter, tally, pace, own);
        var verdict = new Thresholds(profile.MaxP99Milliseconds, profile.MaxErrorShare).Judge(summary, null);
        ReportFiles.Write(folder, new ReportFacts("title.load", target, profile.Seed, beganAt, summary, ReportFiles.Samples(folder), null, verdict));
        ReportFiles.Tell(folder, verdict, Console.Out);
        return (summary, verdict.All(static check => check.Holds));
    }

    private static RunSummary Summary(LoadProfile profile, LoadRun load, Meter meter, RunTally tally, Pace pace, GeneratorFigures own) => new()
    {
        Seconds = Math.Round(pace.Elapsed.TotalSeconds - profile.WarmUpSeconds, 2),
        WasStopped = tally.WasStopped,
        Loads = tally.Loads,
        LoadErrors = tally.LoadErrors,
        Late = load.Late,
        Dropped = load.Dropped,
        WarmUp = load.WarmUp,
        Kinds = meter.Figures(),
        Generator = own,
    };
}
