using System.Net;
using Skiller.Storage;
using Skiller.Storage.Postgres;
using Skiller.Storage.Schema;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Storage.Outages;

/// <summary>Names and addresses that do not go together with what is at work on the database are found out before a node joins (F38, D8).</summary>
public sealed class PostgresNeighboursTests
{
    [Fact]
    public async Task What_does_not_go_together_is_told_apart_from_what_does()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        await using var storage = new OpenedStorage(new StorageOptions(await server.CreateDatabase(), Path.GetTempPath()), TimeProvider.System);
        await storage.Get<SchemaUpgrade>().Apply(CancellationToken.None);
        Assert.Empty(await Faults(storage, "other", "other", "10.0.0.1"));

        await server.Execute("test_1", """
            insert into orleans_membership_version (deployment) values ('skiller'), ('former');
            insert into orleans_membership (deployment, address, port, generation, silo_name, host_name, status, start_time, alive_time)
            values ('skiller', '10.0.0.7', 11111, 1, 'a', 'a', 3, now(), now()), ('former', '10.0.0.8', 11111, 1, 'b', 'b', 3, now(), now() - interval '1 hour'),
                   ('former', '10.0.0.9', 11111, 1, 'c', 'c', 6, now(), now());
            insert into orleans_snapshot (service, state, n0, n1, extension, at, version) values ('skiller', 'question', 0, 0, '', now(), 1);
            """);

        Assert.Empty(await Faults(storage, "skiller", "skiller", "10.0.0.1"));
        Assert.Empty(await Faults(storage, "skiller", "skiller", null));
        Assert.Equal(
            ["Skiller__SiloAddress is 127.0.0.1, where the silo at 10.0.0.7 cannot reach this one: one of them is on loopback, and the other is not."],
            await Faults(storage, "skiller", "skiller", "127.0.0.1"));
        Assert.Equal(
            [
                "Skiller__ServiceId is 'squiller', and what is stored in this database belongs to 'skiller'.",
                "Skiller__ClusterId is 'second', and the cluster 'skiller' is at work on this database: two of them would do everything twice.",
            ],
            await Faults(storage, "second", "squiller", "127.0.0.1"));
    }

    private static async Task<IEnumerable<string>> Faults(OpenedStorage storage, string cluster, string service, string? silo) =>
        await storage.Get<PostgresNeighbours>().Run(cluster, service, silo is null ? null : IPAddress.Parse(silo), CancellationToken.None);
}
