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
    public async Task The_last_year_is_summed_by_skill_over_exactly_the_days_after_a_day()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var first = Entry(1, 10) with { At = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), Skills = [_csharp, _sql] };
        var late = Entry(2, 15) with { At = new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.Zero) };
        var next = Entry(3, -10) with { At = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), Skills = [_csharp, _sql] };
        Assert.True(await store.Write(Written(_member, 0, 3, 15, first, late, next), default));

        Assert.Equal([new SkillStanding(_csharp, 15)], await Year(_day.AddDays(-1)));
        Assert.Equal([new SkillStanding(_csharp, -10), new SkillStanding(_sql, -10)], await Year(_day));
        Assert.Empty(await Year(_day.AddDays(1)));

        async Task<IEnumerable<SkillStanding>> Year(DateOnly before) => (await store.Outline(_member, before, default)).Year.OrderBy(static sum => sum.Skill);
    }

    [Fact]
    public async Task A_ledger_from_before_days_were_kept_with_its_skills_knows_them_from_its_entries()
    {
        var store = _storage.Open().Get<IStandingStore>();
        Assert.True(await store.Write(Written(_member, 0, 2, 25, Entry(1, 10), Entry(2, 15) with { At = _noon.AddDays(1), Skills = [_csharp, _sql] }), default));
        await _storage.Execute("drop index ledger_skill_by_day");
        await _storage.Execute("alter table ledger_skill drop column day");
        await _storage.Execute("alter table ledger_skill drop column points");
        await _storage.Execute("delete from schemaversions where scriptname = '0110-ledger-by-day.sql'");

        Assert.Equal(1, await _storage.Open().Schema.Apply(default));

        var year = (await store.Outline(_member, _day, default)).Year;
        Assert.Equal([new SkillStanding(_csharp, 15), new SkillStanding(_sql, 15)], year.OrderBy(static sum => sum.Skill));
        Assert.Equal([new SkillStanding(_csharp, 25), new SkillStanding(_sql, 15)], (await store.Outline(_member, _day.AddDays(-1), default)).Year.OrderBy(static sum => sum.Skill));
    }

    [Fact]
    public async Task The_three_best_answers_of_each_skill_are_found_with_what_still_stands_of_them()
    {
        var store = _storage.Open().Get<IStandingStore>();
        var entries = Enumerable.Range(1, 5).Select(i => Of(i, 10 * i)).ToList();
        var taken = Of(6, -50) with { Answer = new AnswerId(105), Origin = entries[4].Origin, Reason = ReputationReason.PostDeleted };
        var elsewhere = Of(7, 10) with { Skills = [_csharp, _sql] };
        var own = Of(8, 2) with { Reason = ReputationReason.AcceptedAnAnswer };
        Assert.True(await store.Write(Written(_member, 0, 8, 0, [.. entries, taken, elsewhere, own]), default));

        var best = (await store.Best(_member, default)).OrderBy(static of => of.Skill).ToList();

        Assert.Equal([_csharp, _sql], best.Select(static of => of.Skill));
        Assert.Equal([(104L, 40L), (103L, 30L), (102L, 20L)], best[0].Answers.Select(static answer => (answer.Answer.Value, answer.Points)));
        Assert.Equal([(107L, 10L)], best[1].Answers.Select(static answer => (answer.Answer.Value, answer.Points)));

        static LedgerEntry Of(int number, int points) => Entry(number, points) with { Answer = new AnswerId(100 + number) };
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
