using System.CommandLine;
using Skiller.Simulator.Direct;
using Skiller.Simulator.Faults;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim grow</c>.</summary>
internal static class GrowCommand
{
    public static Command Create()
    {
        var options = new GrowOptions();
        var command = options.AddTo(new Command("grow", "Grows a community from nobody, with everything that its members do, audits the target and reports."));
        command.SetAction((parsed, _) => CommandLine.Stoppable(ct => Run(options, parsed, null, ct)));
        return command;
    }

    /// <summary><c>skiller-sim replay</c>: the same members, acts and texts again, on another target.</summary>
    public static Command CreateReplay()
    {
        var options = new GrowOptions();
        Argument<string> run = new("run") { Description = "The folder of the run whose scenario is carried out again." };
        var command = options.AddTo(new Command("replay", "Carries out the scenario of a run again, on another target or another release.") { run });
        command.SetAction((parsed, _) => CommandLine.Stoppable(ct => Run(options, parsed, new RunFolder(parsed.GetValue(run)!), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(GrowOptions options, ParseResult parsed, RunFolder? replayed, CancellationToken ct)
    {
        options.CheckAlone(parsed);
        var (clock, mails) = (TimeProvider.System, AuditCommand.Folders(parsed.GetValue(options.Mails), areMade: false));
        var folder = new RunFolder(parsed.GetValue(options.Out)!);
        using var api = new TargetApi(CommandLine.Address(parsed.GetValue(options.Target)!), protocol: TargetProtocol.Parse(parsed.GetValue(options.Http)!));
        await using var direct = parsed.GetValue(options.Direct) is { } said ? await ClusterConnection.Open(ClusterConnection.Read(said), ct) : null;
        var facts = await Facts(options, parsed, replayed, folder, api, clock, ct);
        using var nodes = parsed.GetValue(options.Operations) is { Length: > 0 } addresses ? new NodeMetrics([.. addresses.Select(CommandLine.Address)]) : null;
        var thresholds = new Thresholds(parsed.GetValue(options.MaxP99), parsed.GetValue(options.MaxErrors));
        var around = new RunningOptions
        {
            Nodes = nodes,
            Cluster = options.Cluster(parsed, facts.Scenario, facts.Cluster) is { } script ? ClusterScript.At(script) : null,
            Direct = direct,
            Watch = options.Watch.Read(parsed),
        };
        var summary = await RunningGrowth.Of(facts, folder, api, around, clock, ct);
        if (summary.WasStopped)
        {
            await Console.Error.WriteLineAsync($"Stopped at day {summary.Days:0.0}. Go on with: skiller-sim grow --target {facts.Target} --out {folder.Path} --resume");
        }

        var audit = summary.WasStopped || parsed.GetValue(options.NoAudit) ? null : await AuditCommand.Of(facts, folder, api, mails, ct);
        var verdict = thresholds.Judge(summary, audit);
        ReportFiles.Write(folder, new ReportFacts("title", facts.Target, facts.Scenario.Seed, facts.BeganAt, summary, ReportFiles.Samples(folder), audit, verdict));
        ReportFiles.Tell(folder, verdict, Console.Out);
        return summary.WasStopped ? ExitCode.Stopped : verdict.All(static check => check.Holds) ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<RunFacts> Facts(
        GrowOptions options, ParseResult parsed, RunFolder? replayed, RunFolder folder, TargetApi api, TimeProvider clock, CancellationToken ct)
    {
        if (parsed.GetValue(options.Resume))
        {
            options.CheckResumed(parsed);
            return folder.Read();
        }

        if (folder.Exists)
        {
            throw new UsageException($"There is a run in {folder.Path} already: say --resume to go on with it, or name another folder.");
        }

        var scenario = options.Read(parsed, replayed);
        var cluster = options.Cluster(parsed, scenario, null);
        options.Watch.Read(parsed);
        var invitation = parsed.GetValue(options.Invitation)
            ?? throw new UsageException("--invitation CODE is missing: the target prints the first administrator's when it starts, and keeps it in first-invitation.txt.");
        var asked = await api.Get("questions?limit=1", null, ct);
        if (!asked.IsSuccess)
        {
            throw new UsageException($"{api.Address} does not answer as a Skiller does ({(asked.Status == 0 ? asked.Text : asked.Status)}).");
        }

        if (!scenario.Faults.IsEmpty)
        {
            new FaultLog(folder.Faults).Check();
        }

        var isEmpty = asked.Json?["items"] is System.Text.Json.Nodes.JsonArray { Count: 0 };
        var facts = new RunFacts(scenario, api.Address, RunFolder.NewPassword(), clock.GetUtcNow(), isEmpty, invitation, cluster);
        folder.Begin(facts);
        return facts;
    }
}
