using Npgsql;
using Skiller.Storage;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Storage;

/// <summary>A PostgreSQL database of its own, copied from a migrated one.</summary>
internal sealed class PostgresUnderTest(string connectionString) : StorageUnderTest
{
    public override StorageOptions Options { get; } = new(connectionString, Path.GetTempPath());

    public static async Task<StorageUnderTest> New()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        return new PostgresUnderTest(await PostgresShared.Instance.CreateDatabase());
    }

    public static async Task<StorageUnderTest> NewEmpty()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        return new PostgresUnderTest(await PostgresShared.Instance.CreateDatabase(isEmpty: true));
    }

    public override async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<object?> Scalar(string sqlite, string postgres)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(postgres, connection);
        return await command.ExecuteScalarAsync();
    }

    protected override Task Drop() => Task.CompletedTask;
}
