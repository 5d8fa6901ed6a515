using System.Collections.Immutable;
using Skiller.Tests.Given;

namespace Skiller.Tests.Processes.Crash;

/// <summary>One or several processes on one PostgreSQL.</summary>
internal sealed class PostgresCluster : ICluster
{
    private readonly ImmutableArray<TemporaryFolder> _folders;
    private readonly ImmutableArray<Node> _nodes;
    private readonly PostgresServer _server;
    private readonly string _database;

    private PostgresCluster(PostgresServer server, string database, int nodes)
    {
        (_server, _database) = (server, database);
        _folders = [.. Enumerable.Range(0, nodes).Select(_ => new TemporaryFolder())];
        _nodes = [.. _folders.Select(folder => new Node(folder.Path, database, CrashSettings.All))];
    }

    public IReadOnlyList<Uri> Fronts => [.. _nodes.Select(n => n.Public)];

    public int Nodes => _nodes.Length;

    public string Output => string.Join('\n', _nodes.Select(static node => node.Output));

    public static async Task<PostgresCluster> Start(int nodes, CancellationToken ct)
    {
        var server = await PostgresServer.Start();
        var cluster = new PostgresCluster(server, await server.CreateDatabase(), nodes);
        foreach (var node in cluster._nodes)
        {
            await node.Start(ct);
        }

        return cluster;
    }

    public Task<string> FirstInvitation(CancellationToken ct) => CrashSettings.FirstInvitation(_nodes[0], ct);

    public async Task KillAndRestart(int node, CancellationToken ct)
    {
        await _nodes[node].Kill();
        await _nodes[node].Start(ct);
    }

    public Task<ImmutableArray<LogLine>> ReadLog(CancellationToken ct) => PostgresLog.Read(_database, ct);

    public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => _nodes[0].Command(arguments, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _server.DisposeAsync();
        foreach (var folder in _folders)
        {
            folder.Dispose();
        }
    }
}
