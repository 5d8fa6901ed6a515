using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Grains.Reputation;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Storage.Projections;

/// <summary>Members by the beginnings of their names, and by what they gained in a skill of late.</summary>
public abstract class MemberListSuite : IAsyncLifetime
{
    private static readonly SkillSlug _sql = SkillSlug.Parse("sql");
    private static readonly SkillSlug _bread = SkillSlug.Parse("bread");
    private static readonly DateOnly _day = new(2026, 3, 1);
    private StorageUnderTest _storage = null!;
    private OpenedStorage _opened = null!;
    private long _position;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        _opened = _storage.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Members_are_found_by_the_beginnings_of_all_words_that_are_typed_in_the_order_of_their_standing()
    {
        await Join(1, "mcd", "Marie-Claire Dupont", total: 5);
        await Join(2, "paul", "Paul Dupré", total: 50);
        await Join(3, "dupain", "Étienne Œuvrard", total: 20);
        await Join(4, "zoe", "Zoé Durand", total: 90);

        Assert.Equal([2, 3, 1], await Found("dup"));
        Assert.Equal([2], await Found("dupre"));
        Assert.Equal([1], await Found("dup", "marie"));
        Assert.Equal([1], await Found("claire"));
        Assert.Equal([3], await Found("oeuv"));
        Assert.Empty(await Found("dup", "zoe"));
        Assert.Empty(await Found("upont"));
        Assert.Equal([4, 2, 3, 1], await Found());
    }

    [Fact]
    public async Task Whoever_takes_another_name_is_found_by_it_and_by_the_old_one_no_longer()
    {
        await Join(1, "ada", "Ada Lovelace", total: 1);
        Assert.True(await _opened.Get<ISearchIndex>().Write("l:0", _position, ++_position, [new SearchChange.ProfileEdited(new MemberId(1), "Ada King", null, null, null)], default));

        Assert.Empty(await Found("love"));
        Assert.Equal([1], await Found("king"));
        Assert.Equal([1], await Found("ada"));
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_also_among_equals()
    {
        for (var i = 1; i <= 9; i++)
        {
            await Join(i, $"d{i}", $"Dupont {i}", total: i / 3);
        }

        List<long> walked = [];
        Place? after = null;
        while (await _opened.Get<IReadModels>().Members(new MemberFilter(null, null, ["dup"]), after, 2, default) is { Count: > 0 } page)
        {
            walked.AddRange(page.Select(static row => row.Item.Member.Id.Value));
            after = new Place(page[^1].Key, page[^1].Item.Member.Id.Value);
        }

        Assert.Equal([9, 6, 7, 8, 3, 4, 5, 1, 2], walked);
    }

    [Fact]
    public async Task The_board_of_a_year_counts_the_days_after_a_day_and_only_those_who_gained()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Join(i, $"m{i}", $"Member {i}", total: 0);
        }

        await Earn(1, (_day, 100, _sql));
        await Earn(2, (_day, 100, _sql), (_day.AddDays(1), 10, _sql));
        await Earn(3, (_day.AddDays(1), 10, _sql), (_day.AddDays(2), 5, _sql));
        await Earn(4, (_day.AddDays(1), 10, _sql), (_day.AddDays(2), -10, _sql));
        await Earn(5, (_day.AddDays(1), 30, _bread));

        Assert.Equal([(3, 15), (2, 10)], await Year(after: null));
        Assert.Equal([(2, 10)], await Year(new Place(15, 3)));
        Assert.Equal([(5, 30)], (await Members(new MemberFilter(_bread, _day, []), null)).Select(static row => (row.Item.Member.Id.Value, row.Item.Points)));
        Assert.Equal([1, 2, 3, 4], (await Members(MemberFilter.Of(_sql), null)).Select(static row => row.Item.Member.Id.Value).Order());

        async Task<IEnumerable<(long, long)>> Year(Place? after) =>
            (await Members(new MemberFilter(_sql, _day, []), after)).Select(static row => (row.Item.Member.Id.Value, row.Item.Points));
    }

    [Fact]
    public async Task Of_handles_those_are_known_that_a_member_has()
    {
        await Join(1, "ada", "Ada", total: 1);
        await Join(2, "grace-hopper", "Grace", total: 1);
        var asked = new[] { "grace-hopper", "nobody", "ada", "ad" }.Select(static text => Handle.TryParse(text, out var handle) ? handle : null).OfType<Handle>();
        Assert.Equal(["grace-hopper", "ada"], (await _opened.Get<IReadModels>().Handles([.. asked], default)).Select(static handle => handle.Value));
        Assert.Empty(await _opened.Get<IReadModels>().Handles([], default));
    }

    [Fact]
    public async Task Who_comes_until_a_place_is_counted_in_every_list()
    {
        for (var i = 1; i <= 5; i++)
        {
            await Join(i, $"m{i}", $"Member {i}", total: i / 2 * 10);
        }

        // 20 for 4 and 5, 10 for 2 and 3, none for 1.
        Assert.Equal(new Standers(0, 1), await Until(MemberFilter.Of(null), 20, 4));
        Assert.Equal(new Standers(2, 2), await Until(MemberFilter.Of(null), 10, 3));
        Assert.Equal(new Standers(4, 1), await Until(MemberFilter.Of(null), 0, 1));

        await Earn(1, (_day, 100, _sql), (_day.AddDays(1), 10, _sql));
        await Earn(2, (_day.AddDays(1), 10, _sql));
        await Earn(3, (_day.AddDays(1), 30, _sql));
        await Earn(4, (_day.AddDays(1), 30, _bread));
        Assert.Equal(new Standers(1, 1), await Until(MemberFilter.Of(_sql), 30, 3));
        Assert.Equal(new Standers(1, 2), await Until(new MemberFilter(_sql, _day, []), 10, 2));
        Assert.Equal(new Standers(0, 1), await Until(new MemberFilter(_bread, _day, []), 30, 4));

        Task<Standers> Until(MemberFilter filter, long points, long member) =>
            _opened.Get<IReadModels>().Standers(filter, new Place(points, member), default);
    }

    [Fact]
    public async Task What_is_cleared_finds_nobody_until_it_is_folded_again()
    {
        await Join(1, "ada", "Ada", total: 1);
        await _opened.Get<IDerivedState>().ClearSearch(default);
        Assert.Empty(await Found("ada"));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private Task<IReadOnlyList<(MemberListItem Item, long Key)>> Members(MemberFilter filter, Place? after) =>
        _opened.Get<IReadModels>().Members(filter, after, 99, default);

    private async Task<IEnumerable<long>> Found(params ImmutableArray<string> words) =>
        (await Members(new MemberFilter(null, null, words), null)).Select(static row => row.Item.Member.Id.Value);

    private async Task Join(long number, string handle, string name, long total)
    {
        var member = new MemberId(number);
        var (before, at) = (_position, ++_position);
        Assert.True(await _opened.Get<IListStore>().Write(
            "l:0", before, at, [new ListChange.MemberAdded(member, handle, name, null, [], new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))], default));
        Assert.True(await _opened.Get<ISearchIndex>().Write("l:0", before, at, [new SearchChange.Joined(member, handle, name, "", "", [])], default));
        Assert.True(await _opened.Get<IStandingStore>().Write(new StandingWrite(member, 0, 1, total, ImmutableDictionary<SkillSlug, long>.Empty, []), default));
    }

    private async Task Earn(long number, params (DateOnly Day, int Points, SkillSlug Skill)[] earned)
    {
        var entries = earned.Select((entry, i) => new LedgerEntry(
            i + 2, 0, $"q:{number}@{i}", $"q:{number}@{i}", new QuestionId(number), new AnswerId(number), entry.Points, 0, null,
            new DateTimeOffset(entry.Day, new TimeOnly(12, 0), TimeSpan.Zero), ReputationReason.AnswerVotedUp, [entry.Skill]));
        var sums = earned.GroupBy(static entry => entry.Skill).ToImmutableDictionary(static of => of.Key, static of => of.Sum(static entry => (long)entry.Points));
        Assert.True(await _opened.Get<IStandingStore>().Write(new StandingWrite(new MemberId(number), 1, 9, 0, sums, [.. entries]), default));
    }
}

public sealed class SqliteMemberListTests : MemberListSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresMemberListTests : MemberListSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
