using System.Diagnostics;
using System.Globalization;

namespace Skiller.Tests.Faults.Harness;

/// <summary>Calls of a process to the system fail: <c>strace</c> has them do so as long as it looks on.</summary>
internal static class BrokenCalls
{
    /// <summary>Why none can be broken; null: they can.</summary>
    public static string? Missing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, "strace")))
        ? null
        : "strace is not installed (Debian: apt-get install strace)";

    /// <summary>Has all calls of these names fail for a time; returns how many did.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="calls">Such as <c>fsync,fdatasync</c>.</param>
    /// <param name="error">Such as <c>EIO</c>.</param>
    /// <param name="time">For how long.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="InvalidOperationException">The system does not let processes look on.</exception>
    public static async Task<int> Fail(int process, string calls, string error, TimeSpan time, CancellationToken ct)
    {
        var id = process.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("strace", ["-f", "-q", "-e", $"trace={calls}", "-e", $"inject={calls}:error={error}", "-p", id]) { UseShellExecute = false, RedirectStandardError = true };
        using var tracing = Process.Start(start)!;
        var failed = 0;
        var said = "";
        tracing.ErrorDataReceived += (_, e) =>
        {
            said = e.Data ?? said;
            if (e.Data?.Contains("(INJECTED)", StringComparison.Ordinal) == true)
            {
                Interlocked.Increment(ref failed);
            }
        };
        tracing.BeginErrorReadLine();
        await Task.WhenAny(tracing.WaitForExitAsync(ct), Task.Delay(time, ct));
        if (tracing.HasExited)
        {
            throw new InvalidOperationException($"strace: {said}");
        }

        using var interrupt = Process.Start("kill", ["-s", "INT", tracing.Id.ToString(CultureInfo.InvariantCulture)]);
        await tracing.WaitForExitAsync(ct);
        return failed;
    }
}
