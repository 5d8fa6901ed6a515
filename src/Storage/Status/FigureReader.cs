using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Status;

/// <summary>Reads what the metrics of a node show of the database: a few look-ups along indexes, cheap enough to be repeated every few seconds by every node.</summary>
internal sealed class FigureReader(ISqlDatabase database, StorageOptions options, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Status.figures.sql");

    private readonly string _unwritten = _sql["unwritten"]
        .Replace("{targets}", string.Join(", ", Targets().Select(static t => $"('{t.Projection}', '{t.Target}', '{t.Target[(t.Target.IndexOf('/', StringComparison.Ordinal) + 1)..]}')")), StringComparison.Ordinal)
        .Replace("{at}", options.IsPostgres ? "(extract(epoch from a.at) * 1000000)::bigint" : "a.at", StringComparison.Ordinal);

    /// <summary>The kinds of projections that are few, and asked for their oldest unwritten fact.</summary>
    public static ImmutableArray<string> Projections { get; } = [.. Targets().Select(static t => t.Projection).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads them.</summary>
    /// <exception cref="Contracts.UnavailableException">The database is away.</exception>
    public Task<DatabaseFigures> Read(CancellationToken ct) => database.Read(Read, ct);

    private async ValueTask<DatabaseFigures> Read(ISqlSession session)
    {
        var now = UnixMicroseconds.Of(clock.GetUtcNow());
        var letters = (await session.Query(StatusQueries.Letters, static row => (All: row.GetInt64(0), Behind: row.GetInt64(1))))[0];
        return new DatabaseFigures(
            (await session.Query(_sql["mails"], Backlog, ("now", now)))[0],
            await Number(session, "dead-mails"),
            (await session.Query(_sql["deliveries"], Backlog, ("now", now)))[0],
            letters.All,
            letters.Behind,
            (await session.Query(_unwritten, Named)).ToImmutableDictionary(StringComparer.Ordinal),
            await UpkeepRows.Last(session),
            (await session.Query(_sql["secrets"], Named)).Where(static secret => secret.Value > DateTimeOffset.UnixEpoch).ToImmutableDictionary(StringComparer.Ordinal),
            await Number(session, options.IsPostgres ? "size-postgres" : "size-sqlite"),
            options.IsPostgres ? await Server(session) : null);
    }

    private static async ValueTask<ServerFigures> Server(ISqlSession session)
    {
        var (standbys, lag) = (await session.Query(_sql["standbys-postgres"], static row => (row.GetInt64(0), row.GetInt64(1))))[0];
        return new ServerFigures(
            UnixMicroseconds.ToTime(await Number(session, "clock-postgres")),
            await Number(session, "waiters-postgres"),
            standbys == 0 ? null : TimeSpan.FromMicroseconds(lag));
    }

    // Of members' standings there is one each: they are not asked for one by one.
    private static IEnumerable<(string Projection, string Target)> Targets()
    {
        foreach (var shard in Enumerable.Range(0, ActivityRouting.ListShards).Select(ActivityRouting.ListShard))
        {
            yield return (ActivityRouting.ListsNamespace, shard);
            yield return (ActivityRouting.SearchNamespace, shard);
        }

        foreach (var number in Enumerable.Range(0, ActivityRouting.FollowerShards))
        {
            yield return (ActivityRouting.InboxNamespace, ActivityRouting.InboxShard(number));
            yield return (ActivityRouting.FeedNamespace, ActivityRouting.FeedShard(number));
        }

        yield return (ActivityRouting.MailNamespace, ActivityRouting.MailTarget);
        yield return (ActivityRouting.WebhookNamespace, ActivityRouting.WebhookTarget);
        yield return (ActivityRouting.AuditNamespace, ActivityRouting.AuditTarget);
    }

    private static async ValueTask<long> Number(ISqlSession session, string query) =>
        (await session.Query(_sql[query], static row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture)))[0];

    private static Backlog Backlog(DbDataReader row) => new(row.GetInt64(0), Time(row.GetInt64(1)), Time(row.GetInt64(2)));

    private static KeyValuePair<string, DateTimeOffset> Named(DbDataReader row) => new(row.GetString(0), UnixMicroseconds.ToTime(row.GetInt64(1)));

    private static DateTimeOffset? Time(long microseconds) => microseconds == 0 ? null : UnixMicroseconds.ToTime(microseconds);
}
