using Npgsql;

namespace Skiller.Storage.Postgres;

/// <summary>Short forms of what every query does.</summary>
internal static class PostgresCommands
{
    /// <summary>A command with positional parameters, none of them null.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        Add(command.Parameters, parameters);
        return command;
    }

    /// <summary>The same as one of several that go in one round trip.</summary>
    public static NpgsqlBatchCommand Batched(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, parameters);
        return command;
    }

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public static async Task<int> Run(this NpgsqlCommand command, CancellationToken ct)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>All rows of a query.</summary>
    public static async Task<List<T>> Rows<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
    }

    private static void Add(NpgsqlParameterCollection into, ReadOnlySpan<object> parameters)
    {
        foreach (var value in parameters)
        {
            into.Add(new NpgsqlParameter { Value = value });
        }
    }
}
