using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;
using Skiller.Storage.Projections;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Reputation;

/// <inheritdoc/>
internal sealed class StandingStore : IStandingStore
{
    private const int MostTogether = 100;
    private const long MicrosecondsADay = TimeSpan.MicrosecondsPerDay;
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

    public Task<StandingOutline> Outline(MemberId member, DateOnly before, CancellationToken ct) => _database.Read(
        async session => new StandingOutline(
            [.. await session.Query(_sql["days"], static row => new DayPoints(DateOnly.FromDateTime(UnixMicroseconds.ToTime(row.GetInt64(0) * MicrosecondsADay).UtcDateTime), Sum(row, 1)), ("member", member.Value))],
            [.. await session.Query(_sql["best-answers"], static row => new AnswerPoints(new QuestionId(row.GetInt64(0)), new AnswerId(row.GetInt64(1)), Sum(row, 2)), ("member", member.Value))],
            [.. await session.Query(_sql["since"], static row => new SkillStanding(SkillSlug.Parse(row.GetString(0)), Sum(row, 1)), ("member", member.Value), ("before", before.DayNumber))]),
        ct);

    public async Task<ImmutableArray<SkillAnswers>> Best(MemberId member, CancellationToken ct)
    {
        var rows = await _database.Read(
            session => session.Query(
                _sql["best-answers-by-skill"],
                static row => (Skill: SkillSlug.Parse(row.GetString(0)), Answer: new AnswerPoints(new QuestionId(row.GetInt64(1)), new AnswerId(row.GetInt64(2)), Sum(row, 3))),
                ("member", member.Value)),
            ct);
        return [.. rows.GroupBy(static row => row.Skill).Select(static of => new SkillAnswers(of.Key, [.. of.Select(static row => row.Answer)]))];
    }

    // Sums of PostgreSQL are numeric.
    private static long Sum(System.Data.Common.DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

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

    // A few round trips for all of them: what many members gained at the same time costs hardly more than what one did.
    private Task<IReadOnlyList<bool>> WriteAll(IReadOnlyList<StandingWrite> writes) => _database.Write<IReadOnlyList<bool>>(
        async session =>
        {
            session.Share(ListStore.SkillsLock);

            // In one order of members, so that two silos never wait for each other in a circle. A second write of the same member has lost
            // against the first, as it would have from elsewhere.
            var ordered = writes.DistinctBy(static write => write.Member).OrderBy(static write => write.Member).ToList();
            var moved = await session.Execute([.. ordered.Select(MoveMark)]);
            var won = ordered.Where((_, i) => moved[i] == 1).ToList();
            var known = await Skills(session, won);
            var counts = new SkillCounts();
            session.Send(_sql["put-totals"], [.. won.Select(static write => new (string, object)[] { ("member", write.Member.Value), ("total", write.Total) })]);
            WriteSkills(session, won, known, counts);
            WriteEntries(session, won);
            counts.Write(session);
            return [.. writes.Select(won.Contains)];
        },
        CancellationToken.None);

    private static SqlStatement MoveMark(StandingWrite write) => write.Loaded == 0
        ? new SqlStatement(_sql["first-mark"], ("member", write.Member.Value), ("mark", write.Mark), ("total", write.Total))
        : new SqlStatement(_sql["next-mark"], ("member", write.Member.Value), ("mark", write.Mark), ("total", write.Total), ("loaded", write.Loaded));

    // More pairs than are asked for do no harm.
    private static async ValueTask<Dictionary<(long Member, SkillSlug Skill), (long Points, MemberSkill Row)>> Skills(ISqlSession session, List<StandingWrite> writes)
    {
        if (writes.TrueForAll(static write => write.Skills.IsEmpty))
        {
            return [];
        }

        var (members, memberValues) = SqlList.Of("m", [.. writes.Select(static write => write.Member.Value)], 0L);
        var (skills, skillValues) = SqlList.Of("s", [.. writes.SelectMany(static write => write.Skills.Keys).Distinct().Select(static skill => skill.Value)], "");
        var rows = await session.Query(
            _sql["skills"].Replace("{members}", members, StringComparison.Ordinal).Replace("{skills}", skills, StringComparison.Ordinal),
            static row => (
                Member: row.GetInt64(0),
                Points: row.GetInt64(2),
                Row: new MemberSkill(SkillSlug.Parse(row.GetString(1)), row.GetInt32(3) == 1, row.GetInt32(4), row.GetInt32(5) == 1)),
            [.. memberValues, .. skillValues]);
        return rows.ToDictionary(static row => (row.Member, row.Row.Skill), static row => (row.Points, row.Row));
    }

    private static void WriteSkills(
        ISqlSession session,
        List<StandingWrite> writes,
        Dictionary<(long Member, SkillSlug Skill), (long Points, MemberSkill Row)> known,
        SkillCounts counts)
    {
        var rows = new List<(string, object)[]>();
        foreach (var write in writes)
        {
            foreach (var (skill, points) in write.Skills)
            {
                var (before, row) = known.GetValueOrDefault((write.Member.Value, skill), (0, MemberSkill.None(skill)));
                rows.Add([("member", write.Member.Value), ("skill", skill.Value), ("points", points), ("declared", 0), ("endorsements", 0), ("scored", 1)]);
                counts.Add(skill, members: 1 - row.Count, reputation: points - before);
            }
        }

        session.Send(_sql["put-skills"], rows);
    }

    private static void WriteEntries(ISqlSession session, List<StandingWrite> writes)
    {
        var entries = writes.SelectMany(static write => write.Entries, static (write, entry) => (write.Member, Entry: entry)).ToList();
        session.Send(_sql["add-entries"], [.. entries.Select(static one => LedgerRows.Parameters(one.Member.Value, one.Entry))]);
        session.Send(
            _sql["add-entry-skills"],
            [
                .. entries.SelectMany(
                    static one => one.Entry.Skills.Distinct(),
                    static (one, skill) => new (string, object)[]
                    {
                        ("member", one.Member.Value), ("skill", skill.Value), ("position", one.Entry.Position), ("ordinal", one.Entry.Ordinal),
                        ("day", LedgerNeeds.DayOf(one.Entry.At).DayNumber), ("points", one.Entry.Points),
                    }),
            ]);
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
