using System.Diagnostics;

namespace Skiller.Simulator.Hosting;

/// <summary>
/// How processes are started that Ctrl-C must not reach: each in a session of its own, so that the terminal's signal comes to this program alone, which ends them in
/// order or waits for them. Where there is no <c>setsid</c> they are started as any other.
/// </summary>
internal static class OwnSession
{
    /// <summary>What <c>setsid</c> begins with when it says that it cannot start a program.</summary>
    public const string Unstarted = "setsid: ";

    private static readonly string? _setsid = OperatingSystem.IsWindows() ? null : Find();

    /// <summary>How a program is started; streams are for the caller to redirect.</summary>
    /// <param name="program">Its path, or its name where it is found by <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        // It makes the session and then becomes the program: the process that is started is the program's own.
        var start = new ProcessStartInfo(_setsid ?? program) { UseShellExecute = false };
        foreach (var word in _setsid is null ? arguments : arguments.Prepend(program))
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static folder => Path.Combine(folder, "setsid"))
        .FirstOrDefault(File.Exists);
}
