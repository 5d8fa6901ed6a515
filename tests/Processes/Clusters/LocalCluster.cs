using System.Collections.Immutable;
using System.Diagnostics;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Clusters;

/// <summary>A cluster as an operator makes it: by <c>deploy/local/cluster</c>, whose every process is real. Fronts are reached through its balancer alone.</summary>
internal sealed class LocalCluster(int silos, int fronts) : ICluster
{
    private readonly TemporaryFolder _folder = new();

    public IReadOnlyList<Uri> Fronts => [Site];

    /// <summary>Silos come first, so that these are the nodes of a run that are killed.</summary>
    public int Nodes => silos;

    public Uri Site { get; private set; } = new("http://localhost");

    public string State => Path.Combine(_folder.Path, "cluster");

    public string Output => string.Join('\n', Directory.EnumerateFiles(State, "log", SearchOption.AllDirectories).Where(static file => !file.Contains("postgres", StringComparison.Ordinal)).Select(File.ReadAllText));

    /// <summary>Makes it, of what was built.</summary>
    /// <param name="ct">Ends it.</param>
    /// <param name="more">More words of <c>up</c>.</param>
    public async Task Start(CancellationToken ct, params string[] more)
    {
        if (!OperatingSystem.IsWindows())
        {
            // The database's own user goes through it.
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        }

        var (exitCode, output) = await Script(["up", "--silos", $"{silos}", "--web", $"{fronts}", "--port", "0", "--built", .. more], ct);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The cluster does not come up:\n{output}\n{Output}");
        }

        Site = new Uri((await File.ReadAllTextAsync(Path.Combine(State, "address"), ct)).Trim());
    }

    /// <summary>Has the script do something that succeeds; returns what it printed.</summary>
    public async Task<string> Do(string words, CancellationToken ct)
    {
        var (exitCode, output) = await Script(words.Split(' '), ct);
        return exitCode == 0 ? output : throw new InvalidOperationException($"cluster {words}: {exitCode}\n{output}");
    }

    /// <summary>Runs the script.</summary>
    public async Task<(int ExitCode, string Output)> Script(IReadOnlyList<string> arguments, CancellationToken ct) =>
        await Run(Path.Combine(Node.Root, "deploy", "local", "cluster"), arguments, CrashSettings.All.Append(KeyValuePair.Create("SKILLER_CLUSTER", State)), ct);

    /// <summary>The processes that belong to it, by the mark that each has in its environment.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id != 0 && (Said(id, "environ").Contains($"SKILLER_CLUSTER_PART={State}/", StringComparison.Ordinal) || Said(id, "cmdline").Contains(State, StringComparison.Ordinal))),
    ];

    /// <summary>Whether any node still keeps the first invitation.</summary>
    public bool HasFirstInvitation => Invitations().Any();

    public async Task<string> FirstInvitation(CancellationToken ct) => (await File.ReadAllTextAsync(Invitations().First(), ct)).Trim();

    public async Task KillAndRestart(int node, CancellationToken ct)
    {
        await Do($"kill {node + 1}", ct);
        await Do($"start {node + 1}", ct);
    }

    public async Task<ImmutableArray<LogLine>> ReadLog(CancellationToken ct) => await PostgresLog.Read(await Database(ct), ct);

    public async Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => await Run(
        "dotnet",
        [Path.Combine((await File.ReadAllTextAsync(Path.Combine(State, "program"), ct)).Trim(), "skiller.dll"), .. arguments],
        [KeyValuePair.Create("Skiller__Database", await Database(ct)), KeyValuePair.Create("Skiller__Data", Path.Combine(State, "nodes", "1", "data"))],
        ct);

    public async ValueTask DisposeAsync()
    {
        await Script(["down", "--delete"], CancellationToken.None);
        _folder.Dispose();
    }

    private static async Task<(int ExitCode, string Output)> Run(
        string program, IReadOnlyList<string> arguments, IEnumerable<KeyValuePair<string, string>> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output + await errors);
    }

    private static string Said(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private IEnumerable<string> Invitations() => Directory.EnumerateFiles(State, "first-invitation.txt", SearchOption.AllDirectories);

    /// <summary>The connection string that nodes have.</summary>
    public async Task<string> Database(CancellationToken ct) => (await File.ReadAllTextAsync(Path.Combine(State, "database"), ct)).Trim();
}
