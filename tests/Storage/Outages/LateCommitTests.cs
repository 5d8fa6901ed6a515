using System.Net;
using Npgsql;
using Skiller.Contracts;
using Skiller.Grains.Activity;
using Skiller.Storage;
using Skiller.Storage.Activity;
using Skiller.Tests.Given.Faults;
using Skiller.Tests.Storage.Activity;
using Xunit;
using static Skiller.Tests.Storage.Activity.Appends;

namespace Skiller.Tests.Storage.Outages;

/// <summary>
/// The way to the server breaks while an append is under way there: what a grain then reads of its stream stays true, since nothing that it was
/// told is unknown is carried out behind its back (F10), nor what a silo sends that the others take for dead (F11).
/// </summary>
public sealed class LateCommitTests
{
    private const string OwnLocks = "pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_is_read_after_an_unknown_outcome_stays_all_there_is_F10()
    {
        await using var database = await PostgresUnderTest.New();
        var direct = new NpgsqlConnectionStringBuilder(database.Options.Database) { Pooling = false };
        await using var proxy = new FaultProxy(direct.Port);
        var through = new NpgsqlConnectionStringBuilder(database.Options.Database) { Port = proxy.Port };
        await using var storage = new OpenedStorage(new StorageOptions(through.ToString(), Path.GetTempPath()), TimeProvider.System);
        await using var holder = new NpgsqlConnection(direct.ToString());
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await Execute(holder, $"begin; select pg_advisory_xact_lock({PostgresAppendStore.LockNumber})");
        var append = storage.Append(To("q:1", 0, Fact()));
        await Until(holder, $"select count(*) = 1 from {OwnLocks} and not granted");

        proxy.ResetAll();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => append);
        var read = storage.Stream("q:1");
        await Task.WhenAny(read, Task.Delay(_long, TestContext.Current.CancellationToken));
        await Execute(holder, "commit");

        var seen = await read;
        await Until(holder, $"select count(*) = 0 from {OwnLocks}");
        Assert.Equal(await Count(holder), seen.Count);
    }

    [Fact]
    public async Task What_arrives_behind_its_fence_is_not_appended_and_what_is_sent_later_is_F10()
    {
        await using var database = await PostgresUnderTest.New();
        var storage = database.Open();
        var fence = storage.Get<PostgresAppendFence>();
        await database.Execute($"insert into append_fence values ('{fence.Writer}', 1, {long.MaxValue}), ('another', 9, 0)");
        await Assert.ThrowsAsync<UnavailableException>(() => storage.Append(To("q:1", 0, Fact())));
        Assert.Empty(await storage.Stream("q:1"));

        fence.Lost();
        await Appended(storage);
        Assert.Single(await storage.Stream("q:1"));
        Assert.Equal([$"{fence.Writer} 1"], await Fences(database));
    }

    [Fact]
    public async Task What_a_silo_sends_that_was_declared_dead_is_not_appended_F11()
    {
        await using var database = await PostgresUnderTest.New();
        var (first, second) = (new Identity(1), new Identity(2));
        await using var dead = new OpenedStorage(database.Options, TimeProvider.System, first);
        await using var other = new OpenedStorage(database.Options, TimeProvider.System, second);
        await dead.Append(To("q:1", 0, Fact()));

        other.Get<PostgresAppendFence>().Bar(first.SiloAddress);
        Assert.Single(await other.Stream("q:1"));
        var refused = await Assert.ThrowsAsync<UnavailableException>(() => dead.Append(To("q:1", 1, Fact())));
        Assert.False(refused.IsReadOnly);
        Assert.Single(await other.Stream("q:1"));
        Assert.IsType<AppendOutcome.Committed>(await other.Append(To("q:1", 1, Fact())));
    }

    // After a fault nothing is sent for a moment.
    private static async Task Appended(OpenedStorage storage)
    {
        while (true)
        {
            try
            {
                Assert.IsType<AppendOutcome.Committed>(await storage.Append(To("q:1", 0, Fact())));
                return;
            }
            catch (UnavailableException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<string[]> Fences(StorageUnderTest database) => (string[])(await database.Scalar("", "select array_agg(writer || ' ' || epoch) from append_fence"))!;

    private static async Task Until(NpgsqlConnection connection, string condition)
    {
        while (!(bool)(await Scalar(connection, condition))!)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<long> Count(NpgsqlConnection connection) => (long)(await Scalar(connection, "select count(*) from activity where stream = 'q:1'"))!;

    private static Task<object?> Execute(NpgsqlConnection connection, string sql) => Scalar(connection, sql);

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Identity(int generation) : ILocalSiloDetails
    {
        public string Name => "silo";

        public string ClusterId => "skiller";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 11111, generation);

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
