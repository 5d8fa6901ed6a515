using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Listening;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary>Carries out a run, from where it was left, with everything that is measured meanwhile.</summary>
internal static class RunningGrowth
{
    public static async Task<RunSummary> Of(RunFacts facts, RunFolder folder, TargetApi api, NodeMetrics? nodes, TimeProvider clock, CancellationToken ct)
    {
        var scenario = facts.Scenario;
        var before = folder.Lines().ToDictionary(static line => line.Name, StringComparer.Ordinal);
        var planner = new Planner(scenario);
        var sessions = new Sessions(api, facts.Password);
        var requests = new ActRequests(scenario, planner.People, facts.Password, facts.Invitation);
        var sender = new ActSender(api, requests, sessions, new DraftKeeper(api.Address, facts.Password, scenario.Tag, api.Protocol), scenario.Tag, clock);
        var from = before.Count == 0 ? TimeSpan.Zero : FirstOpen(scenario, before);
        var (meter, pace) = (new Meter(), new Pace(clock, scenario.SecondsPerDay, from));
        await using var journal = JournalWriter.Open(folder.Journal);
        await using var watch = new GeneratorWatch(clock);
        using var run = new GrowRun(planner, sender, new PageLoader(api, sessions), journal, meter, pace, before, new RunTally { ResumedFrom = from });
        using var over = new CancellationTokenSource();
        await using var view = TerminalView.Start(FormattableString.Invariant($"{scenario.To} members in {scenario.Days} days"), run.Tally);
        var sampler = new Sampler(folder.Samples, run.Tally, meter, pace, watch, nodes, clock, view.Show);
        var listeners = Enumerable.Range(0, scenario.Listeners).Select(number => new LiveListener(api.Address, number, run.Tally, clock, api.Protocol)).ToList();
        var aside = Task.WhenAll([sampler.Run(over.Token), .. listeners.Select(listener => listener.Run(over.Token))]);
        try
        {
            await run.Run(ct);
        }
        finally
        {
            await over.CancelAsync();
        }

        await aside;
        meter.WriteHistograms(folder.Path);
        return RunSummary.Of(run.Tally, meter, pace, watch, listeners.Sum(static listener => listener.Repeated), scenario) with { Http = api.Protocol.Name };
    }

    /// <summary>The simulated moment of the first act that is not in the journal yet, or of which nobody knows what came; the end when there is none.</summary>
    public static TimeSpan FirstOpen(Scenario scenario, IReadOnlyDictionary<string, JournalLine> before) =>
        new Planner(scenario).Acts()
            .FirstOrDefault(act => act.IsWrite && (!before.TryGetValue(act.Name, out var line) || line.Outcome == Outcome.Unknown))?.At
        ?? scenario.Length;
}
