using Skiller.Simulator.Audit;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Load;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Plan;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;
using Skiller.Simulator.Watching;
using Skiller.Simulator.Workers;

namespace Skiller.Simulator.Commands;

/// <summary>Carries out a load with everything that is measured meanwhile, and writes its report.</summary>
internal static class RunningLoad
{
    /// <exception cref="UsageException">There is a report already, or members are needed and there are none.</exception>
    public static async Task<(RunSummary Summary, bool Holds)> Of(LoadRequest request, CancellationToken ct)
    {
        var (profile, folder, clock) = (request.Profile, request.Folder, TimeProvider.System);
        if (File.Exists(folder.Samples))
        {
            throw new UsageException($"There is a report in {folder.Path} already: name another folder.");
        }

        if (profile.NeedsMembers && request.Members is null)
        {
            throw new UsageException("memberShare, writes and hotVotes are of members: say --members FOLDER, the folder of a growth on this target.");
        }

        var growth = request.Members?.Read();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.File("profile.json"), JsonInput.Write(profile), ct);
        using var held = profile.HasActs ? request.Members?.Hold() : null;
        var order = new LoadOrder(profile, request.Target, request.Members, request.Members?.NextLoad() ?? 0, request.Protocol);
        var (meter, tally) = (new Meter(), new RunTally());
        await using ILoad load = request.Workers > 1
            ? await WorkerPool.Start(order, folder.File("profile.json"), request.Workers, meter, tally, ct)
            : await PreparedLoad.Prepare(order, Slice.Whole, meter, tally, clock, ct);
        var beganAt = clock.GetUtcNow();
        var summary = await Measured(load, request, meter, tally, clock, ct);
        meter.WriteHistograms(folder.Path);
        var audit = request.Audits && summary is { WasStopped: false, Broke: null } ? await Audited(growth!, request, ct) : null;
        var samples = ReportFiles.Samples(folder);
        summary = summary with { Drift = Drift.Of(samples), Costs = RequestCost.Of(samples) };
        var verdict = new Thresholds(profile.MaxP99Milliseconds, profile.MaxErrorShare) { MaxMemoryGrowth = profile.MaxMemoryGrowth }.Judge(summary, audit);
        ReportFiles.Write(folder, new ReportFacts("title.load", request.Target, profile.Seed, beganAt, summary, samples, audit, verdict));
        LoadLines.Write(summary, samples, Console.Out);
        ReportFiles.Tell(folder, verdict, Console.Out);
        if (profile.HasActs && audit is null)
        {
            await Console.Out.WriteLineAsync($"What was written is noted in {request.Members!.Path}. Audit it with: skiller-sim audit --out {request.Members.Path} --target {request.Target}");
        }

        return (summary, verdict.All(static check => check.Holds));
    }

    private static async Task<RunSummary> Measured(ILoad load, LoadRequest request, Meter meter, RunTally tally, TimeProvider clock, CancellationToken ct)
    {
        var (profile, began) = (request.Profile, clock.GetTimestamp());
        await using var watch = new GeneratorWatch(clock) { Others = () => load.Generators };
        using var over = new CancellationTokenSource();
        var aim = RunAim.Load(profile.Rate, profile.Seconds);
        await using var watched = await RunWatch.Start(request.Watch, aim, tally, meter, new Pace(clock, 1, TimeSpan.Zero), ct);
        await using var view = TerminalView.Start(aim, tally);
        var sampling = Sample();
        try
        {
            await load.Run(ct);
        }
        finally
        {
            await over.CancelAsync();
        }

        await sampling;
        return new RunSummary
        {
            Seconds = Math.Max(0, Math.Round(clock.GetElapsedTime(began).TotalSeconds - profile.WarmUpSeconds, 2)),
            WasStopped = tally.WasStopped,
            Broke = tally.Broke,
            Acknowledged = tally.Acknowledged,
            Refused = tally.Refused,
            Unknown = tally.Unknown,
            ActErrors = tally.ActErrors,
            Loads = tally.Loads,
            LoadErrors = tally.LoadErrors,
            Late = tally.Late,
            Dropped = tally.Dropped,
            WarmUp = tally.WarmUp,
            Workers = request.Workers,
            Http = request.Protocol.Name,
            Pages = meter.FromDue(Sampler.IsPage),
            Acts = meter.FromDue(static kind => !Sampler.IsPage(kind)),
            OtherPages = meter.FromDue(static kind => Sampler.IsPage(kind) && !Sampler.IsHot(kind)),
            Kinds = meter.Figures(),
            Generator = watch.Figures(),
        };

        void Show(Sample sample)
        {
            var kinds = view.IsLive || watched.IsShown ? meter.Figures() : [];
            view.Show(sample, kinds);
            watched.Show(sample, kinds);
        }

        // The warm-up is in no sample.
        async Task Sample()
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(profile.WarmUpSeconds), clock, over.Token));
            await new Sampler(request.Folder.Samples, tally, meter, new Pace(clock, 1, TimeSpan.Zero), watch, request.Nodes, clock, Show).Run(over.Token);
        }
    }

    private static async Task<AuditResult> Audited(RunFacts growth, LoadRequest request, CancellationToken ct)
    {
        using var api = new TargetApi(request.Target, protocol: request.Protocol);
        return await AuditCommand.Of(growth, request.Members!, api, [], ct);
    }
}
