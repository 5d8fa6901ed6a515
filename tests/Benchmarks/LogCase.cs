using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;

namespace Skiller.Tests.Benchmarks;

/// <summary>
/// How many facts a second does a log take that does nothing else, and what is it that says stop: the lock under which positions are given, or the server?
/// Two silos share one lock; two logs in databases of their own share the server alone (docs/capacity.md).
/// </summary>
internal static class LogCase
{
    private const int Callers = 256;
    private static readonly TimeSpan _time = TimeSpan.FromSeconds(10);
    private static readonly byte[] _payload = Encoding.UTF8.GetBytes("""{"post":"a:123456","voter":7890,"value":1,"author":4567}""");

    public static async Task<IReadOnlyList<Row>> OnPostgres()
    {
        await using var server = await PostgresServer.Start();
        var one = await Facts([await server.CreateDatabase()], 1);
        var silos = await Facts([await server.CreateDatabase()], 2);
        var two = await Facts([await server.CreateDatabase(), await server.CreateDatabase()], 1);
        var four = await Facts([await server.CreateDatabase(), await server.CreateDatabase(), await server.CreateDatabase(), await server.CreateDatabase()], 1);
        return
        [
            new Row("Facts a second of one log, one silo, PostgreSQL", $"{Report.Number(one.PerSecond)}/s", "", Details(one)),
            Against("two silos on one log", silos, one),
            Against("two logs in two databases of one server", two, one),
            Against("four logs in four databases of one server", four, one),
        ];
    }

    private static async Task<Measured> Facts(ImmutableArray<string> databases, int silosOfEach)
    {
        using var folder = new TemporaryFolder();
        var nodes = new List<ServiceProvider>();
        try
        {
            foreach (var database in databases)
            {
                for (var silo = 0; silo < silosOfEach; silo++)
                {
                    var node = new ServiceCollection().AddLogging().AddSkillerStorage(new StorageOptions(database, folder.Path)).BuildServiceProvider();
                    nodes.Add(node);
                    await node.GetRequiredService<SchemaUpgrade>().Apply(CancellationToken.None);
                }
            }

            ImmutableArray<IActivityLog> logs = [.. nodes.Select(static node => node.GetRequiredService<IActivityLog>())];
            var versions = new long[Callers];
            return await Load.Run(Callers, _time, async (caller, _) =>
            {
                // A caller has a stream of its own, as a question has: its next fact waits for the one before.
                var outcome = await logs[caller % logs.Length].Append(Vote(caller, versions[caller]), CancellationToken.None);
                versions[caller] += outcome is AppendOutcome.Committed ? 1 : throw new InvalidOperationException($"A fact was not taken: {outcome}");
            });
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    // What a vote appends: a fact of some sixty bytes that concerns a member and the lists, and the record of its command.
    private static AppendRequest Vote(int caller, long version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{caller}/{version}");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var at = TimeProvider.System.GetUtcNow();
        return new AppendRequest(
            [new StreamAppend(
                string.Create(CultureInfo.InvariantCulture, $"q:{caller + 1}"),
                version,
                [new NewActivity("post-voted", 1, _payload, null, at, caller + 1, [string.Create(CultureInfo.InvariantCulture, $"member/m:{caller + 1}"), "lists/l:0"])])],
            [new RecordedCommand(key, key, _payload, at + TimeSpan.FromDays(1))]);
    }

    private static Row Against(string what, Measured measured, Measured one) => new(
        $"Facts a second, {what}, against one", $"{Report.Number(measured.PerSecond / one.PerSecond)} ×", "", Details(measured));

    private static string Details(Measured measured) =>
        $"{Report.Number(measured.PerSecond)}/s (p50 {Report.Number(measured.P50)} ms, p99 {Report.Number(measured.P99)} ms), {Callers} callers in one process";
}
