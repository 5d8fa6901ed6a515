using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Skiller.Storage.Postgres;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Moving;

/// <summary>Copies the rows of tables that both databases have under the same names, each value as the column there wants it.</summary>
internal static class MovedTables
{
    // What belongs to a database itself and not to what it holds.
    private static readonly ImmutableHashSet<string> _own = ["schemaversions", "orleansquery", "identifier", "node", "seal", "read_only_mode", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4"];

    private const string Columns = """
        select column_name::text, data_type::text from information_schema.columns where table_schema = current_schema() and table_name = $1 order by ordinal_position
        """;

    /// <summary>The tables that are copied.</summary>
    public static ImmutableArray<string> Of(SqliteConnection from) =>
    [
        .. from.Query("select name from sqlite_master where type = 'table' order by name", static row => row.GetString(0))
            .Where(static name => !_own.Contains(name.ToLowerInvariant())),
    ];

    /// <summary>Copies one, in place of what the migrations put there; returns how many rows.</summary>
    /// <exception cref="InvalidOperationException">The table there is another one.</exception>
    public static async Task<long> Copy(SqliteConnection from, NpgsqlConnection into, string table, CancellationToken ct)
    {
        var columns = await into.Command(Columns, table).Rows(static row => (Name: row.GetString(0), Type: row.GetString(1)), ct);
        var theirs = from.Query($"select name from pragma_table_info('{table}')", static row => row.GetString(0)).Order(StringComparer.Ordinal);
        if (!columns.Select(static column => column.Name).Order(StringComparer.Ordinal).SequenceEqual(theirs))
        {
            throw new InvalidOperationException($"The table {table} has other columns there: both must have this program's schema.");
        }

        await into.Command($"delete from {table}").Run(ct);
        var names = string.Join(", ", columns.Select(static column => $"\"{column.Name}\""));
        using var reading = from.CreateCommand();
        reading.CommandText = $"select {names} from {table}";
        await using var rows = await reading.ExecuteReaderAsync(ct);
        await using var writing = await into.BeginBinaryImportAsync($"copy {table} ({names}) from stdin (format binary)", ct);
        var copied = 0L;
        for (; await rows.ReadAsync(ct); copied++)
        {
            await writing.StartRowAsync(ct);
            for (var i = 0; i < columns.Count; i++)
            {
                await Write(writing, rows, i, columns[i].Type, table == "orleans_snapshot", ct);
            }
        }

        await writing.CompleteAsync(ct);
        return copied;
    }

    private static async Task Write(NpgsqlBinaryImporter into, SqliteDataReader row, int column, string type, bool inSeconds, CancellationToken ct)
    {
        if (await row.IsDBNullAsync(column, ct))
        {
            await into.WriteNullAsync(ct);
            return;
        }

        await (type switch
        {
            "bigint" => into.WriteAsync(row.GetInt64(column), NpgsqlDbType.Bigint, ct),
            "integer" => into.WriteAsync(row.GetInt32(column), NpgsqlDbType.Integer, ct),
            "smallint" => into.WriteAsync(row.GetInt16(column), NpgsqlDbType.Smallint, ct),
            "boolean" => into.WriteAsync(row.GetInt64(column) != 0, NpgsqlDbType.Boolean, ct),
            "double precision" => into.WriteAsync(row.GetDouble(column), NpgsqlDbType.Double, ct),
            "bytea" => into.WriteAsync(await row.GetFieldValueAsync<byte[]>(column, ct), NpgsqlDbType.Bytea, ct),
            "text" or "character varying" => into.WriteAsync(row.GetString(column), NpgsqlDbType.Text, ct),

            // Ours are microseconds, those of grain storage seconds.
            "timestamp with time zone" => into.WriteAsync(
                UnixMicroseconds.ToTime(row.GetInt64(column) * (inSeconds ? 1_000_000 : 1)).UtcDateTime, NpgsqlDbType.TimestampTz, ct),
            _ => throw new InvalidOperationException($"A column of type {type} cannot be moved."),
        });
    }
}
