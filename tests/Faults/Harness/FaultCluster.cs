using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Npgsql;
using Skiller.Tests.Given;
using Skiller.Tests.Given.Faults;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Faults.Harness;

/// <summary>
/// Three silos, two fronts, their balancer and a PostgreSQL, each a process of its own; each node reaches the database through a proxy that can
/// break, and is started again when it has ended.
/// </summary>
internal sealed class FaultCluster : ICluster
{
    private const string Role = "skiller";
    private const int SilosOfAll = 3;

    /// <summary>The setting of a server that all nodes and the checkers have connections to.</summary>
    public const string MostConnections = "max_connections=400";

    private readonly TemporaryFolder _folder = new();
    private readonly FaultBalancer _balancer;

    private FaultCluster(PostgresServer server, string database, Namespaces? networks)
    {
        (Server, Database, Networks, _balancer) = (server, database, networks, new FaultBalancer());
        Silos = [.. Enumerable.Range(0, SilosOfAll).Select(NewSilo)];
        FrontNodes = [.. Enumerable.Range(1, 2).Select(i => NewNode(
            $"front {i}",
            [
                KeyValuePair.Create("Skiller__Roles", "web"),
                KeyValuePair.Create("Skiller__TrustedProxies", "127.0.0.0/8"),
                KeyValuePair.Create("Skiller__DrainSeconds", "3"),
            ],
            "127.0.0.1",
            []))];
    }

    /// <summary>The networks of the silos; null: all are on the loopback.</summary>
    public Namespaces? Networks { get; }

    public PostgresServer Server { get; }

    /// <summary>Of the database itself, past all proxies.</summary>
    public string Database { get; }

    public ImmutableArray<FaultNode> Silos { get; }

    public ImmutableArray<FaultNode> FrontNodes { get; }

    public IEnumerable<FaultNode> All => Silos.Concat(FrontNodes);

    public IReadOnlyList<Uri> Fronts => [_balancer.Site];

    public int Nodes => Silos.Length;

    public string Output => string.Join('\n', All.Select(static node => node.Process.Output));

    private string Passwords => Path.Combine(_folder.Path, "pgpass");

    /// <param name="networks">Whether each silo has a network of its own.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<FaultCluster> Start(bool networks, CancellationToken ct) => await On(await PostgresServer.Start(MostConnections), networks, ct);

    /// <summary>The same on a server that is the cluster's from now on.</summary>
    public static async Task<FaultCluster> On(PostgresServer server, bool networks, CancellationToken ct)
    {
        var cluster = new FaultCluster(server, await server.CreateDatabase(), networks ? await Namespaces.Make(SilosOfAll) : null);
        try
        {
            await cluster.Begin(ct);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the nodes' role another password, which they read from a file whenever they connect.</summary>
    public async Task NewPassword(CancellationToken ct)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await Server.Execute("postgres", $"alter role {Role} password '{password}'");
        await File.WriteAllTextAsync(Passwords + ".new", $"*:*:*:{Role}:{password}\n", ct);
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL's programs read no file that others may read too.
            File.SetUnixFileMode(Passwords + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(Passwords + ".new", Passwords, overwrite: true);
    }

    /// <summary>Does that to all that goes between the nodes and the database.</summary>
    public void BreakDatabase(Toxics toxics)
    {
        foreach (var node in All)
        {
            node.Database.Both = toxics;
        }
    }

    /// <summary>Cuts off what the database answers, resets the connections a moment later, and lets all be well for a second.</summary>
    public async Task LoseAnswers(CancellationToken ct)
    {
        foreach (var node in All)
        {
            node.Database.Downstream = new Toxics { LimitBytes = 0 };
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), ct);
        BreakDatabase(Toxics.None);
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
    }

    /// <summary>Waits until every node is ready.</summary>
    public async Task BecomeReady(CancellationToken ct)
    {
        foreach (var node in All)
        {
            await node.BecomeReady(ct);
        }
    }

    /// <summary>Takes every fault away, whatever became of it.</summary>
    public async Task Heal(CancellationToken ct)
    {
        await Server.StartIfStopped();
        await (Networks?.Heal() ?? Task.CompletedTask);
        foreach (var node in All)
        {
            node.IsWanted = true;
            node.Database.IsDown = false;
            node.Database.Both = Toxics.None;
            await node.Process.Signal("CONT", ct);
        }

        await BecomeReady(ct);
    }

    public Task<string> FirstInvitation(CancellationToken ct) => FirstInvitationOf(Silos.Select(static silo => silo.Process.DataFolder), ct);

    public async Task KillAndRestart(int node, CancellationToken ct)
    {
        await Silos[node].Process.Kill();
        await Silos[node].BecomeReady(ct);
    }

    public Task<ImmutableArray<LogLine>> ReadLog(CancellationToken ct) => PostgresLog.Read(Database, ct);

    public Task<(int ExitCode, string Output)> Command(IReadOnlyList<string> arguments, CancellationToken ct) => Silos[0].Process.Command(arguments, ct);

    /// <summary>The one number that a query gives.</summary>
    public async Task<long> Ask(string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(Database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var node in All)
        {
            await node.DisposeAsync();
        }

        await Server.DisposeAsync();
        await (Networks?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private async Task Begin(CancellationToken ct)
    {
        await Server.Execute("postgres", $"create role {Role} login; alter database {new NpgsqlConnectionStringBuilder(Database).Database} owner to {Role}");
        await NewPassword(ct);
        await Server.AskForPasswords("127.0.0.1/32");
        var (exitCode, output) = await Command(["migrate"], ct);
        if (exitCode != 0)
        {
            throw new InvalidOperationException(output);
        }

        foreach (var node in All)
        {
            node.Begin();
        }

        await BecomeReady(ct);
        await _balancer.Start(FrontNodes.Select(static front => front.Process), ct);
    }

    private static async Task<string> FirstInvitationOf(IEnumerable<string> folders, CancellationToken ct)
    {
        while (true)
        {
            if (folders.Select(static folder => Path.Combine(folder, "first-invitation.txt")).FirstOrDefault(File.Exists) is { } file)
            {
                return (await File.ReadAllTextAsync(file, ct)).Trim();
            }

            await Task.Delay(100, ct);
        }
    }

    private FaultNode NewSilo(int number)
    {
        var address = Networks is null ? "127.0.0.1" : Networks.Address(number).ToString();
        return NewNode(
            $"silo {number + 1}",
            [KeyValuePair.Create("Skiller__Roles", "silo"), KeyValuePair.Create("Skiller__SiloAddress", address)],
            address,
            Networks?.Through(number) ?? []);
    }

    private FaultNode NewNode(string name, IEnumerable<KeyValuePair<string, string>> settings, string host, IReadOnlyList<string> through)
    {
        var proxy = new FaultProxy(new IPEndPoint(IPAddress.Loopback, Server.Port), host == "127.0.0.1" || Networks is null ? IPAddress.Loopback : Networks.Here);
        var database = new NpgsqlConnectionStringBuilder(Database) { Host = proxy.Address.Address.ToString(), Port = proxy.Port, Username = Role, Passfile = Passwords, ApplicationName = name };
        var site = KeyValuePair.Create("Skiller__PublicUrl", _balancer.Site.GetLeftPart(UriPartial.Authority));
        return new FaultNode(name, proxy, database.ToString(), [.. CrashSettings.All, site, .. settings], host, through);
    }
}
