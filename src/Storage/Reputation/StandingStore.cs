using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;
using Skiller.Storage.Projections;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Reputation;

/// <inheritdoc/>
internal sealed class StandingStore : IStandingStore
{
    private const int MostTogether = 100;
    private static readonly SqlText _sql = SqlText.Load("Reputation.standing.sql");
    private readonly ISqlDatabase _database;
    private readonly Gathering<StandingWrite> _writes;

    public StandingStore(ISqlDatabase database)
    {
        _database = database;
        _writes = new Gathering<StandingWrite>(MostTogether, WriteAll);
    }

    public Task<StoredStanding> Load(MemberId member, CancellationToken ct) => _database.Read(
        async session =>
        {
            var sums = await session.Query(_sql["load"], static row => (Mark: row.GetInt64(0), Total: row.GetInt64(1)), ("member", member.Value));
            if (sums is not [var (mark, total)])
            {
                return StoredStanding.Empty;
            }

            var skills = await session.Query(
                _sql["load-skills"],
                static row => KeyValuePair.Create(SkillSlug.Parse(row.GetString(0)), row.GetInt64(1)),
                ("member", member.Value));
            return new StoredStanding(mark, total, skills.ToImmutableDictionary());
        },
        ct);

    public Task<LedgerSlice> Find(MemberId member, LedgerNeeds needs, CancellationToken ct) => _database.Read(
        async session => new LedgerSlice(
            needs.Origins.IsEmpty && needs.Causes.IsEmpty && needs.Posts.IsEmpty ? [] : [.. await Entries(session, member, needs)],
            needs.Days.IsEmpty ? ImmutableDictionary<DateOnly, int>.Empty : await Days(session, member, needs.Days)),
        ct);

    public Task<bool> Write(StandingWrite write, CancellationToken ct) => _writes.Add(write);

    public async Task<IReadOnlyList<LedgerEntry>> Page(
        MemberId member,
        SkillSlug? skill,
        long beforePosition,
        long beforeOrdinal,
        int limit,
        CancellationToken ct)
    {
        (string, object)[] place = [("member", member.Value), ("position", beforePosition), ("ordinal", beforeOrdinal), ("limit", limit)];
        return await _database.Read(
            session => skill is { } slug
                ? session.Query(_sql["page-of-skill"], LedgerRows.Read, [.. place, ("skill", slug.Value)])
                : session.Query(_sql["page"], LedgerRows.Read, place),
            ct);
    }

    private static ValueTask<List<LedgerEntry>> Entries(ISqlSession session, MemberId member, LedgerNeeds needs)
    {
        var (origins, originValues) = SqlList.Of("o", needs.Origins, "");
        var (causes, causeValues) = SqlList.Of("c", needs.Causes, "");

        // Pairs would be a condition as deep as there are posts. More than was asked for does no harm: every origin comes with all its entries.
        var posts = needs.Posts.Select(static post => post.Split('/')).ToList();
        var (questions, questionValues) = SqlList.Of("q", [.. posts.Select(static post => Number(post[0])).Distinct()], 0L);
        var (answers, answerValues) = SqlList.Of("a", [.. posts.Select(static post => post.Length > 1 ? Number(post[1]) : 0).Distinct()], 0L);
        return session.Query(
            _sql["find-entries"].Replace("{origins}", origins, StringComparison.Ordinal).Replace("{causes}", causes, StringComparison.Ordinal)
                .Replace("{questions}", questions, StringComparison.Ordinal).Replace("{answers}", answers, StringComparison.Ordinal),
            LedgerRows.Read,
            [("member", member.Value), .. originValues, .. causeValues, .. questionValues, .. answerValues]);
    }

    private static async ValueTask<ImmutableDictionary<DateOnly, int>> Days(ISqlSession session, MemberId member, ImmutableHashSet<DateOnly> days)
    {
        var (names, values) = SqlList.Of("d", [.. days.Select(static day => day.DayNumber)], 0);
        var sums = await session.Query(
            _sql["find-days"].Replace("{days}", names, StringComparison.Ordinal),
            static row => KeyValuePair.Create(DateOnly.FromDayNumber(row.GetInt32(0)), Convert.ToInt32(row.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)),
            [("member", member.Value), .. values]);
        return days.ToImmutableDictionary(static day => day, static _ => 0).SetItems(sums);
    }

    private Task<IReadOnlyList<bool>> WriteAll(IReadOnlyList<StandingWrite> writes) => _database.Write<IReadOnlyList<bool>>(
        async session =>
        {
            await session.Share(ListStore.SkillsLock);

            // In one order of members, so that two silos never wait for each other in a circle.
            var counts = new SkillCounts();
            var results = new bool[writes.Count];
            foreach (var (write, index) in writes.Select(static (w, i) => (w, i)).OrderBy(static w => w.w.Member))
            {
                results[index] = await WriteOne(session, write, counts);
            }

            await counts.Write(session);
            return results;
        },
        CancellationToken.None);

    private static async ValueTask<bool> WriteOne(ISqlSession session, StandingWrite write, SkillCounts counts)
    {
        (string, object) member = ("member", write.Member.Value);
        var moved = write.Loaded == 0
            ? await session.Execute(_sql["first-mark"], member, ("mark", write.Mark), ("total", write.Total))
            : await session.Execute(_sql["next-mark"], member, ("mark", write.Mark), ("total", write.Total), ("loaded", write.Loaded));
        if (moved == 0)
        {
            return false;
        }

        await session.Execute(_sql["put-total"], member, ("total", write.Total));
        await WriteSkills(session, write, counts);
        foreach (var entry in write.Entries)
        {
            await session.Execute(_sql["add-entry"], LedgerRows.Parameters(write.Member.Value, entry));
            foreach (var skill in entry.Skills.Distinct())
            {
                await session.Execute(_sql["add-entry-skill"], member, ("skill", skill.Value), ("position", entry.Position), ("ordinal", entry.Ordinal));
            }
        }

        return true;
    }

    private static async ValueTask WriteSkills(ISqlSession session, StandingWrite write, SkillCounts counts)
    {
        if (write.Skills.IsEmpty)
        {
            return;
        }

        (string, object) member = ("member", write.Member.Value);
        var (names, values) = SqlList.Of("s", [.. write.Skills.Keys.Select(static skill => skill.Value)], "");
        var rows = await session.Query(
            _sql["skills"].Replace("{skills}", names, StringComparison.Ordinal),
            static row => (
                Points: row.GetInt64(1),
                Row: new MemberSkill(SkillSlug.Parse(row.GetString(0)), row.GetInt32(2) == 1, row.GetInt32(3), row.GetInt32(4) == 1)),
            [member, .. values]);
        var known = rows.ToDictionary(static row => row.Row.Skill);
        foreach (var (skill, points) in write.Skills)
        {
            var (before, row) = known.GetValueOrDefault(skill, (0, MemberSkill.None(skill)));
            await session.Execute(_sql["put-skill"], member, ("skill", skill.Value), ("points", points));
            counts.Add(skill, members: 1 - row.Count, reputation: points - before);
        }
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
