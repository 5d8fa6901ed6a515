using Skiller.Storage.Postgres;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Moving;

/// <summary>Everything that a SQLite database holds into an empty PostgreSQL database, which is sealed from its first moment on: whole, or not at all.</summary>
/// <param name="from">SQLite's.</param>
/// <param name="to">PostgreSQL's, with this program's schema and nothing else.</param>
/// <param name="clock">Tells when.</param>
internal sealed class MoveToPostgres(StorageOptions from, StorageOptions to, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Backup.backup.sql");

    /// <summary>Whether nothing is in the database, not even a schema.</summary>
    public async Task<bool> IsEmpty(CancellationToken ct)
    {
        await using var connection = await LoneConnection.Open(to.ConnectionString, isPatient: true, ct);
        return (await connection.Command("select count(*) from pg_class where relnamespace = current_schema()::regnamespace").Rows(static row => row.GetInt64(0), ct))[0] == 0;
    }

    /// <summary>Copies it; whoever asks sees to it that nothing else writes there meanwhile.</summary>
    /// <param name="told">Hears of each table and its rows.</param>
    /// <param name="ct">Gives it up; nothing was copied.</param>
    /// <returns>How many rows.</returns>
    public async Task<long> Run(Action<string, long> told, CancellationToken ct)
    {
        using var source = new SqliteFile(from.SqliteFile).OpenReader();
        await using var connection = await LoneConnection.Open(to.ConnectionString, isPatient: true, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.Command("set local statement_timeout = 0").Run(ct);

        var all = 0L;
        foreach (var table in MovedTables.Of(source))
        {
            var rows = await MovedTables.Copy(source, connection, table, ct);
            told(table, rows);
            all += rows;
        }

        var next = source.Query("select next from identifier", static row => row.GetInt64(0))[0];
        await connection.Command("select setval('identifier', $1, false)", next).Run(ct);
        await connection.Command(_sql["unseal"]).Run(ct);
        await connection.Command(_sql["seal"].Replace("@now", "$1", StringComparison.Ordinal), UnixMicroseconds.Of(clock.GetUtcNow())).Run(ct);
        await transaction.CommitAsync(ct);
        await connection.Command("analyze").Run(ct);
        return all;
    }
}
