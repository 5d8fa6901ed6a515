using System.Diagnostics;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Grains.Operations;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;
using Skiller.Storage;
using Skiller.Storage.Import;

namespace Skiller.Silo.Import;

/// <summary>
/// Imports a Stack Exchange dump through the same grains and rules as everything else: streaming, resumable after a kill, and idempotent.
/// Arguments: <c>folder</c>, <c>site</c>, <c>locale</c>.
/// </summary>
internal sealed class ImportOperation(
    IGrainFactory grains,
    IActivityLog log,
    IImportMap map,
    StorageOptions storage,
    TimeProvider clock) : IOperation
{
    public string Name => "import-stackexchange";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var source = new ImportSource(
            request.Arguments["folder"],
            request.Arguments["site"],
            Enum.Parse<Locale>(request.Arguments["locale"], ignoreCase: true));
        if (!File.Exists(Path.Combine(source.Folder, Staging.Posts)))
        {
            report.Line($"{source.Folder} has no {Staging.Posts}: it is not the folder of a Stack Exchange dump, or this node cannot see it.");
            return ExitCode.Usage;
        }

        var tally = new Tally();
        var (began, head) = (clock.GetTimestamp(), await log.Head(ct));
        using var numbers = new Numbers(grains);
        using (var stage = ImportStage.TryOpen(storage.DataFolder))
        {
            if (stage is null)
            {
                report.Line("This node imports already; one import at a time.");
                return ExitCode.Failed;
            }

            new Staging(source.Folder, stage, tally, report).Read(ct);
            await new MembersImport(grains, map, numbers, tally, source).Run(report, ct);
            await new QuestionsImport(grains, map, numbers, stage, tally, source).Run(report, ct);
        }

        Tell(report, tally, await log.Head(ct) - head, clock.GetElapsedTime(began));
        return tally.Differences == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Tell(IOperationReport report, Tally tally, long added, TimeSpan time)
    {
        report.Table(Tally.Columns, tally.Rows());
        foreach (var difference in tally.Named)
        {
            report.Line(difference);
        }

        using var process = Process.GetCurrentProcess();
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{added} facts added to the log in {time.TotalSeconds:0.0} s ({added / time.TotalSeconds:0} a second), peak memory {process.PeakWorkingSet64 / (1024 * 1024)} MiB."));
        report.Line(tally.Differences == 0
            ? "Scores, answer counts and acceptances equal the dump's own figures."
            : $"{tally.Differences} figures differ from the dump's own.");
    }
}
