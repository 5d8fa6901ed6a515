using System.Collections.Immutable;
using System.Net;

namespace Skiller.Storage.Postgres;

/// <summary>
/// Who else is at work on the database, before a node joins. Two clusters on one log would do everything twice, state under another service's
/// name is not found, and a silo on loopback is reached by no other machine; each of them looks well until something is lost (F38).
/// </summary>
internal sealed class PostgresNeighbours(PostgresDatabase database)
{
    // A silo writes every five seconds that it is alive.
    private const string Silos = """
        select deployment, address from orleans_membership where status = 3 and alive_time > now() - interval '30 seconds'
        """;

    private const string Services = "select min(service) from orleans_snapshot union select max(service) from orleans_snapshot";

    /// <summary>What is wrong, in sentences; empty when nothing is.</summary>
    /// <param name="cluster">The name of the node's cluster.</param>
    /// <param name="service">The name of its service.</param>
    /// <param name="silo">The address of its silo, null: it has none.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ImmutableArray<string>> Run(string cluster, string service, IPAddress? silo, CancellationToken ct) => database.Read(
        async (connection, token) =>
        {
            var services = await connection.Command(Services).Rows(static row => row.IsDBNull(0) ? null : row.GetString(0), token);
            var silos = await connection.Command(Silos).Rows(static row => (Cluster: row.GetString(0), Address: row.GetString(1)), token);
            ImmutableArray<string> faults =
            [
                .. services.Where(other => other is not null && other != service)
                    .Select(other => $"Skiller__ServiceId is '{service}', and what is stored in this database belongs to '{other}'."),
                .. silos.Select(static other => other.Cluster).Where(other => other != cluster).Distinct()
                    .Select(other => $"Skiller__ClusterId is '{cluster}', and the cluster '{other}' is at work on this database: two of them would do everything twice."),
                .. silos.Where(other => other.Cluster == cluster && IsApart(silo, other.Address)).Take(1)
                    .Select(other => $"Skiller__SiloAddress is {silo}, where the silo at {other.Address} cannot reach this one: one of them is on loopback, and the other is not."),
            ];
            return faults;
        },
        ct);

    private static bool IsApart(IPAddress? ours, string other) =>
        ours is not null && IPAddress.TryParse(other, out var address) && IPAddress.IsLoopback(ours) != IPAddress.IsLoopback(address);
}
