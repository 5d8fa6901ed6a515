using Skiller.Simulator.Direct;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Listening;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Simulator.Watching;

namespace Skiller.Simulator.Commands;

/// <summary>Carries out a run, from where it was left, with everything that is measured and done to the cluster meanwhile.</summary>
internal static class RunningGrowth
{
    public static async Task<RunSummary> Of(RunFacts facts, RunFolder folder, TargetApi api, RunningOptions options, TimeProvider clock, CancellationToken ct)
    {
        var scenario = facts.Scenario;
        if (!scenario.Faults.IsEmpty)
        {
            new FaultLog(folder.Faults).Check();
        }

        using var held = folder.Hold();
        var before = folder.Lines().ToDictionary(static line => line.Name, StringComparer.Ordinal);
        var planner = new Planner(scenario);
        var sessions = new Sessions(api, facts.Password);
        var requests = new ActRequests(scenario, planner.People, facts.Password, facts.Invitation);
        var sender = new ActSender(api, requests, sessions, new DraftKeeper(api.Address, facts.Password, scenario.Tag, api.Protocol), scenario.Tag, clock);
        var from = before.Count == 0 ? TimeSpan.Zero : FirstOpen(scenario, before);
        var (meter, pace, tally) = (new Meter(), new Pace(clock, scenario.SecondsPerDay, from), new RunTally { ResumedFrom = from });
        await using var journal = JournalWriter.Open(folder.Journal);
        await using var watch = new GeneratorWatch(clock);
        var reads = scenario.Reads is null ? new ReadGovernor(pace, watch, clock) : null;
        var direct = options.Direct is { } cluster ? new DirectWay(cluster.Caller, sessions, options.Turn) : null;
        using var run = new GrowRun(planner, sender, new PageLoader(api, sessions), journal, meter, pace, before, tally, reads, direct);
        var aim = RunAim.Growth(scenario.To, scenario.Days);
        await using var watched = await RunWatch.Start(options.Watch, aim, tally, meter, pace, ct);
        await using var view = TerminalView.Start(aim, tally);
        var sampler = new Sampler(folder.Samples, tally, meter, pace, watch, options.Nodes, clock, sample =>
        {
            var kinds = view.IsLive || watched.IsShown ? meter.Figures() : [];
            view.Show(sample, kinds);
            watched.Show(sample, kinds);
        })
        { Reads = reads, IsDirect = direct is null ? null : direct.IsTurn };
        var listeners = Enumerable.Range(0, scenario.Listeners).Select(number => new LiveListener(api.Address, number, tally, clock, api.Protocol)).ToList();
        using var over = new CancellationTokenSource();
        var aside = Task.WhenAll([sampler.Run(over.Token), reads?.Run(over.Token) ?? Task.CompletedTask, .. listeners.Select(listener => listener.Run(over.Token))]);
        try
        {
            await Together(run, new FaultRun(scenario.Faults, options.Cluster, new FaultLog(folder.Faults), pace, tally, clock), ct);
        }
        finally
        {
            await over.CancelAsync();
        }

        await aside;
        meter.WriteHistograms(folder.Path);
        var (samples, unknown) = (ReportFiles.Samples(folder), folder.Unknown());
        var effects = FaultEffects.Of(new FaultLog(folder.Faults).Read(), samples, unknown);
        return RunSummary.Of(tally, meter, pace, watch, listeners.Sum(static listener => listener.Repeated), scenario) with
        {
            Http = api.Protocol.Name,
            Faults = effects,
            ErrorsApartFromFaults = FaultEffects.Errors(samples, unknown) - effects.Sum(static effect => effect.Errors),
            Ways = WayCost.Of(samples),
            Costs = RequestCost.Of(samples),
        };
    }

    /// <summary>The simulated moment of the first act that is not in the journal yet, or of which nobody knows what came; the end when there is none.</summary>
    public static TimeSpan FirstOpen(Scenario scenario, IReadOnlyDictionary<string, JournalLine> before) =>
        new Planner(scenario).Acts()
            .FirstOrDefault(act => act.IsWrite && (!before.TryGetValue(act.Name, out var line) || line.Outcome == Outcome.Unknown))?.At
        ?? scenario.Length;

    // When the people are done, what is planned for the cluster is still waited for; when either cannot go on, since what it does cannot be noted, the other ends too.
    private static async Task Together(GrowRun run, FaultRun faults, CancellationToken ct)
    {
        using var acting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var faulting = faults.Run(acting.Token);
        try
        {
            var growing = run.Run(acting.Token);
            if (await Task.WhenAny(growing, faulting) == faulting && faulting.IsFaulted)
            {
                await acting.CancelAsync();
            }

            await growing;
            await faulting;
        }
        finally
        {
            await acting.CancelAsync();
            await faulting;
        }
    }
}
