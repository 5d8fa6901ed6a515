using System.ComponentModel;
using System.Diagnostics;
using Skiller.Simulator.Hosting;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Faults;

/// <summary>The script of a cluster on this machine, <c>deploy/local/cluster</c>, which does to its processes what it is told.</summary>
internal sealed class ClusterScript(string path)
{
    private const int NotStarted = -1;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Where it is, in full.</summary>
    public string Path { get; } = path;

    /// <summary>The script at a path.</summary>
    /// <exception cref="UsageException">There is no file, or none that may be executed.</exception>
    public static ClusterScript At(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--cluster {path}: there is no such script; deploy/local/cluster is the one of a cluster on this machine.");
        }

        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None
            ? new ClusterScript(System.IO.Path.GetFullPath(path))
            : throw new UsageException($"--cluster {path}: it may not be executed, so that it can do nothing; is it the script of a cluster?");
    }

    /// <summary>
    /// Does one thing and waits until it is done; what it takes is the script's to bound. It runs in a session of its own: Ctrl-C of the terminal does not
    /// end it half-way.
    /// </summary>
    /// <returns>The exit code, −1 when it could not be started, and the last line that was said.</returns>
    public async Task<(int ExitCode, string Said)> Do(string command)
    {
        var start = OwnSession.Start(Path, command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception("It did not start.");
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            var (told, wrong) = (LastLine(await output), LastLine(await errors));
            var exitCode = process.ExitCode != 0 && wrong.StartsWith(OwnSession.Unstarted, StringComparison.Ordinal) ? NotStarted : process.ExitCode;
            return (exitCode, exitCode != 0 && wrong.Length > 0 ? wrong : told);
        }
        catch (Win32Exception fault)
        {
            return (NotStarted, fault.Message);
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
