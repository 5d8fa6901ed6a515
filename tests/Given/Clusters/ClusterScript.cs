using System.Diagnostics;
using System.Globalization;

namespace Skiller.Tests.Given.Clusters;

/// <summary>A cluster as an operator has it: made, asked and taken away by <c>deploy/local/cluster</c> of this repository, of what was built.</summary>
public sealed class ClusterScript : IAsyncDisposable
{
    private static readonly string _root = Root();
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings;

    /// <summary>Nothing runs yet.</summary>
    /// <param name="settings">The environment of its first <c>up</c>, which holds for all nodes.</param>
    public ClusterScript(IReadOnlyDictionary<string, string> settings)
    {
        _settings = new(settings, StringComparer.Ordinal) { ["SKILLER_CLUSTER"] = State };
        if (!OperatingSystem.IsWindows())
        {
            // The database's own user goes through it.
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        }

        AppDomain.CurrentDomain.ProcessExit += EndWithTests;
    }

    /// <summary>Where the script keeps everything.</summary>
    public string State => Path.Combine(_folder.Path, "cluster");

    /// <summary>The port of the balancer, before all fronts.</summary>
    public int Port => new Uri(Said("address")).Port;

    /// <summary>What nodes connect with.</summary>
    public string Database => Said("database");

    /// <summary>The data folders of all nodes.</summary>
    public IReadOnlyList<string> DataFolders => [.. Nodes().Select(static node => Path.Combine(node, "data"))];

    /// <summary>The operations addresses of the fronts.</summary>
    public IReadOnlyList<Uri> FrontOperations =>
    [
        .. Nodes().Where(static node => File.ReadAllText(Path.Combine(node, "role")).Trim() == "web")
            .Select(static node => new Uri(File.ReadLines(Path.Combine(node, "settings")).First(static line => line.StartsWith("Skiller__OperationsUrl=", StringComparison.Ordinal)).Split('=', 2)[1])),
    ];

    /// <summary>Has the script do something that succeeds; what it printed.</summary>
    /// <exception cref="InvalidOperationException">It does not succeed; with what it and the nodes wrote.</exception>
    public async Task<string> Do(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(_root, "deploy", "local", "cluster"), words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("There is no bash.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"cluster {string.Join(' ', words)}: {process.ExitCode}\n{output}{await errors}\n{Written()}");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithTests;
        await Do("down", "--delete");
        _folder.Dispose();
    }

    // Tests that are stopped leave nothing behind.
    private void EndWithTests(object? sender, EventArgs e)
    {
        if (!Directory.Exists(State))
        {
            return;
        }

        foreach (var file in new[] { "pid", "postmaster.pid" }.SelectMany(name => Directory.EnumerateFiles(State, name, SearchOption.AllDirectories)))
        {
            try
            {
                Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture)).Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or FormatException or InvalidOperationException or IOException)
            {
                // It has ended before.
            }
        }
    }

    private IEnumerable<string> Nodes()
    {
        var nodes = Path.Combine(State, "nodes");
        return Directory.Exists(nodes) ? Directory.EnumerateDirectories(nodes).Order(StringComparer.Ordinal) : [];
    }

    private string Written() => string.Join('\n', Nodes().Select(static node => Path.Combine(node, "log")).Where(File.Exists).Select(File.ReadAllText));

    private string Said(string file) => File.ReadAllText(Path.Combine(State, file)).Trim();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Skiller.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
