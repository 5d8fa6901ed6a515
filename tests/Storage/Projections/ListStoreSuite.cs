using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Sitemaps;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Grains.Questions;
using Skiller.Tests.Storage.Activity;
using Xunit;

namespace Skiller.Tests.Storage.Projections;

/// <summary>What every driver of lists promises.</summary>
public abstract class ListStoreSuite : IAsyncLifetime
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly QuestionFilter _newest = new(QuestionSort.Newest, null, null, null);
    private StorageUnderTest _storage = null!;
    private IListStore _lists = null!;
    private IReadModels _read = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        var opened = _storage.Open();
        (_lists, _read) = (opened.Get<IListStore>(), opened.Get<IReadModels>());
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_two_writers_from_one_mark_the_loser_writes_nothing()
    {
        Assert.True(await _lists.Write("q0", 0, 5, [Asked(1)], default));
        Assert.False(await _lists.Write("q0", 0, 6, [Asked(2)], default));
        Assert.False(await _lists.Write("q0", 4, 6, [Asked(3)], default));

        Assert.Equal(5, await _lists.LoadMark("q0", default));
        Assert.Equal([1L], await Ids(_newest, null));
    }

    [Fact]
    public async Task Views_from_before_an_import_are_counted_with_those_since()
    {
        await Change(new ListChange.QuestionAdded(new QuestionId(1), "Brought along", [], Locale.En, null, _noon, 410));

        Assert.Equal(410, (await _read.Questions(_newest, null, 9, default))[0].Question.Views);
    }

    [Fact]
    public async Task Changes_of_a_question_are_seen_in_its_row()
    {
        var question = new QuestionId(1);
        await Change(
            Asked(1, "csharp"),
            new ListChange.QuestionEdited(question, "Renamed", [SkillSlug.Parse("sql")]),
            new ListChange.QuestionActive(question, _noon.AddDays(1)),
            new ListChange.ScoreMoved(question, 3),
            new ListChange.AnswersMoved(question, 2),
            new ListChange.AcceptedSet(question, new AnswerId(7)),
            new ListChange.QuestionClosed(question));

        var row = (await _read.Questions(_newest, null, 9, default))[0].Question;

        Assert.Equal(("Renamed", "sql", 3, 2, true), (row.Title, string.Join(' ', row.Skills), row.Score, row.Answers, row.Accepted));
        Assert.Equal((_noon.AddDays(1), QuestionStatus.Closed), (row.ActiveAt, row.Status));
        Assert.Equal(0, (await _read.Skill(SkillSlug.Parse("csharp"), default))?.Questions);
        Assert.Equal(1, (await _read.Skill(SkillSlug.Parse("sql"), default))?.Questions);
    }

    [Fact]
    public async Task The_questions_of_answers_are_found_together_and_unknown_ones_are_left_out()
    {
        await Change(
            Asked(1),
            Asked(2),
            new ListChange.AnswerAdded(new AnswerId(7), new(1)),
            new ListChange.AnswerAdded(new AnswerId(8), new(2)),
            new ListChange.AnswerAdded(new AnswerId(7), new(1)));

        var places = await _read.Places([new AnswerId(8), new AnswerId(9), new AnswerId(7)], default);

        Assert.Equal([(7, 1), (8, 2)], places.Select(static place => (place.Answer.Value, place.Question.Value)).Order());
        Assert.Empty(await _read.Places([], default));
    }

    [Fact]
    public async Task Skills_that_stand_together_most_often_come_first_and_follow_edits_and_deletions()
    {
        await Change(Asked(1, "sql", "index"), Asked(2, "sql", "index", "joins"), Asked(3, "sql", "joins"), Asked(4, "sql", "views"), Asked(5, "sql"), Asked(6, "joins"));
        Assert.Equal([("index", 2), ("joins", 2), ("views", 1)], await Related("sql"));
        Assert.Equal([("sql", 2), ("index", 1)], await Related("joins"));

        await ChangeNext(new ListChange.QuestionShown(new(1), false), new ListChange.QuestionEdited(new(4), null, [SkillSlug.Parse("joins"), SkillSlug.Parse("sql")]));
        Assert.Equal([("joins", 3), ("index", 1)], await Related("sql"));
        Assert.Empty(await Related("views"));
        Assert.True(await _lists.Write("q0", 2, 3, [new ListChange.QuestionShown(new(1), true)], default));
        Assert.Equal([("joins", 3), ("index", 2)], await Related("sql"));
        Assert.Equal([("joins", 3)], (await _read.Related(SkillSlug.Parse("sql"), 1, default)).Select(static skill => (skill.Skill.Value, skill.Questions)));
        Assert.Empty(await Related("nobody-used-it"));
    }

    [Fact]
    public async Task A_database_from_before_skills_were_counted_together_counts_them_from_its_lists()
    {
        await Change(Asked(1, "sql", "index"), Asked(2, "sql", "index"), Asked(3, "sql", "joins"), new ListChange.QuestionShown(new(2), false));
        await _storage.Execute("drop table skill_pair");
        await _storage.Execute("delete from schemaversions where scriptname = '0112-related-skills.sql'");

        Assert.Equal(1, await _storage.Open().Schema.Apply(default));

        Assert.Equal([("index", 1), ("joins", 1)], await Related("sql"));
        await ChangeNext(new ListChange.QuestionShown(new(2), true));
        Assert.Equal([("index", 2), ("joins", 1)], await Related("sql"));
    }

    [Fact]
    public async Task A_database_from_before_the_questions_of_answers_were_kept_knows_them_from_its_log()
    {
        var posted = FactCodec.Encode("q:12", new TimedFact(new AnswerPosted(new AnswerId(1301), new MemberId(3), "B"), _noon, null));
        await _storage.Open().Append(Appends.To("q:12", 0, posted));
        await _storage.Execute("drop table answer_row");
        await _storage.Execute("delete from schemaversions where scriptname = '0090-answers.sql'");

        Assert.Equal(1, await _storage.Open().Schema.Apply(default));

        Assert.Equal([new AnswerPlace(new AnswerId(1301), new QuestionId(12))], await _read.Places([new AnswerId(1301)], default));
    }

    [Fact]
    public async Task A_sitemap_has_the_parts_that_hold_something_shown_and_no_others()
    {
        await Change(Asked(1), Asked(2, "sql"), Asked(5), Asked(7), Asked(9), new ListChange.QuestionShown(new(7), false));
        var rows = _storage.Open().Get<ISitemapRows>();

        var parts = await rows.Parts(SitemapKind.Question, 2, default);

        Assert.Equal([0, 2, 4], parts.Numbers);
        Assert.Equal(_noon.AddMinutes(9), parts.ChangedAt);
        Assert.Equal([2L, 5L], (await rows.Entries(new SitemapQuery(SitemapKind.Question, 1, 8), 99, default)).Select(static e => e.Number));
        Assert.Equal("Question 2", Assert.Single(await rows.Entries(new SitemapQuery(SitemapKind.Question, 1, 8), 1, default)).Name);
        Assert.Equal(["csharp", "sql"], (await rows.Entries(new SitemapQuery(SitemapKind.Skill, 0, 99), 99, default)).Select(static e => e.Name).Order());
        Assert.Empty((await rows.Parts(SitemapKind.Member, 2, default)).Numbers);
    }

    [Fact]
    public async Task Pages_skip_and_double_nothing_while_questions_are_added()
    {
        await Change([.. Enumerable.Range(1, 9).Select(static i => Asked(i))]);
        var first = await _read.Questions(_newest, null, 4, default);
        Assert.True(await _lists.Write("q1", 0, 1, [Asked(10)], default));

        Assert.Equal([9L, 8L, 7L, 6L], first.Select(static r => r.Question.Id.Value));
        Assert.Equal([5L, 4L, 3L, 2L, 1L], await Ids(_newest, new Place(first[^1].Key, first[^1].Question.Id.Value)));
    }

    [Fact]
    public async Task Filters_and_sorts_choose_and_order()
    {
        await Change(Asked(1, "csharp"), Asked(2, "sql"), new ListChange.ScoreMoved(new(1), 5), new ListChange.AnswersMoved(new(2), 1));
        Assert.Equal([1L, 2L], await Ids(_newest with { Sort = QuestionSort.Votes }, null));
        Assert.Equal([1L], await Ids(_newest with { Sort = QuestionSort.Unanswered }, null));
        Assert.Equal([2L], await Ids(_newest with { Skill = SkillSlug.Parse("sql") }, null));
        Assert.Equal([2L, 1L], await Ids(_newest with { Author = new MemberId(3), Locale = Locale.En }, null));
        Assert.Empty(await Ids(_newest with { Locale = Locale.Fr }, null));
        await ChangeNext(new ListChange.QuestionShown(new(2), false));
        Assert.Equal([1L], await Ids(_newest, null));
    }

    [Fact]
    public async Task Skills_come_by_use_then_name_or_by_name_and_signs_of_like_mean_themselves()
    {
        await Change(Asked(1, "beta"), Asked(2, "alpha"), Asked(3, "zeta"), Asked(4, "zeta"));
        Assert.Equal(["zeta", "alpha", "beta"], await Skills(null, SkillSort.Use));
        Assert.Equal(["alpha", "beta", "zeta"], await Skills(null, SkillSort.Name));
        Assert.Equal(["beta", "zeta"], await Skills("eta", SkillSort.Name));
        Assert.Empty(await Skills("%", SkillSort.Name));
        Assert.Empty(await Skills("_", SkillSort.Name));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private async Task<IEnumerable<(string, long)>> Related(string skill) =>
        (await _read.Related(SkillSlug.Parse(skill), 99, default)).Select(static other => (other.Skill.Value, other.Questions));

    private static ListChange.QuestionAdded Asked(int id, params string[] skills) =>
        new(new QuestionId(id), $"Question {id}", [.. (skills is [] ? ["csharp"] : skills).Select(SkillSlug.Parse)], Locale.En, new MemberId(3), _noon.AddMinutes(id), 0);

    private async Task Change(params ListChange[] changes) => Assert.True(await _lists.Write("q0", 0, 1, changes, default));

    private async Task ChangeNext(params ListChange[] changes) => Assert.True(await _lists.Write("q0", 1, 2, changes, default));

    private async Task<IEnumerable<long>> Ids(QuestionFilter filter, Place? after) =>
        (await _read.Questions(filter, after, 99, default)).Select(static r => r.Question.Id.Value);

    private async Task<IEnumerable<string>> Skills(string? text, SkillSort sort)
    {
        var first = await _read.Skills(text, sort, null, 1, default);
        var rest = first is [var (_, number)] ? await _read.Skills(text, sort, new Place(first[0].Skill.Questions, number), 99, default) : [];
        return first.Concat(rest).Select(static s => s.Skill.Slug.Value);
    }
}

public sealed class SqliteListStoreTests : ListStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresListStoreTests : ListStoreSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
