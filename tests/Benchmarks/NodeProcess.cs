using System.Diagnostics;
using System.Globalization;
using System.Net;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>The real program, a process of its own, so that its memory, its processor time and its descriptors are nobody else's.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string Runs = "Skiller runs: ";
    private const string Operations = "Operations: ";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly string? _database;
    private readonly Uri? _public;

    private NodeProcess(TemporaryFolder folder, string? database, Process process, Uri? address) =>
        (_folder, _database, _process, _public) = (folder, database, process, address);

    /// <summary>Where it serves.</summary>
    /// <exception cref="InvalidOperationException">It is a silo without a front.</exception>
    public Uri Public => _public ?? throw new InvalidOperationException("A silo alone serves nobody.");

    public bool IsFront => _public is not null;

    /// <summary>What of it is in memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time that it has used, of all its threads.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="database">PostgreSQL's connection string, null: SQLite.</param>
    /// <param name="settings">More of its settings.</param>
    public static async Task<NodeProcess> Start(string? database = null, params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var start = Program(folder.Path, database, "run");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Skiller__OperationsUrl"] = "http://127.0.0.1:0";
        start.Environment["Skiller__AllowSimulation"] = "true";
        start.Environment["Skiller__PasswordIterations"] = "1000";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The program does not start.");
        Uri? address = null;
        var told = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            told += line + "\n";
            if (line.StartsWith(Runs, StringComparison.Ordinal))
            {
                _ = Uri.TryCreate(line[Runs.Length..], UriKind.Absolute, out address);
            }
            else if (line.StartsWith(Operations, StringComparison.Ordinal))
            {
                // What it prints later is read as well, or it would wait for that.
                _ = process.StandardOutput.ReadToEndAsync();
                await BecomesReady(new Uri(line[Operations.Length..]));
                return new NodeProcess(folder, database, process, address);
            }
        }

        throw new InvalidOperationException($"The program does not start:\n{told}");
    }

    /// <summary>The code with which the first administrator joins.</summary>
    public async Task<string> FirstInvitation()
    {
        var file = Path.Combine(_folder.Path, "first-invitation.txt");
        var begun = TimeProvider.System.GetTimestamp();
        while (!File.Exists(file) && TimeProvider.System.GetElapsedTime(begun) < _patience)
        {
            await Task.Delay(50);
        }

        return (await File.ReadAllTextAsync(file)).Trim();
    }

    /// <summary>Runs a command with its settings beside it; returns how long it took.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public Task<TimeSpan> Command(params string[] words) => Command(_folder.Path, _database, words);

    /// <summary>The same without a node, over a folder and a database.</summary>
    public static async Task<TimeSpan> Command(string data, string? database, params string[] words)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(Program(data, database, words)) ?? throw new InvalidOperationException("The program does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? TimeProvider.System.GetElapsedTime(begun) : throw new InvalidOperationException($"{words[0]} ended with {process.ExitCode}:\n{output}");
    }

    /// <summary>Asks it to leave and waits until it has.</summary>
    public async Task Leave()
    {
        if (_process.HasExited)
        {
            return;
        }

        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Leave();
        _process.Dispose();
        _folder.Dispose();
    }

    private static ProcessStartInfo Program(string data, string? database, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "skiller.dll"), .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["Skiller__Data"] = data },
        };
        if (database is not null)
        {
            start.Environment["Skiller__Database"] = database;
        }

        return start;
    }

    private static async Task BecomesReady(Uri operations)
    {
        using var http = new HttpClient { BaseAddress = operations };
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < _patience)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The node is not ready.");
    }
}
