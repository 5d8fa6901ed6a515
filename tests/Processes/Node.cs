using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Skiller.Tests.Given;

namespace Skiller.Tests.Processes;

/// <summary>A real process of the program, with a data folder of its own, on free ports.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Dictionary<string, string> _environment;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <param name="dataFolder">Its own folder.</param>
    /// <param name="database">PostgreSQL's connection string, null: SQLite.</param>
    /// <param name="settings">More of its settings.</param>
    /// <param name="host">Where it listens.</param>
    public Node(string dataFolder, string? database = null, IEnumerable<KeyValuePair<string, string>>? settings = null, string host = "127.0.0.1")
    {
        DataFolder = dataFolder;
        Public = new Uri($"http://{host}:{Ports.Free()}");
        Operations = new Uri($"http://{host}:{Ports.Free()}");
        _environment = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = Public.GetLeftPart(UriPartial.Authority),
            ["Skiller__OperationsUrl"] = Operations.GetLeftPart(UriPartial.Authority),
            ["Skiller__Data"] = dataFolder,
        };
        if (database is not null)
        {
            _environment["Skiller__Database"] = database;
        }

        foreach (var (name, value) in settings ?? [])
        {
            _environment[name] = value;
        }
    }

    public Uri Public { get; }

    public Uri Operations { get; }

    public string DataFolder { get; }

    /// <summary>What the process is started through, such as another network namespace; empty: nothing.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>More of its environment, from the next start on.</summary>
    public IDictionary<string, string> Environment => _environment;

    /// <summary>Whether the process is there.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The process' number.</summary>
    public int Id => _process?.Id ?? throw new InvalidOperationException("The node was never started.");

    /// <summary>What the process printed.</summary>
    public string Output => string.Join('\n', _output);

    public int ExitCode => _process?.ExitCode ?? throw new InvalidOperationException("The node was never started.");

    /// <summary>The repository's root: the folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Starts the process and waits until it is ready for users.</summary>
    public Task Start(CancellationToken ct) => Start(["run"], ct);

    /// <summary>The same with other arguments.</summary>
    public Task Start(IReadOnlyList<string> arguments, CancellationToken ct)
    {
        Launch(arguments);
        return AwaitReady(ct);
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch(IReadOnlyList<string> arguments)
    {
        _process?.Dispose();
        _process = Launch(arguments, _output.Enqueue);
    }

    /// <summary>Waits until the process is ready for users.</summary>
    public async Task AwaitReady(CancellationToken ct)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await IsReady(ct))
        {
            if (!IsRunning || TimeProvider.System.GetElapsedTime(start) > _patience)
            {
                throw new InvalidOperationException($"The node is not ready (running: {IsRunning}):\n{Output}");
            }

            await Task.Delay(50, ct);
        }
    }

    /// <summary>Sends the process a signal, such as <c>STOP</c>; none to one that has ended.</summary>
    public async Task Signal(string signal, CancellationToken ct)
    {
        var process = _process ?? throw new InvalidOperationException("The node was never started.");
        if (process.HasExited)
        {
            return;
        }

        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(ct);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: false);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Asks the process to stop (SIGTERM) and waits for its end; returns the exit code.</summary>
    public async Task<int> Stop(CancellationToken ct)
    {
        await Signal("TERM", ct);
        var process = _process!;
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    /// <summary>Runs a command of the program with this node's settings, whether the node runs or not.</summary>
    public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => Command(arguments, static _ => { }, ct);

    /// <summary>Runs a command and hears each of its lines; with <c>--json</c> what is on its output, as a program reads it, unless there is nothing.</summary>
    public async Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, Action<string> line, CancellationToken ct)
    {
        var (lines, beside) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var process = Launch(arguments, Keep, arguments.Contains("--json") ? beside.Enqueue : Keep);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, string.Join('\n', lines.IsEmpty ? beside : lines));

        void Keep(string text)
        {
            lines.Enqueue(text);
            line(text);
        }
    }

    /// <summary>Runs a command and kills it (-9) at the first line that a condition takes; when none comes, it ends by itself.</summary>
    public async Task<(int ExitCode, string Output)> CommandKilledAt(Func<string, bool> line, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var lines = new ConcurrentQueue<string>();
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var process = Launch(arguments, Look);
        await Task.WhenAny(met.Task, process.WaitForExitAsync(ct));
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, string.Join('\n', lines));

        void Look(string text)
        {
            lines.Enqueue(text);
            if (line(text))
            {
                met.TrySetResult();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
    }

    /// <summary>Whether it says that it is ready for users.</summary>
    public async Task<bool> IsReady(CancellationToken ct)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(Operations, "/health/ready"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private Process Launch(IReadOnlyList<string> arguments, Action<string> line) => Launch(arguments, line, line);

    private Process Launch(IReadOnlyList<string> arguments, Action<string> output, Action<string> errors)
    {
        string[] words = [.. Through, "dotnet", Program(), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Root,
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Keep(e.Data, output);
        process.ErrorDataReceived += (_, e) => Keep(e.Data, errors);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        static void Keep(string? line, Action<string> keep)
        {
            if (line is not null)
            {
                keep(line);
            }
        }
    }

    private static string Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";
        return Path.Combine(Root, "src", "Silo", "bin", configuration, "net10.0", "skiller.dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Skiller.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
