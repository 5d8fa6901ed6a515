using System.ComponentModel;
using System.Diagnostics;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Faults;

/// <summary>The script of a cluster on this machine, <c>deploy/local/cluster</c>, which does to its processes what it is told.</summary>
internal sealed class ClusterScript(string path)
{
    /// <summary>Where it is, in full.</summary>
    public string Path { get; } = path;

    /// <summary>The script at a path.</summary>
    /// <exception cref="UsageException">There is no file.</exception>
    public static ClusterScript At(string path) => File.Exists(path)
        ? new ClusterScript(System.IO.Path.GetFullPath(path))
        : throw new UsageException($"--cluster {path}: there is no such script; deploy/local/cluster is the one of a cluster on this machine.");

    /// <summary>Does one thing and waits until it is done; what it takes is the script's to bound.</summary>
    /// <returns>The exit code, −1 when it could not be started, and the last line that was said.</returns>
    public async Task<(int ExitCode, string Said)> Do(string command)
    {
        var start = new ProcessStartInfo(Path, command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start) ?? throw new Win32Exception("It did not start.");
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            var (told, wrong) = (LastLine(await output), LastLine(await errors));
            return (process.ExitCode, process.ExitCode != 0 && wrong.Length > 0 ? wrong : told);
        }
        catch (Win32Exception fault)
        {
            return (-1, fault.Message);
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
