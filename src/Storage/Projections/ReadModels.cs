using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Following;
using Skiller.Grains.Projections;
using Skiller.Grains.Skills;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;

namespace Skiller.Storage.Projections;

/// <summary>Reads lists, and the figures of skills, from the rows of projections.</summary>
internal sealed class ReadModels(ISqlDatabase database, IFeedRows feeds) : IReadModels, ISkillFigures
{
    private static readonly SqlText _sql = SqlText.Load("Projections.read.sql");

    public async Task<IReadOnlyList<(QuestionSummary Question, long Key)>> Questions(QuestionFilter filter, Place? after, int limit, CancellationToken ct)
    {
        var (parts, values) = QuestionFilters.Of(filter, after);
        var sql = _sql[filter.Skill is null ? "questions" : "questions-of-skill"].Replace("{key}", QuestionFilters.Key(filter), StringComparison.Ordinal);
        return await database.Read(session => Walk(session, sql, Question, limit, values, parts), ct);
    }

    public async Task<ImmutableArray<AnswerPlace>> Places(ImmutableArray<AnswerId> answers, CancellationToken ct)
    {
        if (answers.IsEmpty)
        {
            return [];
        }

        var (names, values) = SqlList.Of("a", [.. answers.Select(static answer => answer.Value)], 0);
        var sql = _sql["places"].Replace("{answers}", names, StringComparison.Ordinal);
        var rows = await database.Read(
            session => session.Query(sql, static row => new AnswerPlace(new AnswerId(row.GetInt64(0)), new QuestionId(row.GetInt64(1))), values), ct);
        return [.. rows];
    }

    public async Task<ImmutableArray<QuestionSummary>> Questions(ImmutableArray<QuestionId> questions, CancellationToken ct) =>
        [.. (await Among("questions", "and r.question in", [.. questions.Select(static question => question.Value)], 0L, Question, ct)).Select(static row => row.Question)];

    public async Task<ImmutableArray<MemberListItem>> Members(ImmutableArray<MemberId> members, CancellationToken ct) =>
        [.. (await Among("members", "and member in", [.. members.Select(static member => member.Value)], 0L, Member, ct)).Select(static row => row.Item)];

    public async Task<ImmutableArray<SkillView>> Skills(ImmutableArray<SkillSlug> skills, CancellationToken ct) =>
        [.. (await Among("skills", "and slug in", [.. skills.Select(static skill => skill.Value)], "", Skill, ct)).Select(static row => row.Skill)];

    public async Task<ImmutableArray<MemberCard>> Cards(ImmutableArray<MemberId> members, CancellationToken ct)
    {
        if (members.IsEmpty)
        {
            return [];
        }

        var (names, values) = SqlList.Of("m", [.. members.Select(static member => member.Value)], 0);
        var sql = _sql["cards"].Replace("{members}", names, StringComparison.Ordinal);
        return [.. await database.Read(session => session.Query(sql, Card, values), ct)];
    }

    public async Task<ImmutableArray<Handle>> Handles(ImmutableArray<Handle> handles, CancellationToken ct)
    {
        if (handles.IsEmpty)
        {
            return [];
        }

        var (names, values) = SqlList.Of("h", [.. handles.Select(static handle => handle.Value)], "");
        var sql = _sql["handles"].Replace("{handles}", names, StringComparison.Ordinal);
        var known = (await database.Read(session => session.Query(sql, static row => row.GetString(0), values), ct)).ToHashSet(StringComparer.Ordinal);
        return [.. handles.Where(handle => known.Contains(handle.Value))];
    }

    public async Task<ImmutableArray<MemberSkillStanding>> Standings(ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills, CancellationToken ct)
    {
        if (members.IsEmpty || skills.IsEmpty)
        {
            return [];
        }

        var (people, ids) = SqlList.Of("m", [.. members.Select(static member => member.Value)], 0);
        var (slugs, texts) = SqlList.Of("s", [.. skills.Select(static skill => skill.Value)], "");
        var sql = _sql["standings"].Replace("{members}", people, StringComparison.Ordinal).Replace("{skills}", slugs, StringComparison.Ordinal);
        return [.. await database.Read(session => session.Query(sql, Standing, [.. ids, .. texts]), ct)];
    }

    public async Task<IReadOnlyList<(MemberListItem Item, long Key)>> Members(MemberFilter filter, Place? after, int limit, CancellationToken ct)
    {
        var (name, named, parts, values) = MemberFilters.Of(filter, after);
        var sql = _sql[name].Replace("{named}", named, StringComparison.Ordinal);
        return await database.Read(session => Walk(session, sql, Member, limit, values, parts), ct);
    }

    public async Task<Standers> Standers(MemberFilter filter, Place place, CancellationToken ct)
    {
        var (name, (equal, above), values) = MemberFilters.Until(filter, place);
        var sql = _sql[name];
        return await database.Read(
            async session => new Standers(await Count(session, sql, above, values), await Count(session, sql, equal, values)), ct);
    }

    public async Task<IReadOnlyList<(SkillView Skill, long Number)>> Skills(string? text, SkillSort sort, Place? after, int limit, CancellationToken ct)
    {
        const string later = "slug > (select slug from skill_row where number = @id)";
        var filter = text is null ? "" : "and slug like @text escape '!'";
        var sql = _sql["skills"].Replace("{order}", sort == SkillSort.Name ? "slug" : "questions desc, slug", StringComparison.Ordinal);
        List<(string, object)> values = text is null ? [] : [("text", $"%{Literally(text)}%")];
        string[] parts = [filter];
        if (after is { } place)
        {
            values.AddRange([("id", place.Id), ("key", place.Key)]);
            parts = sort == SkillSort.Name
                ? [$"{filter} and {later}"]
                : [$"{filter} and questions = @key and {later}", $"{filter} and questions < @key"];
        }

        return await Skills(sql, limit, [.. values], [.. parts], ct);
    }

    public async Task<SkillView?> Skill(SkillSlug slug, CancellationToken ct)
    {
        var sql = _sql["skills"].Replace("{order}", "slug", StringComparison.Ordinal);
        var rows = await Skills(sql, 1, [("slug", slug.Value)], ["and slug = @slug"], ct);
        return rows is [var (skill, _)] ? skill : null;
    }

    public async Task<ImmutableArray<RelatedSkill>> Related(SkillSlug skill, int limit, CancellationToken ct) =>
    [
        .. await database.Read(
            session => session.Query(
                _sql["related"], static row => new RelatedSkill(SkillSlug.Parse(row.GetString(0)), Number(row, 1)), ("skill", skill.Value), ("limit", limit)),
            ct),
    ];

    public async Task<SkillFigures?> Find(SkillSlug skill, CancellationToken ct) =>
        await Skill(skill, ct) is { } view ? new SkillFigures(view.Questions, view.Members, view.Reputation, view.Endorsements, view.Followers) : null;

    private async Task<IReadOnlyList<T>> Among<T, TKey>(
        string query,
        string among,
        ImmutableArray<TKey> keys,
        TKey nothing,
        Func<DbDataReader, T> row,
        CancellationToken ct)
        where TKey : notnull
    {
        if (keys.IsEmpty)
        {
            return [];
        }

        var (names, values) = SqlList.Of("a", keys, nothing);
        var sql = _sql[query].Replace("{key}", "r.question", StringComparison.Ordinal).Replace("{order}", "slug", StringComparison.Ordinal)
            .Replace("{named}", "", StringComparison.Ordinal);
        return await database.Read(session => Walk(session, sql, row, keys.Length, values, $"{among} ({names})"), ct);
    }

    // What comes after a place is no one range of an index in both databases: first those that are equal to the last one, then those below.
    private static async ValueTask<List<T>> Walk<T>(
        ISqlSession session,
        string sql,
        Func<DbDataReader, T> row,
        int limit,
        (string, object)[] values,
        params string[] parts)
    {
        List<T> rows = [];
        foreach (var part in parts)
        {
            if (rows.Count < limit)
            {
                var text = sql.Replace("{after}", part, StringComparison.Ordinal);
                rows.AddRange(await session.Query(text, row, [.. values, ("limit", limit - rows.Count)]));
            }
        }

        return rows;
    }

    private static async ValueTask<long> Count(ISqlSession session, string sql, string until, (string, object)[] values) =>
        (await session.Query(sql.Replace("{until}", until, StringComparison.Ordinal), static row => Number(row, 0), values))[0];

    // What somebody types may have the signs that mean something to like.
    private static string Literally(string text) => text
        .Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private static (QuestionSummary Question, long Key) Question(DbDataReader row) => (
        new QuestionSummary(
            new QuestionId(row.GetInt64(0)),
            row.GetString(1),
            LedgerRows.Skills(row.GetString(2)),
            (Locale)row.GetInt32(3),
            row.GetInt64(4) is not 0 and var author ? new MemberId(author) : null,
            UnixMicroseconds.ToTime(row.GetInt64(5)),
            UnixMicroseconds.ToTime(row.GetInt64(6)),
            row.GetInt32(7),
            row.GetInt32(8),
            row.GetInt32(9) == 1,
            row.GetInt64(10),
            row.GetInt32(11) == 1 ? QuestionStatus.Closed : QuestionStatus.Open),
        Number(row, 12));

    private static MemberSkillStanding Standing(DbDataReader row) => new(
        new MemberId(row.GetInt64(0)), SkillSlug.Parse(row.GetString(1)), Math.Max(0, Number(row, 2)), (int)Number(row, 3));

    private static MemberCard Card(DbDataReader row) => new(
        new MemberId(row.GetInt64(0)),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3) is { Length: > 0 } headline ? headline : null,
        Math.Max(0, row.GetInt64(4)));

    private static (MemberListItem Item, long Key) Member(DbDataReader row) => (
        new MemberListItem(Card(row), Math.Max(0, Number(row, 5)), (int)Number(row, 6), UnixMicroseconds.ToTime(row.GetInt64(7))),
        Number(row, 5));

    // Followers are counted under names of another collation than that of slugs: joined, PostgreSQL would read all of them for each skill.
    private async Task<IReadOnlyList<(SkillView Skill, long Number)>> Skills(
        string sql, int limit, (string, object)[] values, ImmutableArray<string> parts, CancellationToken ct)
    {
        var skills = await database.Read(session => Walk(session, sql, Skill, limit, values, [.. parts]), ct);
        if (skills.Count == 0)
        {
            return skills;
        }

        var followers = await feeds.Counts([.. skills.Select(static row => Source.Of(row.Skill.Slug))], ct);
        return [.. skills.Select(row => (row.Skill with { Followers = followers.GetValueOrDefault(Source.Of(row.Skill.Slug)) }, row.Number))];
    }

    private static (SkillView Skill, long Number) Skill(DbDataReader row) => (
        new SkillView(SkillSlug.Parse(row.GetString(0)), null, Number(row, 1), Number(row, 2), Number(row, 3), Number(row, 4), 0),
        row.GetInt64(5));

    // Sums of PostgreSQL are numeric or bigint as it likes.
    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
