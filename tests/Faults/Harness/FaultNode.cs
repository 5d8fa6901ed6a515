using Skiller.Tests.Given;
using Skiller.Tests.Given.Faults;
using Skiller.Tests.Processes;

namespace Skiller.Tests.Faults.Harness;

/// <summary>A process of the cluster, with a proxy of its own before the database, and a supervisor that starts it again a second after it has ended.</summary>
internal sealed class FaultNode : IAsyncDisposable
{
    /// <summary>As systemd's <c>RestartSec</c> of deploy/systemd.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _over = new();
    private Task _supervising = Task.CompletedTask;
    private string[] _more = [];

    /// <param name="name">Such as <c>silo 1</c>.</param>
    /// <param name="database">What stands between it and the database.</param>
    /// <param name="connectionString">How it reaches the database through that.</param>
    /// <param name="settings">More of its settings.</param>
    /// <param name="host">Where it listens.</param>
    /// <param name="through">What it is started through.</param>
    public FaultNode(
        string name, FaultProxy database, string connectionString, IEnumerable<KeyValuePair<string, string>> settings, string host, IReadOnlyList<string> through)
    {
        (Name, Database) = (name, database);
        Process = new Node(Path.Combine(_folder.Path, "data"), connectionString, settings, host) { Through = through };
    }

    /// <summary>Such as <c>silo 1</c>.</summary>
    public string Name { get; }

    /// <summary>What stands between it and the database.</summary>
    public FaultProxy Database { get; }

    public Node Process { get; }

    /// <summary>Whether the supervisor starts it again when it has ended.</summary>
    public bool IsWanted { get; set; } = true;

    /// <summary>How often the supervisor has done so.</summary>
    public int Restarts { get; private set; }

    /// <summary>Starts it, and has it started again from now on.</summary>
    public void Begin()
    {
        Process.Launch(["run"]);
        _supervising = Supervise();
    }

    /// <summary>SIGTERM, and the supervisor starts it again; returns how long it took to end.</summary>
    public async Task<TimeSpan> Restart(CancellationToken ct)
    {
        IsWanted = false;
        var begun = TimeProvider.System.GetTimestamp();
        await Process.Stop(ct);
        var took = TimeProvider.System.GetElapsedTime(begun);
        IsWanted = true;
        await BecomeReady(ct);
        return took;
    }

    /// <summary>The same with something else in its environment.</summary>
    /// <param name="environment">What; empty: what it began with.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Restart(IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        foreach (var name in _more)
        {
            Process.Environment.Remove(name);
        }

        _more = [.. environment.Keys];
        foreach (var (name, value) in environment)
        {
            Process.Environment[name] = value;
        }

        await Restart(ct);
    }

    /// <summary>Waits until it is ready for users, however often it is started meanwhile.</summary>
    /// <exception cref="TimeoutException">It is not within two minutes.</exception>
    public async Task BecomeReady(CancellationToken ct)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await Process.IsReady(ct))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > _patience)
            {
                throw new TimeoutException($"{Name} does not become ready:\n{string.Join('\n', Process.Output.Split('\n').TakeLast(30))}");
            }

            await Task.Delay(_look, ct);
        }
    }

    /// <summary>What a path of its operations answers within two seconds, null: nothing.</summary>
    public async Task<int?> Health(string path, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var answer = await http.GetAsync(new Uri(Process.Operations, path), ct);
            return (int)answer.StatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        IsWanted = false;
        await _over.CancelAsync();
        await _supervising;
        await Process.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
        _over.Dispose();
    }

    private async Task Supervise()
    {
        while (!_over.IsCancellationRequested)
        {
            await Task.Delay(_look, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (IsWanted && !Process.IsRunning)
            {
                await Task.Delay(_rest, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (IsWanted && !Process.IsRunning)
                {
                    Restarts++;
                    Process.Launch(["run"]);
                }
            }
        }
    }
}
