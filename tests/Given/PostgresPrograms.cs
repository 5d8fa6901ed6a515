using System.Diagnostics;

namespace Skiller.Tests.Given;

/// <summary>Runs PostgreSQL's programs; as the user <c>postgres</c> when the tests run as root, which the server refuses.</summary>
public static class PostgresPrograms
{
    /// <summary>Where the newest installed programs are, from version 15; null: nowhere.</summary>
    public static string? Folder { get; } = Find();

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Lets the server's user write in a folder.</summary>
    public static async Task GiveToServer(string folder)
    {
        if (IsRoot)
        {
            using var chown = Process.Start("chown", ["postgres:postgres", folder]);
            await chown.WaitForExitAsync();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task Run(string program, params string[] arguments)
    {
        using var process = Launch(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Starts a program; what it prints is dropped.</summary>
    public static Process Launch(string program, IEnumerable<string> arguments)
    {
        var path = Path.Combine(Folder ?? throw new InvalidOperationException("PostgreSQL is not installed."), program);
        string[] words = IsRoot
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]
            : [path, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string? Find()
    {
        const string debian = "/usr/lib/postgresql";
        var candidates = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists(debian))
        {
            candidates = Directory.GetDirectories(debian)
                .OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(static folder => Path.Combine(folder, "bin"))
                .Concat(candidates);
        }

        return candidates.FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
