using System.Data.Common;
using Skiller.Contracts.Pulse;
using Skiller.Grains.Pulse;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Pulse;

/// <inheritdoc/>
internal sealed class PulseStore(ISqlDatabase database) : IPulseStore
{
    // Shared by whoever writes these rows, and taken alone by whoever drops them.
    internal const long Lock = 7_310_051;
    private static readonly SqlText _sql = SqlText.Load("Pulse.pulse.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<PulseChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Share(Lock);
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            // Days first: what moves within one finds it there.
            Add(session, changes);
            var answered = new SortedSet<long>();
            foreach (var change in changes)
            {
                Write(session, change, answered);
            }

            foreach (var question in answered)
            {
                session.Send(_sql["wait"], ("question", question));
            }

            return true;
        },
        ct);

    public Task Count(CountedViews counted, CancellationToken ct) => database.Write(
        session => session.Execute(
            _sql["count-views"],
            [
                .. PulseDays.Of(counted.Day),
                ("front", counted.Front),
                ("views", counted.Views),
                ("visits", counted.Visits),
                ("atLeast", counted.AreVisitsAtLeast ? 1L : 0L),
            ]),
        ct);

    public Task<PulseRows> Read(PulseRange range, DateOnly paceFrom, CancellationToken ct)
    {
        (string, object)[] days = [("from", PulseDays.Number(range.From)), ("to", PulseDays.Number(range.To))];
        return database.Read(
            async session =>
            {
                var members = await session.Query(
                    _sql["members"],
                    static row => (All: row.GetInt64(0), Before: row.GetInt64(1), Lately: row.GetInt64(2)),
                    ("from", PulseDays.Number(range.From)),
                    ("pace", PulseDays.Number(paceFrom)));
                var waits = (await session.Query(By("waits", range.By), static row => (Start: row.GetInt64(0), Waits: Waits(row, 1)), days))
                    .ToDictionary(static row => row.Start, static row => row.Waits);
                var views = (await session.Query(
                    By("views", range.By),
                    static row => (Start: row.GetInt64(0), Views: row.GetInt64(1), Visits: row.GetInt64(2), AtLeast: row.GetInt64(3) > 0),
                    days)).ToDictionary(static row => row.Start);
                var counted = (await session.Query(
                    By("days", range.By),
                    static row => (Start: row.GetInt64(0), Row: new PeriodRow(
                        row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), 0, 0, false, PeriodWaits.None)),
                    days)).ToDictionary(static row => row.Start, static row => row.Row);
                var all = await session.Query(_sql["waits-of-all"], static row => Waits(row, 0), days);
                var nothing = new PeriodRow(0, 0, 0, 0, 0, 0, 0, 0, false, PeriodWaits.None);
                var periods = counted.Keys.Union(views.Keys).ToDictionary(PulseDays.Day, start =>
                {
                    var (_, seen, visits, atLeast) = views.GetValueOrDefault(start);
                    return counted.GetValueOrDefault(start, nothing) with
                    {
                        Views = seen,
                        Visits = visits,
                        AreVisitsAtLeast = atLeast,
                        Waits = waits.GetValueOrDefault(start, PeriodWaits.None),
                    };
                });
                return new PulseRows(members[0].Before, members[0].All, members[0].Lately, periods, all[0]);
            },
            ct);
    }

    private static string By(string query, PulsePeriod period) => _sql[query].Replace(
        "{period}", period switch { PulsePeriod.Day => "day", PulsePeriod.Week => "week", _ => "month" }, StringComparison.Ordinal);

    // Without any question there is one row of nulls.
    private static PeriodWaits Waits(DbDataReader row, int column) => row.IsDBNull(column)
        ? PeriodWaits.None
        : new PeriodWaits(row.GetInt64(column), TimeSpan.FromMicroseconds(row.GetInt64(column + 1)), TimeSpan.FromMicroseconds(row.GetInt64(column + 2)));

    private static void Add(ISqlSession session, IReadOnlyList<PulseChange> changes)
    {
        var sums = new SortedDictionary<DateOnly, DaySum>();
        foreach (var change in changes)
        {
            switch (change)
            {
                case PulseChange.Happened happened:
                    SumOf(happened.At).Add(happened.What);
                    break;
                case PulseChange.Asked asked:
                    SumOf(asked.At).Questions++;
                    break;
                case PulseChange.Answered answered:
                    SumOf(answered.At).Answers++;
                    break;
            }
        }

        foreach (var (day, sum) in sums)
        {
            session.Send(
                _sql["add-to-day"],
                [
                    .. PulseDays.Of(day),
                    ("joined", sum.Joined),
                    ("sessions", sum.Sessions),
                    ("questions", sum.Questions),
                    ("answers", sum.Answers),
                    ("made", sum.InvitationsMade),
                    ("used", sum.InvitationsUsed),
                ]);
        }

        DaySum SumOf(DateTimeOffset at)
        {
            var day = PulseDays.Day(at);
            return sums.TryGetValue(day, out var known) ? known : sums[day] = new DaySum();
        }
    }

    private static void Write(ISqlSession session, PulseChange change, SortedSet<long> answered)
    {
        switch (change)
        {
            case PulseChange.Asked asked:
                session.Send(_sql["ask"], [("question", asked.Question.Value), .. PulseDays.Of(PulseDays.Day(asked.At)), ("at", UnixMicroseconds.Of(asked.At))]);
                break;
            case PulseChange.Answered posted:
                session.Send(
                    _sql["answer"],
                    ("question", posted.Question.Value),
                    ("answer", posted.Answer.Value),
                    ("day", PulseDays.Number(PulseDays.Day(posted.At))),
                    ("at", UnixMicroseconds.Of(posted.At)));
                answered.Add(posted.Question.Value);
                break;
            case PulseChange.Shown { Answer: { } answer } shown:
                Show(session, shown, ["move-answer", "show-answer"], [("question", shown.Question.Value), ("answer", answer.Value)]);
                answered.Add(shown.Question.Value);
                break;
            case PulseChange.Shown shown:
                Show(session, shown, ["move-questions", "move-answers", "show-question"], [("question", shown.Question.Value)]);
                break;
        }
    }

    private static void Show(ISqlSession session, PulseChange.Shown shown, ReadOnlySpan<string> queries, (string, object)[] which)
    {
        foreach (var query in queries)
        {
            (string, object)[] delta = query[0] == 'm' ? [("delta", shown.IsShown ? 1L : -1L)] : [];
            session.Send(_sql[query], [.. which, ("hidden", shown.IsShown ? 0L : 1L), .. delta]);
        }
    }

    private sealed class DaySum
    {
        public long Joined { get; private set; }

        public long Sessions { get; private set; }

        public long Questions { get; set; }

        public long Answers { get; set; }

        public long InvitationsMade { get; private set; }

        public long InvitationsUsed { get; private set; }

        public void Add(PulseCount what)
        {
            switch (what)
            {
                case PulseCount.Joined:
                    Joined++;
                    break;
                case PulseCount.Session:
                    Sessions++;
                    break;
                case PulseCount.InvitationMade:
                    InvitationsMade++;
                    break;
                default:
                    InvitationsUsed++;
                    break;
            }
        }
    }
}
