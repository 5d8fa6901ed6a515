using Skiller.Storage;
using Skiller.Storage.Postgres;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A server that would not keep what was acknowledged is found out (D10).</summary>
public sealed class PostgresChecksTests
{
    [Fact]
    public async Task A_server_with_its_defaults_is_fit() => Assert.Empty(await Faults());

    [Fact]
    public async Task Each_setting_that_risks_data_is_named()
    {
        Assert.Equal(
            [
                "fsync is off, not on.", "full_page_writes is off, not on.", "synchronous_commit is off: what is acknowledged could be lost.",
                "default_transaction_isolation is serializable, not read committed.", "plpgsql.check_asserts is off, not on.",
            ],
            await Faults("fsync=off", "full_page_writes=off", "synchronous_commit=off", "default_transaction_isolation=serializable", "plpgsql.check_asserts=off"));
    }

    [Theory]
    [InlineData("Username=postgres", "Username=nobody", "role \"nobody\" does not exist")]
    [InlineData("Database=test_1", "Database=elsewhere", "database \"elsewhere\" does not exist")]
    public async Task A_server_that_refuses_the_connection_string_is_not_waited_for(string right, string wrong, string reason)
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start();
        var database = (await server.CreateDatabase()).Replace(right, wrong, StringComparison.Ordinal);
        await using var storage = new OpenedStorage(new StorageOptions(database, Path.GetTempPath()), TimeProvider.System);
        Assert.Equal([$"Skiller__Database: PostgreSQL refuses it: {reason}."], await storage.Get<PostgresChecks>().Run(CancellationToken.None));
    }

    private static async Task<IEnumerable<string>> Faults(params string[] settings)
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        await using var server = await PostgresServer.Start(settings);
        await using var storage = new OpenedStorage(new StorageOptions(await server.CreateDatabase(), Path.GetTempPath()), TimeProvider.System);
        return await storage.Get<PostgresChecks>().Run(CancellationToken.None);
    }
}
