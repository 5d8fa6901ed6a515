using Skiller.Contracts.Operations;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Silo.Configuration;
using Skiller.Silo.Nodes;
using Skiller.Silo.Operations;
using Skiller.Storage.Activity;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Hosting;

/// <summary>
/// A node: its operations address, its place in the cluster, and its public address, each a host of its own, so that they start and stop in
/// an order: operations first and last, the public only while the cluster is there.
/// </summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly PublicPorts _ports;
    private readonly Settings _settings;
    private readonly LogLevel _logLevel;
    private readonly DataFolder _folder;
    private readonly TimeProvider _clock;
    private readonly NodeState _state = new();
    private readonly IHost _cluster;
    private readonly OperationDesk _desk;
    private readonly Heartbeat _heartbeat;
    private readonly HealthDetails _details;
    private readonly WebApplication _operations;
    private WebApplication? _front;
    private NodeBoard? _board;
    private bool _isJoining;

    private Node(PublicPorts ports, LogLevel logLevel, DataFolder folder, TimeProvider clock)
    {
        (_ports, _settings, _logLevel, _folder, _clock) = (ports, ports.Settings, logLevel, folder, clock);
        _cluster = SiloHosting.Build(_settings, folder, _state, clock, logLevel);
        _desk = new OperationDesk(_cluster.Services.GetRequiredService<ILogger<OperationDesk>>());
        _heartbeat = new Heartbeat(TimeProvider.System);
        _details = new HealthDetails(_settings, _state, _heartbeat, _desk, TimeProvider.System);
        _operations = OperationsHosting.Build(_settings, _state, _heartbeat, _details, _desk, _cluster.Services, logLevel);
    }

    /// <summary>The addresses that the public is served on, as they really are.</summary>
    public IReadOnlyList<string> PublicAddresses => _front is null ? [] : Addresses(_front);

    /// <summary>What absolute links begin with.</summary>
    public Uri PublicUrl => _settings.PublicUrl;

    /// <summary>Where the operations really are.</summary>
    public Uri OperationsUrl => new(PublicUrls.Reachable(Addresses(_operations)[0]));

    /// <summary>What a command shows to have operations done.</summary>
    public string OperationsSecret { get; private set; } = "";

    /// <summary>The services of the cluster's side: grains, storage.</summary>
    public IServiceProvider Services => _cluster.Services;

    /// <summary>Ends when the cluster's side has given up by itself.</summary>
    public CancellationToken Lost => _cluster.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Ends when an operator has told the node to leave (<c>skiller drain</c>).</summary>
    public Task Asked => _state.Asked;

    /// <summary>Starts a node and returns when it serves.</summary>
    /// <param name="settings">How it is set.</param>
    /// <param name="isPublic">Whether its public address is opened, if it has the role for it.</param>
    /// <param name="logLevel">What its log begins with.</param>
    /// <param name="ct">Gives the start up.</param>
    /// <param name="clock">Tells the time, null: the database that nodes share, or the machine where there is no other node.</param>
    /// <exception cref="SettingsException">The data folder is another node's.</exception>
    public static async Task<Node> Start(Settings settings, bool isPublic, LogLevel logLevel, CancellationToken ct, TimeProvider? clock = null)
    {
        var isOfCommand = !isPublic;
        isPublic &= settings.Roles.HasFlag(NodeRoles.Web);
        var folder = await DataFolder.Open(settings, ct);
        var node = new Node(new PublicPorts(settings, isPublic), logLevel, folder, clock ?? (settings.Storage.IsPostgres ? new DatabaseClock(new ClusterClock(TimeProvider.System)) : TimeProvider.System));
        try
        {
            await node.Start(isPublic, ct);
            if (!isOfCommand)
            {
                node._board = NodeBoard.Begin(node.Services, node._settings, isPublic ? node.PublicUrl.AbsoluteUri : "", node.OperationsUrl);
            }

            return node;
        }
        catch
        {
            await node.GiveUp();
            throw;
        }
    }

    /// <summary>Leaves in order. Operations that run are ended first.</summary>
    public async Task Stop()
    {
        _desk.Close();
        await ActivatorUtilities.CreateInstance<Drain>(_cluster.Services).Leave(_front, _cluster);
        await (_board?.Leave() ?? Task.CompletedTask);
        await _operations.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        if (_board is not null)
        {
            await _board.DisposeAsync();
        }

        await ((IAsyncDisposable)_cluster).DisposeAsync();
        await _operations.DisposeAsync();
        _details.Dispose();
        _heartbeat.Dispose();
        _desk.Dispose();
        _ports.Dispose();
        _folder.Dispose();
    }

    private static IReadOnlyList<string> Addresses(WebApplication app) => [.. app.Urls];

    // A start that failed half-way: what has joined leaves, so that others do not have to find out that it is gone.
    private async Task GiveUp()
    {
        try
        {
            using var late = new CancellationTokenSource(Drain.Patience);
            await (_isJoining ? _cluster.StopAsync(late.Token) : Task.CompletedTask);
            await _operations.StopAsync(late.Token);
        }
#pragma warning disable CA1031 // Why the start failed is what is told, not what came of it.
        catch (Exception)
#pragma warning restore CA1031
        {
            // What could not be stopped in order ends with the process.
        }
        finally
        {
            await DisposeAsync();
        }
    }

    private WebApplication BuildFront()
    {
        var formKeys = ActivatorUtilities.CreateInstance<SharedFormKeys>(_cluster.Services);
        return WebHosting.Build(_settings, _ports, _cluster.Services.GetRequiredService<IClusterClient>(), formKeys, _state, _cluster.Services.GetRequiredService<ClusterClock>(), _clock, _logLevel);
    }

    private async Task Start(bool isPublic, CancellationToken ct)
    {
        // First of all: with it begins what listens, and what is counted before it would be lost.
        await _operations.StartAsync(ct);
        if (_settings.Roles.HasFlag(NodeRoles.Silo))
        {
            ActivityMetrics.Begin();
            AppendMetrics.Begin();
            LimiterMetrics.Begin();
        }

        // Beside what waits for the database and for the cluster: most of a start is code that runs for the first time.
        var building = isPublic ? Task.Run(BuildFront, ct) : null;
        try
        {
            var storage = ActivatorUtilities.CreateInstance<StorageHosting>(_cluster.Services);
            await storage.Prepare(isPublic, ct);
            OperationsSecret = Convert.ToHexStringLower(await storage.Secret(OperationDesk.Purpose, ct));
            _isJoining = true;
            await _cluster.StartAsync(ct);
        }
        finally
        {
            _front = building is null ? null : await building;
        }

        await (_front?.StartAsync(ct) ?? Task.CompletedTask);
        _desk.Open(_cluster.Services, OperationsSecret);
        _folder.Publish(new NodeCard(Environment.ProcessId, OperationsUrl, OperationsSecret));
        _state.Serve();
    }
}
