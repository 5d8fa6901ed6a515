using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Notifications;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Notifications;

/// <inheritdoc/>
internal sealed class NotificationRows(ISqlDatabase database) : INotificationRows
{
    private static readonly SqlText _sql = SqlText.Load("Notifications.notifications.sql");
    private static readonly string _shards =
        string.Join("), (", Enumerable.Range(0, ActivityRouting.FollowerShards).Select(static shard => $"'{ActivityRouting.InboxShard(shard)}'"));
    private static readonly string _behind = _sql["behind"].Replace("{shards}", _shards, StringComparison.Ordinal);
    private static readonly string _unwritten = _sql["unwritten"].Replace("{shards}", _shards, StringComparison.Ordinal);

    private static readonly string _items = _sql["items"].Replace("{topic}", _sql["topic"], StringComparison.Ordinal);
    private static readonly string _told = _sql["told"].Replace("{topic}", _sql["topic"], StringComparison.Ordinal);
    private static readonly string _toldBetween = _sql["told-between"].Replace("{topic}", _sql["topic"], StringComparison.Ordinal);
    private static readonly string _place = _sql["place"].Replace("{read-mark}", _sql["read-mark"], StringComparison.Ordinal);
    private static readonly string _unread = _sql["unread"].Replace("{topic}", _sql["topic"], StringComparison.Ordinal);

    public async Task<IReadOnlyList<string>> Behind(long after, long upTo, CancellationToken ct) => await database.Read(
        session => session.Query(_behind, static row => row.GetString(0), ("after", after), ("upTo", upTo)), ct);

    public async Task<IReadOnlyList<string>> Behind(long upTo, CancellationToken ct) => await database.Read(
        session => session.Query(_unwritten, static row => row.GetString(0), ("upTo", upTo)), ct);

    public async Task<IReadOnlyList<NotificationRow>> Since(ImmutableArray<MemberId> members, long after, long upTo, int limit, CancellationToken ct)
    {
        var (names, values) = SqlList.Of("m", [.. members.Select(static member => member.Value)], 0L);
        return await database.Read(
            session => session.Query(
                _sql["since"].Replace("{members}", names, StringComparison.Ordinal), Row, [.. values, ("after", after), ("upTo", upTo), ("limit", limit)]),
            ct);
    }

    public async Task<IReadOnlyList<NotificationRow>> Told(MemberId member, long after, long upTo, long topics, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _told, Row, ("member", member.Value), ("after", after), ("upTo", upTo), ("topics", topics), ("limit", limit)),
        ct);

    public async Task<IReadOnlyList<NotificationRow>> ToldBetween(
        MemberId member, long after, DateTimeOffset since, DateTimeOffset until, long topics, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _toldBetween,
            Row,
            ("member", member.Value),
            ("after", after),
            ("since", UnixMicroseconds.Of(since)),
            ("until", UnixMicroseconds.Of(until)),
            ("topics", topics),
            ("limit", limit)),
        ct);

    public async Task<IReadOnlyList<NotificationItem>> Items(NotificationFilter filter, int limit, CancellationToken ct) => await database.Read(
        async session =>
        {
            var found = await session.Query(
                _items, row => (Item: Item(row, filter), Bundle: row.GetString(8)), [.. Parameters(filter, limit), ("hidden", filter.Hidden), ("kind", filter.Kind is { } kind ? (int)kind : 0)]);
            var (names, values) = SqlList.Of("b", [.. found.Select(static item => item.Bundle)], "");
            var acted = (await session.Query(
                _sql["actors"].Replace("{bundles}", names, StringComparison.Ordinal),
                static row => (Bundle: row.GetString(0), Actor: row.GetInt64(1), Count: Number(row, 2)),
                [.. values, ("member", filter.Member.Value)])).ToLookup(static actor => actor.Bundle);
            return found.ConvertAll(item => With(item.Item, [.. acted[item.Bundle].Select(static actor => (actor.Actor, actor.Count))]));
        },
        ct);

    public async Task<IReadOnlyList<NotificationItem>> Points(NotificationFilter filter, int limit, CancellationToken ct) => await database.Read(
        async session =>
        {
            var found = await session.Query(
                _sql["points"],
                static row => (Position: row.GetInt64(0), At: row.GetInt64(1), Question: row.GetInt64(2), Answer: row.GetInt64(3)),
                Parameters(filter, limit));
            if (found.Count == 0)
            {
                return [];
            }

            // More posts than were found do no harm.
            var (questions, questionValues) = SqlList.Of("q", [.. found.Select(static post => post.Question).Distinct()], 0L);
            var (answers, answerValues) = SqlList.Of("a", [.. found.Select(static post => post.Answer).Distinct()], 0L);
            var sums = (await session.Query(
                _sql["sums"].Replace("{questions}", questions, StringComparison.Ordinal).Replace("{answers}", answers, StringComparison.Ordinal),
                static row => (Place: (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), Points: Number(row, 3), Votes: Number(row, 4)),
                [.. questionValues, .. answerValues, ("member", filter.Member.Value)])).ToDictionary(static sum => sum.Place);
            return found.ConvertAll(post =>
            {
                var sum = sums[(post.Question, post.Answer, post.At / TimeSpan.MicrosecondsPerDay)];
                return new NotificationItem(
                    NotificationKind.Points, post.Position, UnixMicroseconds.ToTime(post.At), (int)Math.Max(0, sum.Votes), [], 0, sum.Points, post.Position > filter.ReadUpTo)
                {
                    Question = new QuestionId(post.Question),
                    Answer = post.Answer is 0 ? null : new AnswerId(post.Answer),
                };
            });
        },
        ct);

    public async Task<int> Unread(MemberId member, long after, long hidden, int limit, CancellationToken ct)
    {
        var rows = await database.Read(
            session => session.Query(_unread, static row => Number(row, 0), ("member", member.Value), ("after", after), ("hidden", hidden), ("limit", limit)), ct);
        return (int)Math.Min(limit, rows[0]);
    }

    public async Task<int> UnreadPoints(MemberId member, long after, int limit, CancellationToken ct) =>
        (await Points(new NotificationFilter(member, null, long.MaxValue, after, after), limit, ct)).Count(static item => item.Points != 0);

    public async Task<InboxPlace> Place(MemberId member, CancellationToken ct) => (await database.Read(
        session => session.Query(_place, static row => new InboxPlace(row.GetInt64(0), row.GetInt64(1)), ("member", member.Value)), ct))[0];

    public async Task<long> ReadMark(MemberId member, CancellationToken ct) =>
        (await database.Read(session => session.Query(_sql["read-mark"], static row => row.GetInt64(0), ("member", member.Value)), ct))[0];

    public Task<long> Read(MemberId member, long upTo, CancellationToken ct) => database.Write(
        async session =>
        {
            await session.Execute(_sql["read"], ("member", member.Value), ("upTo", upTo));
            return (await session.Query(_sql["read-mark"], static row => row.GetInt64(0), ("member", member.Value)))[0];
        },
        ct);

    private static (string Name, object Value)[] Parameters(NotificationFilter filter, int limit) =>
        [("member", filter.Member.Value), ("before", filter.Before), ("after", filter.After), ("limit", limit)];

    private static NotificationItem With(NotificationItem item, ImmutableArray<(long Actor, long Count)> acted)
    {
        var known = acted.Where(static actor => actor.Actor != 0).Select(static actor => new MemberId(actor.Actor)).ToList();
        return item with { Count = (int)acted.Sum(static actor => actor.Count), People = known.Count, Actors = [.. known.Take(Limits.NotificationActors)] };
    }

    private static NotificationItem Item(DbDataReader row, NotificationFilter filter) => new(
        (NotificationKind)row.GetInt32(0), row.GetInt64(1), UnixMicroseconds.ToTime(row.GetInt64(2)), 0, [], 0, 0, row.GetInt64(1) > filter.ReadUpTo)
    {
        Question = row.GetInt64(3) is not 0 and var question ? new QuestionId(question) : null,
        Answer = row.GetInt64(4) is not 0 and var answer ? new AnswerId(answer) : null,
        Comment = row.GetInt64(5) is not 0 and var comment ? new CommentId(comment) : null,
        Skill = row.GetString(6) is { Length: > 0 } skill ? SkillSlug.Parse(skill) : null,
        Act = row.GetInt32(7) is not 0 and var act ? (ModerationAct)act : null,
    };

    private static NotificationRow Row(DbDataReader row) => new(
        new MemberId(row.GetInt64(0)),
        row.GetInt64(1),
        (NotificationKind)row.GetInt32(2),
        row.GetInt64(3) is not 0 and var question ? new QuestionId(question) : null,
        row.GetInt64(4) is not 0 and var answer ? new AnswerId(answer) : null,
        row.GetInt64(5) is not 0 and var comment ? new CommentId(comment) : null,
        row.GetString(6) is { Length: > 0 } skill ? SkillSlug.Parse(skill) : null,
        row.GetInt32(7) is not 0 and var act ? (ModerationAct)act : null,
        row.GetInt64(8) is not 0 and var actor ? new MemberId(actor) : null,
        UnixMicroseconds.ToTime(row.GetInt64(9)));

    // Sums and counts of PostgreSQL are numeric and bigint.
    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
