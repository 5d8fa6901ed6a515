using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Skiller.Grains.Activity;
using Skiller.Grains.Projections;
using Skiller.Storage.Following;
using Skiller.Storage.Notifications;
using Skiller.Storage.Pulse;
using Skiller.Storage.Relational;
using Skiller.Storage.Search;

namespace Skiller.Storage.Projections;

/// <inheritdoc cref="IDerivedState"/>
internal sealed class DerivedState(ISqlDatabase database) : IDerivedState, IUnwritten
{
    private const int PageSize = 1_000;
    private const int PartSize = 20_000;
    private static readonly SqlText _sql = SqlText.Load("Projections.derived.sql");

    // Kinds, and what the parts of their keys begin after; a key's parts are a row's first columns.
    private static readonly ImmutableArray<(string Kind, ImmutableArray<object> Before)> _kinds =
    [
        ("standing", [long.MinValue]),
        ("standing-skill", [long.MinValue, ""]),
        ("ledger", [long.MinValue, 0L, 0L]),
        ("ledger-skill", [long.MinValue, "", 0L, 0L]),
        ("question", [long.MinValue]),
        ("question-skill", [long.MinValue, ""]),
        ("answer", [long.MinValue]),
        ("member", [long.MinValue]),
        ("member-skill", [long.MinValue, ""]),
        ("skill", [""]),
        ("skill-pair", ["", ""]),
        ("target", [-1L, 0L, 0L]),
        ("standing-mark", [long.MinValue]),
        ("list-mark", [""]),
        ("search-text", [long.MinValue, long.MinValue, long.MinValue]),
        ("search-name", ["", long.MinValue]),
        ("search-mark", [""]),
        ("notification", [long.MinValue, 0L]),
        ("inbox-mark", [""]),
        ("follower", ["", long.MinValue]),
        ("follower-count", [""]),
        ("feed-act", [long.MinValue, long.MinValue]),
        ("feed-card", [long.MinValue, long.MinValue, ""]),
        ("feed-mark", [""]),
        ("pulse-day", [long.MinValue]),
        ("pulse-question", [long.MinValue]),
        ("pulse-answer", [long.MinValue, long.MinValue]),
        ("pulse-mark", [""]),
        ("checkpoint", [long.MinValue]),
    ];

    public async IAsyncEnumerable<DerivedRow> All([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (kind, before) in _kinds)
        {
            var place = before;
            for (var more = true; more;)
            {
                var at = place;
                var rows = await database.Read(session => session.Query(_sql[kind], static row => Columns(row), Parameters(at)), ct);
                foreach (var row in rows)
                {
                    yield return new DerivedRow(kind, Text(row.Take(before.Length), '/'), Text(row.Skip(before.Length), '|'));
                }

                more = rows.Count == PageSize;
                place = more ? [.. rows[^1].Take(before.Length)] : place;
            }
        }
    }

    public async Task<IReadOnlyList<string>> Behind(int partition, long after, long upTo, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _sql["behind"], static row => row.GetString(0), ("partition", partition), ("after", after), ("upTo", upTo), ("limit", limit)),
        ct);

    public async Task<IReadOnlyList<string>> Targets(string ns, string after, int limit, CancellationToken ct)
    {
        // The character after the slash ends the namespace.
        var start = after.Length > 0 ? after : $"{ns}/";
        return await database.Read(
            session => session.Query(_sql["targets"], static row => row.GetString(0), ("after", start), ("end", $"{ns}0"), ("limit", limit)), ct);
    }

    public Task ClearStandings(CancellationToken ct) =>
        Clear(["ledger_skill", "ledger", "standing"], ["clear-points", "clear-totals"], "keep-what-lists-say", ct);

    public Task ClearLists(CancellationToken ct) => Clear(
        ["list_mark", "question_skill", "question_row", "answer_row", "member_row", "skill_row", "skill_pair"],
        ["clear-member-skills", "clear-declared"],
        "keep-what-standings-say",
        ct);

    public Task ClearSearch(CancellationToken ct) => database.Write(
        static async session =>
        {
            session.Lock(SearchIndex.Lock);
            await session.Empty(["search_mark", "search_text", "search_posting", "search_word", "search_name"]);
            return true;
        },
        ct);

    public Task ClearInbox(CancellationToken ct) => database.Write(
        static async session =>
        {
            session.Lock(InboxStore.Lock);
            await session.Empty(["inbox_mark", "inbox_follower", "inbox_block", "inbox_author", "inbox_named", "notification"]);
            return true;
        },
        ct);

    public Task ClearFeeds(CancellationToken ct) => database.Write(
        static async session =>
        {
            session.Lock(FeedStore.Lock);
            await session.Empty(["feed_mark", "follower", "follower_count", "feed_act", "feed_card"]);
            return true;
        },
        ct);

    public Task ClearPulse(CancellationToken ct) => database.Write(
        static async session =>
        {
            session.Lock(PulseStore.Lock);
            await session.Empty(["pulse_mark", "pulse_day", "pulse_question", "pulse_answer"]);
            return true;
        },
        ct);

    public Task ClearSnapshots(CancellationToken ct) =>
        database.Write(static session => session.Execute(_sql["clear-snapshots"]), ct);

    // The lock that all writers of these rows share, and all in one transaction: rows go together with their marks, or a projection folds
    // onto what is left of them. In parts, each of which is done within the time of a command.
    private Task<bool> Clear(ImmutableArray<string> whole, ImmutableArray<string> inParts, string then, CancellationToken ct) => database.Write(
        async session =>
        {
            session.Lock(ListStore.SkillsLock);
            await session.Empty(whole);
            foreach (var part in inParts)
            {
                while (await session.Execute(_sql[part], ("limit", PartSize)) > 0)
                {
                }
            }

            session.Send(_sql[then]);
            return true;
        },
        ct);

    private static (string Name, object Value)[] Parameters(ImmutableArray<object> place) =>
        [("limit", PageSize), .. place.Select(static (value, i) => ($"k{i}", value))];

    private static object[] Columns(DbDataReader row)
    {
        var columns = new object[row.FieldCount];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = row.GetValue(i) is string text ? text : Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture);
        }

        return columns;
    }

    private static string Text(IEnumerable<object> columns, char between) =>
        string.Join(between, columns.Select(static column => Convert.ToString(column, CultureInfo.InvariantCulture)));
}
