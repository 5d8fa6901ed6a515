using System.Collections.Immutable;
using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>What a server must be set to, so that what is acknowledged is durable (D10). A node does not start otherwise.</summary>
internal sealed class PostgresChecks(NpgsqlDataSource source, PostgresDatabase database)
{
    private const int OldestVersion = 150_000;

    private const string Settings = """
        select current_setting('server_version_num')::integer, current_setting('server_encoding'), current_setting('fsync'),
               current_setting('full_page_writes'), current_setting('synchronous_commit'), current_setting('default_transaction_isolation'),
               coalesce(current_setting('plpgsql.check_asserts', true), 'on'), pg_is_in_recovery()
        """;

    /// <summary>What is wrong, in sentences; empty when nothing is.</summary>
    public async Task<ImmutableArray<string>> Run(CancellationToken ct) => await Refusal(ct) is { } refusal
        ? [refusal]
        : (await database.Read(static (connection, token) => connection.Command(Settings).Rows(Faults, token), ct))[0];

    // A server that is there and lets nobody in with this connection string will not do so later either; null: it lets us in, or is away.
    private async Task<string?> Refusal(CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            return null;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName)
        {
            return $"Skiller__Database: PostgreSQL refuses it: {refused.MessageText}.";
        }
        catch (Exception away) when (PostgresFaults.IsAway(away))
        {
            return null;
        }
    }

    private static ImmutableArray<string> Faults(NpgsqlDataReader row) =>
    [
        .. row.GetInt32(0) < OldestVersion ? [$"PostgreSQL 15 or newer is needed, this is {row.GetInt32(0) / 10_000}."] : Array.Empty<string>(),
        .. Unless(row, 1, "server_encoding", "UTF8"),
        .. Unless(row, 2, "fsync", "on"),
        .. Unless(row, 3, "full_page_writes", "on"),
        .. row.GetString(4) == "off" ? ["synchronous_commit is off: what is acknowledged could be lost."] : Array.Empty<string>(),

        // Another one would keep the snapshot from before the append's lock.
        .. Unless(row, 5, "default_transaction_isolation", "read committed"),
        .. Unless(row, 6, "plpgsql.check_asserts", "on"),
        .. row.GetBoolean(7) ? ["This PostgreSQL is a standby, which takes no writes: name the primary."] : Array.Empty<string>(),
    ];

    private static string[] Unless(NpgsqlDataReader row, int column, string setting, string wanted) =>
        row.GetString(column) == wanted ? [] : [$"{setting} is {row.GetString(column)}, not {wanted}."];
}
