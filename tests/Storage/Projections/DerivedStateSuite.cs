using System.Collections.Immutable;
using Npgsql;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Grains.Reputation;
using Skiller.Storage.Schema;
using Skiller.Tests.Storage.Activity;
using Xunit;

namespace Skiller.Tests.Storage.Projections;

/// <summary>What every driver promises of what is derived as a whole: finding its targets, and dropping it beside those who write.</summary>
public abstract class DerivedStateSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private protected static readonly MemberId _member = new(87);

    private protected StorageUnderTest Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Targets_come_once_each_however_many_facts_they_have_page_by_page()
    {
        var storage = Storage.Open();
        string[] members = [.. Enumerable.Range(1, 25).Select(static member => $"member/m:{member}").Order(StringComparer.Ordinal)];
        for (var fact = 0; fact < 20; fact++)
        {
            await storage.Append(Appends.To("q:1", fact, Appends.Fact("{}", [.. members, "lists/l:2", "memberships/x"])));
        }

        var derived = storage.Get<IDerivedState>();
        var found = new List<string>();
        while (await derived.Targets("member", found.Count > 0 ? found[^1] : "", 10, default) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, 10);
            found.AddRange(page);
        }

        Assert.Equal(members, found);
        Assert.Equal(["lists/l:2"], await derived.Targets("lists", "", 10, default));
        Assert.Empty(await derived.Targets("nobody", "", 10, default));
    }

    [Fact]
    public async Task Who_has_a_fact_that_their_rows_do_not_hold_is_found_whoever_took_it_in()
    {
        var storage = Storage.Open();
        var (unwritten, member) = (storage.Get<IUnwritten>(), $"member/m:{_member}");
        await storage.Append(Appends.To("q:1", 0, Appends.Fact("{}", member, "lists/l:2")));
        await storage.Append(Appends.To("q:1", 1, Appends.Fact("{}", member)));

        Assert.Equal([member], await Behind(member, 0, 2));
        Assert.Equal(["lists/l:2", "search/l:2"], (await Behind("lists/l:2", 0, 2)).Order(StringComparer.Ordinal));
        Assert.Empty(await Behind("lists/l:2", 1, 2));
        Assert.True(await storage.Get<IStandingStore>().Write(Written(0, 1), default));
        Assert.Empty(await Behind(member, 0, 1));
        Assert.Equal([member], await Behind(member, 0, 2));

        Task<IReadOnlyList<string>> Behind(string target, long after, long upTo) =>
            unwritten.Behind(ActivityRouting.PartitionOf(target), after, upTo, 10, default);
    }

    [Fact]
    public async Task What_was_folded_onto_rows_that_were_dropped_is_not_written()
    {
        var store = Storage.Open().Get<IStandingStore>();
        Assert.True(await store.Write(Written(0, 5), default));

        await Storage.Open().Get<IDerivedState>().ClearStandings(default);

        Assert.False(await store.Write(Written(5, 6), default));
        Assert.Equal(0, (await store.Load(_member, default)).Mark);
        Assert.Empty(await store.Page(_member, null, long.MaxValue, 0, 9, default));
        Assert.True(await store.Write(Written(0, 5), default));
    }

    [Fact]
    public async Task A_program_that_divides_rows_otherwise_is_told_so()
    {
        Assert.Empty(await Storage.Open().Get<LayoutCheck>().Run(default));
        Assert.Empty(await Storage.Open().Get<LayoutCheck>().Run(default));

        var faults = await Storage.Open().Get<LayoutCheck>().Run([("partitions", 16), ("list shards", 4)], default);

        Assert.Equal(["The database was written with 8 partitions, and this program has 16: it is not the program of this database."], faults);
        Assert.Empty(await Storage.Open().Get<LayoutCheck>().Run(default));
    }

    private protected static StandingWrite Written(long loaded, long mark) => new(
        _member,
        loaded,
        mark,
        mark,
        ImmutableDictionary<SkillSlug, long>.Empty,
        [
            new LedgerEntry(
                mark, 0, $"q:12@{mark}", $"q:12@{mark}", new QuestionId(12), null, 1, 0, null, _noon, ReputationReason.QuestionVotedUp, []),
        ]);

    private protected abstract Task<StorageUnderTest> NewStorage();
}

public sealed class SqliteDerivedStateTests : DerivedStateSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresDerivedStateTests : DerivedStateSuite
{
    /// <summary>A write in between would leave entries without a mark, on which the next fold stumbles for ever.</summary>
    [Theory]
    [InlineData("pg_advisory_xact_lock_shared", true)]
    [InlineData("pg_advisory_xact_lock", false)]
    public async Task Whoever_drops_standings_waits_for_their_writers_and_they_for_him(string held, bool drops)
    {
        var store = Storage.Open().Get<IStandingStore>();
        Assert.True(await store.Write(Written(0, 5), default));
        await using var connection = new NpgsqlConnection(Storage.Options.Database + ";Pooling=false");
        await connection.OpenAsync();
        await using var other = await connection.BeginTransactionAsync();
        await using var holding = new NpgsqlCommand($"select {held}(7310021)", connection);
        await holding.ExecuteNonQueryAsync();

        Task act = drops ? Storage.Open().Get<IDerivedState>().ClearStandings(default) : store.Write(Written(5, 6), default);
        while (await Storage.Scalar("", "select count(*) from pg_locks where locktype = 'advisory' and not granted") is 0L)
        {
            Assert.False(act.IsCompleted, "It did not wait.");
        }

        await other.RollbackAsync();
        await act;
        Assert.Equal(drops ? 0 : 6, (await store.Load(_member, default)).Mark);
    }

    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
