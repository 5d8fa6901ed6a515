using System.Text.Json;
using Skiller.Simulator.Audit;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Report;

/// <summary>Writes what a run came to into its folder.</summary>
internal static class ReportFiles
{
    public static void Write(RunFolder folder, RunFacts facts, RunSummary summary, AuditResult? audit, IReadOnlyList<Check> verdict)
    {
        File.WriteAllText(folder.Summary, JsonSerializer.Serialize(summary, ReportJson.Default.RunSummary));
    }
}
