using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Grains.Skills;
using Skiller.Storage.Relational;
using Skiller.Storage.Reputation;

namespace Skiller.Storage.Projections;

/// <summary>Reads lists, and the figures of skills, from the rows of projections.</summary>
internal sealed class ReadModels(ISqlDatabase database) : IReadModels, ISkillFigures
{
    private static readonly SqlText _sql = SqlText.Load("Projections.read.sql");

    public async Task<IReadOnlyList<(QuestionSummary Question, long Key)>> Questions(QuestionFilter filter, Place? after, int limit, CancellationToken ct)
    {
        var key = filter.Sort switch
        {
            QuestionSort.Active => "active_at",
            QuestionSort.Votes => "score",
            _ => "created_at",
        };
        var (where, values) = QuestionFilters.Of(filter, key, after);
        var sql = _sql["questions"].Replace("{key}", key, StringComparison.Ordinal).Replace("{filters}", where, StringComparison.Ordinal);
        return await database.Read(session => session.Query(sql, Question, [.. values, ("limit", limit)]), ct);
    }

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

    public async Task<IReadOnlyList<(MemberListItem Item, long Key)>> Members(SkillSlug? skill, Place? after, int limit, CancellationToken ct)
    {
        var points = skill is null ? "coalesce(s.total, 0)" : "w.points";
        var where = after is null ? "" : $"and ({points} < @key or ({points} = @key and m.member > @id))";
        var sql = _sql[skill is null ? "members" : "members-of-skill"].Replace("{after}", where, StringComparison.Ordinal);
        List<(string, object)> values = [("limit", limit)];
        if (after is { } place)
        {
            values.AddRange([("key", place.Key), ("id", place.Id)]);
        }

        if (skill is { } slug)
        {
            values.Add(("skill", slug.Value));
        }

        return await database.Read(session => session.Query(sql, Member, [.. values]), ct);
    }

    public async Task<IReadOnlyList<(SkillView Skill, long Number)>> Skills(string? text, SkillSort sort, Place? after, int limit, CancellationToken ct)
    {
        var where = "";
        List<(string, object)> values = [("limit", limit)];
        if (text is not null)
        {
            // What somebody types may have the signs that mean something to like.
            where = "and slug like @text escape '!'";
            values.Add(("text", $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%"));
        }

        if (after is { } place)
        {
            where += sort == SkillSort.Name
                ? " and slug > (select slug from skill_row where number = @id)"
                : " and (questions < @key or (questions = @key and slug > (select slug from skill_row where number = @id)))";
            values.Add(("id", place.Id));
            if (sort != SkillSort.Name)
            {
                values.Add(("key", place.Key));
            }
        }

        var sql = _sql["skills"].Replace("{filters}", where, StringComparison.Ordinal)
            .Replace("{order}", sort == SkillSort.Name ? "slug" : "questions desc, slug", StringComparison.Ordinal);
        return await database.Read(session => session.Query(sql, Skill, [.. values]), ct);
    }

    public async Task<SkillView?> Skill(SkillSlug slug, CancellationToken ct)
    {
        var sql = _sql["skills"].Replace("{filters}", "and slug = @slug", StringComparison.Ordinal).Replace("{order}", "slug", StringComparison.Ordinal);
        var rows = await database.Read(session => session.Query(sql, Skill, ("slug", slug.Value), ("limit", 1)), ct);
        return rows is [var (skill, _)] ? skill : null;
    }

    public async Task<SkillFigures?> Find(SkillSlug skill, CancellationToken ct) =>
        await Skill(skill, ct) is { } view ? new SkillFigures(view.Questions, view.Members, view.Reputation, view.Endorsements, view.Followers) : null;

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

    private static MemberCard Card(DbDataReader row) => new(
        new MemberId(row.GetInt64(0)),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3) is { Length: > 0 } headline ? headline : null,
        Math.Max(0, row.GetInt64(4)));

    private static (MemberListItem Item, long Key) Member(DbDataReader row) => (
        new MemberListItem(Card(row), Math.Max(0, Number(row, 5)), (int)Number(row, 6), UnixMicroseconds.ToTime(row.GetInt64(7))),
        Number(row, 5));

    private static (SkillView Skill, long Number) Skill(DbDataReader row) => (
        new SkillView(SkillSlug.Parse(row.GetString(0)), null, Number(row, 1), Number(row, 2), Number(row, 3), Number(row, 4), 0),
        row.GetInt64(5));

    // Sums of PostgreSQL are numeric or bigint as it likes.
    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
