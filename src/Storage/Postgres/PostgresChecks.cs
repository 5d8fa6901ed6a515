using System.Collections.Immutable;
using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>What a server must be set to, so that what is acknowledged is durable (D10). A node does not start otherwise.</summary>
internal sealed class PostgresChecks(PostgresDatabase database)
{
    private const int OldestVersion = 150_000;

    private const string Settings = """
        select current_setting('server_version_num')::integer, current_setting('server_encoding'), current_setting('fsync'),
               current_setting('full_page_writes'), current_setting('synchronous_commit'), current_setting('default_transaction_isolation'),
               coalesce(current_setting('plpgsql.check_asserts', true), 'on')
        """;

    /// <summary>What is wrong, in sentences; empty when nothing is.</summary>
    public async Task<ImmutableArray<string>> Run(CancellationToken ct) => (await database.Read(
        static (connection, token) => connection.Command(Settings).Rows(Faults, token),
        ct))[0];

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
    ];

    private static string[] Unless(NpgsqlDataReader row, int column, string setting, string wanted) =>
        row.GetString(column) == wanted ? [] : [$"{setting} is {row.GetString(column)}, not {wanted}."];
}
