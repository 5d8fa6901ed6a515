using System.Collections.Immutable;
using Npgsql;
using Skiller.Tests.Given;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>Two silos and two fronts, each a process of its own, on one PostgreSQL; their mails go to a server of the test.</summary>
internal sealed class LiveCluster : IAsyncDisposable
{
    /// <summary>What links in mails begin with.</summary>
    public const string Site = "http://localhost:5080";

    private const int Silos = 2;
    private const int Starts = 5;
    private readonly ImmutableArray<TemporaryFolder> _folders;
    private readonly ImmutableArray<Node> _nodes;
    private readonly PostgresServer _server;
    private readonly string _database;

    private LiveCluster(PostgresServer server, string database, TimeSpan bundle)
    {
        (_server, _database) = (server, database);
        _folders = [.. Enumerable.Range(0, 2 * Silos).Select(_ => new TemporaryFolder())];
        _nodes = [.. _folders.Select((folder, i) => new Node(folder.Path, database, Settings(i < Silos ? "silo" : "web", bundle)))];
    }

    public SmtpServerUnderTest Mails { get; } = new() { Hesitates = TimeSpan.FromSeconds(1) };

    public IReadOnlyList<Uri> Fronts => [.. _nodes.Skip(Silos).Select(static node => node.Public)];

    /// <summary>How many processes there are; the silos come first.</summary>
    public int Nodes => _nodes.Length;

    /// <summary>What the processes printed.</summary>
    public string Output => string.Join('\n', _nodes.Select(static node => node.Output));

    public static async Task<LiveCluster> Start(TimeSpan bundle, CancellationToken ct)
    {
        var server = await PostgresServer.Start();
        var cluster = new LiveCluster(server, await server.CreateDatabase(), bundle);
        await Task.WhenAll(cluster._nodes.Take(Silos).Select(silo => silo.Start(ct)));
        await Task.WhenAll(cluster._nodes.Skip(Silos).Select(front => front.Start(ct)));
        return cluster;
    }

    public Task<string> FirstInvitation(CancellationToken ct) => CrashSettings.FirstInvitation(_nodes[0], ct);

    public async Task KillAndRestart(int node, CancellationToken ct)
    {
        await _nodes[node].Kill();
        await Supervise(ct);
    }

    /// <summary>
    /// Starts what does not run, as a supervisor does: a silo that others took for dead, since it was silent for seconds, ends itself.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> Supervise(CancellationToken ct)
    {
        var isAny = false;
        for (var attempt = 1; _nodes.FirstOrDefault(static node => !node.IsRunning) is { } node; attempt++)
        {
            isAny = true;
            try
            {
                await node.Start(ct);
            }
            catch (InvalidOperationException) when (!node.IsRunning && attempt < Starts)
            {
                // And once more.
            }
        }

        return isAny;
    }

    public async Task<ImmutableArray<LoggedFact>> ReadLog(CancellationToken ct) =>
        [.. (await PostgresLog.Read(_database, ct)).Select(static line => new LoggedFact(line))];

    /// <summary>How often each letter was begun to be sent, by the stream and the version of its fact.</summary>
    public async Task<IReadOnlyDictionary<(string Stream, long Version), int>> Attempts(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand("select stream, version, attempts from mail_outbox where kind = 'notifications'");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var attempts = new Dictionary<(string, long), int>();
        while (await reader.ReadAsync(ct))
        {
            attempts.Add((reader.GetString(0), reader.GetInt64(1)), reader.GetInt32(2));
        }

        return attempts;
    }

    /// <summary>
    /// Ends the leases of dead silos and the waits between two attempts, as time would in some minutes. To be called when whoever lives has settled
    /// what it had claimed.
    /// </summary>
    public async Task EndLeases(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        const string Now = "cast(extract(epoch from now()) * 1000000 as bigint)";
        foreach (var table in new[] { "mail_outbox", "letter_due" })
        {
            var waits = table == "mail_outbox" ? "state = 0 and " : "";
            await using var command = source.CreateCommand($"update {table} set due_at = {Now} where {waits}due_at > {Now} + 15000000");
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Runs a command of the program on a silo.</summary>
    public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => _nodes[0].Command(arguments, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Mails.DisposeAsync();
        await _server.DisposeAsync();
        foreach (var folder in _folders)
        {
            folder.Dispose();
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Settings(string role, TimeSpan bundle) => CrashSettings.All.Concat(
    [
        KeyValuePair.Create("Skiller__Roles", role),
        KeyValuePair.Create("Skiller__PublicUrl", Site),
        KeyValuePair.Create("Skiller__TrustedProxies", "127.0.0.1"),
        KeyValuePair.Create("Skiller__SmtpHost", "127.0.0.1"),
        KeyValuePair.Create("Skiller__SmtpPort", $"{Mails.Port}"),
        KeyValuePair.Create("Skiller__SmtpSecurity", "none"),
        KeyValuePair.Create("Skiller__MailFrom", "Skiller <skiller@skiller.example>"),
        KeyValuePair.Create("Skiller__LetterSeconds", "1"),
        KeyValuePair.Create("Skiller__LetterBundleSeconds", $"{bundle.TotalSeconds:0}"),
    ]);
}
