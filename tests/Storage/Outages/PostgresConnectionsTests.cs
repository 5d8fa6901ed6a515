using Npgsql;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Storage.Postgres;
using Skiller.Tests.Given;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>A node takes its share of a server's connections and no more (53300: too many clients already).</summary>
public sealed class PostgresConnectionsTests : IAsyncLifetime
{
    private const int Room = 12;
    private PostgresServer _server = null!;
    private OpenedStorage _storage = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, "PostgreSQL 15 or newer is not installed.");
        _server = await PostgresServer.Start($"max_connections={Room}");
        _storage = new OpenedStorage(new StorageOptions(await _server.CreateDatabase() + ";Maximum Pool Size=8", Path.GetTempPath()), TimeProvider.System);
        await _storage.Schema.Apply(CancellationToken.None);
        await _storage.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_hundred_reads_at_once_and_the_appends_beside_them_stay_within_the_share_and_all_succeed()
    {
        var reads = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _storage.Get<PostgresDatabase>().Read(
            static (connection, ct) => connection.Command("select count(*) from pg_stat_activity, pg_sleep(0.02) where backend_type = 'client backend'")
                .Rows(static row => row.GetInt64(0), ct),
            CancellationToken.None)));
        for (var version = 0; version < 20; version++)
        {
            Assert.IsType<AppendOutcome.Committed>(await _storage.Append(To("q:1", version, Fact())));
        }

        Assert.All(await reads, static sessions => Assert.InRange(sessions[0], 1, 8));
    }

    [Fact]
    public async Task A_server_that_is_full_keeps_nobody_from_going_on_who_has_a_connection()
    {
        await _storage.Append(To("q:1", 0, Fact()));
        var others = new List<NpgsqlConnection>();
        try
        {
            await Assert.ThrowsAsync<PostgresException>(async () =>
            {
                while (others.Count < Room)
                {
                    others.Add(new NpgsqlConnection(_server.ConnectionString("postgres") + ";Pooling=false"));
                    await others[^1].OpenAsync();
                }
            });

            // Some of these meet the full server.
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Read()));
            for (var version = 1; version < 20; version++)
            {
                Assert.IsType<AppendOutcome.Committed>(await _storage.Append(To("q:1", version, Fact())));
            }
        }
        finally
        {
            foreach (var other in others)
            {
                await other.DisposeAsync();
            }
        }
    }

    private async Task Read()
    {
        try
        {
            await _storage.Log.Head(CancellationToken.None);
        }
        catch (UnavailableException)
        {
            // The server said that it was full.
        }
    }
}
