using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;
using Xunit;

namespace Skiller.Tests.Storage.Reputation;

/// <summary>What every driver of ledgers and standings promises.</summary>
public abstract class StandingStoreSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _day = new(2026, 3, 1);
    private static readonly MemberId _member = new(87);
    private static readonly SkillSlug _csharp = SkillSlug.Parse("csharp");
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");
    private StorageUnderTest _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await NewStorage();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_two_writers_from_one_mark_the_loser_writes_nothing()
    {
        var one = _storage.Open().Get<IStandingStore>();
        var other = _storage.Open().Get<IStandingStore>();

        Assert.True(await one.Write(Written(_member, 0, 5, 10, Entry(5, 10)), default));
        Assert.False(await other.Write(Written(_member, 0, 6, 99, Entry(6, 99)), default));
        Assert.True(await other.Write(Written(_member, 5, 7, 20, Entry(7, 10)), default));
        Assert.False(await one.Write(Written(_member, 5, 8, 99, Entry(8, 99)), default));

        var stored = await one.Load(_member, default);
        Assert.Equal((7L, 20L), (stored.Mark, stored.Total));
        Assert.Equal([(_csharp, 20L)], stored.Skills.Select(static s => (s.Key, s.Value)));
        Assert.Equal([7L, 5L], await Positions(one, null, long.MaxValue));
    }

    [Fact]
    public async Task A_ledger_comes_newest_first_in_pages_of_all_or_of_one_skill()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var entries = Enumerable.Range(1, 7).Select(i => Entry(i, 10) with { Skills = i % 2 == 0 ? [_csharp, _sql] : [_csharp] });
        Assert.True(await store.Write(Written(_member, 0, 7, 70, [.. entries, Entry(7, -2) with { Ordinal = 1, Reason = ReputationReason.QuestionVotedDown }]), default));

        var first = await store.Page(_member, null, long.MaxValue, long.MaxValue, 3, default);
        var second = await store.Page(_member, null, first[^1].Position, first[^1].Ordinal, 9, default);

        Assert.Equal([(7L, 1), (7L, 0), (6L, 0)], first.Select(static e => (e.Position, e.Ordinal)));
        Assert.Equal([5L, 4L, 3L, 2L, 1L], second.Select(static e => e.Position));
        Assert.Equal([6L, 4L, 2L], await Positions(store, _sql, long.MaxValue));
        Assert.Equal([2L], await Positions(store, _sql, 4));
    }

    [Fact]
    public async Task Every_entry_of_an_origin_is_found_by_itself_by_its_post_and_by_a_cause()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var given = Entry(1, 10);
        var taken = Entry(2, -10) with { Origin = given.Origin, Reason = ReputationReason.PostDeleted };
        var elsewhere = Entry(3, 5) with { Answer = null };
        Assert.True(await store.Write(Written(_member, 0, 3, 5, given, taken, elsewhere), default));

        Assert.Equal([1L, 2L], await Found(store, LedgerNeeds.None with { Origins = [given.Origin] }));
        Assert.Equal([1L, 2L], await Found(store, LedgerNeeds.None with { Posts = [given.Post] }));
        Assert.Equal([1L, 2L], await Found(store, LedgerNeeds.None with { Causes = [taken.Cause] }));
        Assert.Equal([3L], await Found(store, LedgerNeeds.None with { Posts = [elsewhere.Post] }));
        Assert.Empty(await Found(store, LedgerNeeds.None with { Origins = ["q:404@1"] }));
    }

    [Fact]
    public async Task Entries_of_thousands_of_posts_are_found_at_once()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var other = Entry(2, 10) with { Question = new QuestionId(3_000), Answer = new AnswerId(3_000) };
        Assert.True(await store.Write(Written(_member, 0, 2, 20, Entry(1, 10), other), default));

        var posts = Enumerable.Range(1, 4_000).Select(static i => LedgerEntry.PostOf(new QuestionId(i), i % 2 == 0 ? new AnswerId(i) : null));
        Assert.Contains(2L, await Found(store, LedgerNeeds.None with { Posts = [.. posts] }));
    }

    [Fact]
    public async Task The_points_of_a_day_are_those_within_the_cap()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var outside = Entry(3, 15) with { CapPoints = 0, CapDay = null };
        Assert.True(await store.Write(Written(_member, 0, 3, 35, Entry(1, 10), Entry(2, 10), outside), default));

        var slice = await store.Find(_member, LedgerNeeds.None with { Days = [_day, _day.AddDays(1)] }, default);

        Assert.Equal(20, slice.Days[_day]);
        Assert.Equal(0, slice.Days[_day.AddDays(1)]);
        Assert.Empty(slice.Entries);
    }

    [Fact]
    public async Task Writes_of_many_members_at_once_each_count_once()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var members = Enumerable.Range(1, 250).Select(static i => new MemberId(i)).ToList();

        var twice = await Task.WhenAll(members.Concat(members).Select(m => store.Write(Written(m, 0, 4, m.Value, Entry(4, 10)), default)));

        Assert.Equal(members.Count, twice.Count(static won => won));
        foreach (var member in members)
        {
            Assert.Equal(member.Value, (await store.Load(member, default)).Total);
            Assert.Single(await store.Page(member, null, long.MaxValue, long.MaxValue, 9, default));
        }
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private static StandingWrite Written(MemberId member, long loaded, long mark, long total, params LedgerEntry[] entries) =>
        new(member, loaded, mark, total, ImmutableDictionary<SkillSlug, long>.Empty.Add(_csharp, total), entries);

    private static LedgerEntry Entry(long position, int points) => new(
        position, 0, $"q:12@{position}", $"q:12@{position}", new QuestionId(12), new AnswerId(13), points, points, _day, _noon,
        ReputationReason.AnswerVotedUp, [_csharp]);

    private static async Task<IEnumerable<long>> Positions(IStandingStore store, SkillSlug? skill, long before) =>
        (await store.Page(_member, skill, before, 0, 100, default)).Select(static e => e.Position);

    private static async Task<IEnumerable<long>> Found(IStandingStore store, LedgerNeeds needs) =>
        (await store.Find(_member, needs, default)).Entries.Select(static e => e.Position);
}

public sealed class SqliteStandingStoreTests : StandingStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresStandingStoreTests : StandingStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
