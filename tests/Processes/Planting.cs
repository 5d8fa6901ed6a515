using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>Changes a node's database behind its back.</summary>
internal static class Planting
{
    /// <summary>Runs statements, each of which must change something.</summary>
    /// <param name="folder">The node's data folder.</param>
    /// <param name="database">Its PostgreSQL; null: SQLite in the folder.</param>
    /// <param name="statements">What is planted.</param>
    public static async Task Plant(string folder, string? database, params string[] statements)
    {
        await using DbConnection connection = database is null
            ? new SqliteConnection($"Data Source={Directory.EnumerateFiles(folder, "*.db").Single()};Pooling=False;Foreign Keys=False")
            : new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            Assert.True(await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken) > 0, statement);
        }
    }

    /// <summary>A statement that replaces text in a column of bytes of the log, in the database's own words.</summary>
    public static string Replace(string column, string from, string to, string where, bool isPostgres) => isPostgres
        ? $"update activity set {column} = convert_to(replace(convert_from({column}, 'UTF8'), '{from}', '{to}'), 'UTF8') where {where}"
        : $"update activity set {column} = cast(replace(cast({column} as text), '{from}', '{to}') as blob) where {where}";
}
