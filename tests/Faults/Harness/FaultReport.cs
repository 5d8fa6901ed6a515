using System.Globalization;
using Skiller.Tests.Processes;

namespace Skiller.Tests.Faults.Harness;

/// <summary>The table of all faults of a run, written to <c>artifacts/faults/report.md</c> after each of them.</summary>
internal static class FaultReport
{
    private static readonly Lock _gate = new();
    private static readonly List<FaultRow> _rows = [];

    /// <summary>The load of the machine over the last minute.</summary>
    public static double Load => double.Parse(System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string File => Path.Combine(Node.Root, "artifacts", "faults", "report.md");

    public static void Add(FaultRow row)
    {
        lock (_gate)
        {
            _rows.Add(row);
            var form = FaultScale.IsLong ? "./faults" : "./test Faults";
            var head = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, `{form}`, {Environment.ProcessorCount} cores, {FaultScale.Writers} writers, {FaultScale.Readers} readers, {FaultScale.Listeners} clients that listen.");
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, $"{head}\n\n{FaultRow.Head}\n{string.Join('\n', _rows.OrderBy(static one => one.Id, StringComparer.Ordinal))}\n");
        }
    }
}
