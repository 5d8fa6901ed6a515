using Microsoft.Data.Sqlite;

namespace Skiller.Storage.Sqlite;

/// <summary>Short forms of what every query does.</summary>
internal static class SqliteCommands
{
    /// <summary>Begins a transaction that disposing rolls back unless it was committed.</summary>
    public static SqliteTransaction Begin(this SqliteConnection connection) => SqliteStatements.Of(connection).Begin(connection);

    /// <summary>The prepared command of a text, with named parameters; null becomes NULL. It stays the connection's.</summary>
    public static SqliteCommand Prepared(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = SqliteStatements.Of(connection).Get(connection, sql);
        if (command.Parameters.Count == 0)
        {
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return command;
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        connection.Prepared(sql, parameters).ExecuteNonQuery();

    /// <summary>All rows of a query.</summary>
    public static List<T> Query<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> row,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = connection.Prepared(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
