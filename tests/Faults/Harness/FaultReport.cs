using System.Diagnostics;
using System.Globalization;
using Skiller.Tests.Processes;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Faults.Harness;

/// <summary>The table of all faults of a run, written to <c>artifacts/faults/report.md</c> after each of them.</summary>
internal static class FaultReport
{
    private static readonly Lock _gate = new();
    private static readonly List<FaultRow> _rows = [];
    private static readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();
    private static readonly double _before = Load;
    private static readonly Lazy<string> _commit = new(Commit);

    /// <summary>The load of the machine over the last minute.</summary>
    public static double Load => double.Parse(System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static string File => Path.Combine(Node.Root, "artifacts", "faults", "report.md");

    /// <summary>Adds what users felt of a fault to <c>artifacts/faults/errors.txt</c>, a line each: what the numbers of its row are made of.</summary>
    public static void Tell(FaultRow row, DateTimeOffset begun, IReadOnlyList<Disturbance> felt)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.AppendAllLines(
                Path.Combine(Path.GetDirectoryName(File)!, "errors.txt"),
                felt.Select(one => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Id} {(one.At - begun).TotalSeconds:0.0} s: {one.Method} {one.Path} {(one.Status is { } status ? (int)status : "no answer")} after {one.Took.TotalSeconds:0.0} s {one.Why}")));
        }
    }

    public static void Add(FaultRow row)
    {
        lock (_gate)
        {
            _rows.Add(row);
            var form = FaultScale.IsLong ? "./faults" : "./test Faults";
            var head = string.Create(CultureInfo.InvariantCulture, $"{_begun:yyyy-MM-dd HH:mm} to {TimeProvider.System.GetUtcNow():HH:mm} UTC, `{form}` at {_commit.Value}, {Environment.ProcessorCount} cores, load average {_before:0.0} before it; {FaultScale.Writers} writers, {FaultScale.Readers} readers, {FaultScale.Listeners} clients that listen.");
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, $"{head}\n\n{FaultRow.Head}\n{string.Join('\n', _rows.OrderBy(static one => one.Id, StringComparer.Ordinal))}\n");
        }
    }

    // What was measured; a plus: with changes that are in no commit.
    private static string Commit()
    {
        var (exitCode, commit) = Git("rev-parse", "--short", "HEAD");
        return exitCode != 0 ? "no commit" : Git("diff", "--quiet", "HEAD").ExitCode == 0 ? commit : commit + "+";
    }

    private static (int ExitCode, string Output) Git(params string[] words)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Node.Root, .. words]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return (git.ExitCode, output.Trim());
    }
}
