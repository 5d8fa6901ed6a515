using System.CommandLine;
using System.Text.Json;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Report;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Commands;

/// <summary><c>skiller-sim audit</c>.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        Option<string> run = new("--out") { Description = "The folder of the run.", Required = true };
        Option<string?> target = new("--target") { Description = "Where to read, when it is not where the run was." };
        Option<string> http = new("--http") { Description = "The version of HTTP: 1.1 or 2.", DefaultValueFactory = static _ => "1.1" };
        var mails = Mails();
        var command = new Command("audit", "Holds a target against a run's journal, through the API alone; exit code 1 when something is not as it should be.") { run, target, http, mails };
        command.SetAction((parsed, _) => CommandLine.Stoppable(async ct =>
        {
            var folder = new RunFolder(parsed.GetValue(run)!);
            var (facts, kept) = (folder.Read(), Folders(parsed.GetValue(mails), areMade: true));
            using var api = new TargetApi(parsed.GetValue(target) is { } address ? CommandLine.Address(address) : facts.Target, protocol: TargetProtocol.Parse(parsed.GetValue(http)!));
            var audit = await Of(facts, folder, api, kept, ct);
            return audit.IsClean ? ExitCode.Done : ExitCode.Failed;
        }));
        return command;
    }

    /// <summary><c>--mails</c>.</summary>
    public static Option<string[]> Mails() => new("--mails") { Description = "Folders in which the target keeps mails as files (Skiller__CaptureMails): mail in the data folder of each silo. They are audited too." };

    /// <summary>The folders that <c>--mails</c> names.</summary>
    /// <param name="named">What was said; null: nothing.</param>
    /// <param name="areMade">Whether they are there already: a target makes its own with its first mail, within a folder that it has.</param>
    /// <exception cref="UsageException">One is not there.</exception>
    public static IReadOnlyList<string> Folders(string[]? named, bool areMade)
    {
        string[] folders = [.. (named ?? []).Select(static folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct(StringComparer.Ordinal)];
        return Array.Find(folders, folder => !Directory.Exists(areMade ? folder : Path.GetDirectoryName(folder))) is { } missing
            ? throw new UsageException($"--mails {missing}: there is no such folder. With Skiller__CaptureMails each silo keeps mails in 'mail' of its data folder.")
            : folders;
    }

    /// <summary>Audits a run, tells what was found and writes it into its folder.</summary>
    public static async Task<AuditResult> Of(RunFacts facts, RunFolder folder, TargetApi api, IReadOnlyList<string> mails, CancellationToken ct)
    {
        await using var view = ProgressView.Start("Audit");
        var audit = await new Auditor(facts, folder.Lines(), api, TimeProvider.System, Auditor.Settling, view.Show) { Mails = mails }.Run(ct);
        await File.WriteAllTextAsync(folder.AuditResult, JsonSerializer.Serialize(audit, ReportJson.Default.AuditResult), ct);
        AuditView.Write(audit, Console.Out);
        return audit;
    }
}
