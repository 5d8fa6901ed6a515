using Microsoft.Data.Sqlite;
using Skiller.Storage;
using Skiller.Storage.Sqlite;
using Skiller.Tests.Given;

namespace Skiller.Tests.Storage;

/// <summary>A SQLite database in a folder of its own.</summary>
internal sealed class SqliteUnderTest : StorageUnderTest
{
    private readonly TemporaryFolder _folder = new();

    public SqliteUnderTest() => Options = new StorageOptions(null, _folder.Path);

    public override StorageOptions Options { get; }

    public static async Task<StorageUnderTest> New()
    {
        var storage = new SqliteUnderTest();
        await storage.Open().Schema.Apply(CancellationToken.None);
        return storage;
    }

    public override async Task Execute(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteFile(Options.SqliteFile).ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<object?> Scalar(string sqlite, string postgres)
    {
        await using var connection = new SqliteConnection(new SqliteFile(Options.SqliteFile).ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sqlite, connection);
        return await command.ExecuteScalarAsync();
    }

    protected override Task Drop()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
