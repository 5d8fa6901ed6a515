using System.Data.Common;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Webhooks;
using Skiller.Grains.Webhooks;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Webhooks;

/// <inheritdoc/>
internal sealed class WebhookQueue(ISqlDatabase database) : IWebhookQueue
{
    private const int ForgottenAtOnce = 10_000;
    private static readonly SqlText _sql = SqlText.Load("Webhooks.webhooks.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public async Task<IReadOnlyList<ListeningWebhook>> Listening(CancellationToken ct) => await database.Read(
        static session => session.Query(
            _sql["listening"],
            static row => new ListeningWebhook(
                Id(row.GetInt64(0), row.GetInt32(1)), [.. row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.GetInt32(3) != 0)),
        ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<WebhookChange> changes, CancellationToken ct) => database.Write(
        async session =>
        {
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            var room = new Dictionary<WebhookId, long>();
            foreach (var change in changes)
            {
                await Write(session, change, room);
            }

            return true;
        },
        ct);

    public async Task<IReadOnlyList<ClaimedDelivery>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct)
    {
        (string, object) at = ("now", UnixMicroseconds.Of(now));
        var due = await database.Read(
            session => session.Query(_sql["due"], static row => (Webhook: row.GetString(0), Key: row.GetString(1)), at, ("limit", limit)), ct);
        return due.Count == 0 ? [] : await database.Write(
            async session =>
            {
                var claimed = new List<ClaimedDelivery>(due.Count);

                // In one order, so that two who claim wait for each other and not crosswise.
                foreach (var (webhook, key) in due.OrderBy(static pair => pair.Webhook, StringComparer.Ordinal))
                {
                    var taken = await session.Query(
                        _sql["take"],
                        static row => (Claim: row.GetInt64(0), Id: Id(row.GetInt64(1), row.GetInt32(2)), WellAt: row.GetInt64(3)),
                        ("id", webhook),
                        at,
                        ("lease", UnixMicroseconds.Of(leaseEnds)));
                    if (taken is not [var (claim, id, wellAt)])
                    {
                        continue;
                    }

                    var found = await session.Query(_sql["attempt"], row => Claimed(row, key, id, claim, wellAt), ("key", key), at);
                    if (found is [var delivery])
                    {
                        claimed.Add(delivery);
                    }
                    else
                    {
                        await session.Execute(_sql["release"], ("id", webhook), ("claim", claim), ("well", 0L));
                    }
                }

                return claimed;
            },
            ct);
    }

    public Task<bool> Settle(ClaimedDelivery delivery, WebhookFate fate, DateTimeOffset now, CancellationToken ct)
    {
        var (state, due, status, reason) = fate switch
        {
            WebhookFate.Delivered delivered => (WebhookDeliveryState.Delivered, now, delivered.Status, ""),
            WebhookFate.Dropped dropped => (WebhookDeliveryState.Dropped, now, 0, dropped.Reason),
            WebhookFate.Waits waits => (WebhookDeliveryState.Waiting, waits.Until, waits.Status ?? 0, waits.Reason),
            WebhookFate.Failed failed => (WebhookDeliveryState.Failed, now, failed.Status ?? 0, failed.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "No fate."),
        };
        return database.Write(
            async session =>
            {
                var well = fate is WebhookFate.Delivered ? UnixMicroseconds.Of(now) : 0L;
                if (await session.Execute(_sql["release"], ("id", delivery.Webhook.ToString()), ("claim", delivery.Claim), ("well", well)) == 0)
                {
                    return false;
                }

                await session.Execute(
                    _sql["settle"],
                    ("key", delivery.Key),
                    ("state", (int)state),
                    ("status", status),
                    ("reason", reason),
                    ("due", UnixMicroseconds.Of(due)));
                return true;
            },
            ct);
    }

    public async Task<IReadOnlyList<ListedDelivery>> List(WebhookId webhook, long beforePosition, long beforeSerial, int limit, CancellationToken ct) =>
        await database.Read(
            session => session.Query(
                _sql["list"], Listed, ("id", webhook.ToString()), ("position", beforePosition), ("serial", beforeSerial), ("limit", limit)),
            ct);

    public Task<bool> Replay(WebhookId webhook, string delivery, DateTimeOffset now, CancellationToken ct) => database.Write(
        async session => await session.Execute(
            _sql["replay"], ("id", webhook.ToString()), ("key", delivery), ("now", UnixMicroseconds.Of(now))) == 1,
        ct);

    public Task<bool> AddTest(WebhookId webhook, long position, DateTimeOffset now, CancellationToken ct)
    {
        var at = UnixMicroseconds.Of(now);
        return database.Write(
            async session => await session.Execute(
                _sql["test"],
                ("key", string.Create(CultureInfo.InvariantCulture, $"msg_{webhook}-t{at}")),
                ("id", webhook.ToString()),
                ("kind", WebhookKinds.Test),
                ("position", position),
                ("now", at)) == 1,
            ct);
    }

    public Task<WebhookQueueStatus> Sweep(DateTimeOffset before, CancellationToken ct) => database.Write(
        async session =>
        {
            await session.Execute(_sql["forget"], ("before", UnixMicroseconds.Of(before)), ("limit", ForgottenAtOnce));
            var waiting = await session.Query(_sql["waiting"], static row => row.GetInt64(0));
            var full = await session.Query(_sql["full"], static row => Id(row.GetInt64(0), row.GetInt32(1)), ("most", Limits.WebhookWaiting));
            return new WebhookQueueStatus(waiting[0], [.. full]);
        },
        ct);

    private static async Task Write(ISqlSession session, WebhookChange change, Dictionary<WebhookId, long> room)
    {
        switch (change)
        {
            case WebhookChange.Listens { Webhook: var webhook } listens:
                await session.Execute(
                    _sql["listen"],
                    ("id", webhook.Id.ToString()),
                    ("owner", webhook.Id.Owner?.Value ?? 0),
                    ("number", webhook.Id.Number),
                    ("kinds", string.Join(' ', webhook.Kinds)),
                    ("paused", webhook.IsPaused ? 1 : 0),
                    ("well", listens.WellAt is { } well ? UnixMicroseconds.Of(well) : 0L));
                break;
            case WebhookChange.Ends { Webhook: var ended }:
                await session.Execute(_sql["end"], ("id", ended.ToString()));
                await session.Execute(_sql["end-deliveries"], ("id", ended.ToString()));
                break;
            case WebhookChange.Tells tells:
                await Add(session, tells, room);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "No change.");
        }
    }

    private static async Task Add(ISqlSession session, WebhookChange.Tells tells, Dictionary<WebhookId, long> room)
    {
        var id = tells.Webhook.ToString();
        if (!room.TryGetValue(tells.Webhook, out var left))
        {
            left = Limits.WebhookWaiting - (await session.Query(_sql["waiting-for"], static row => row.GetInt64(0), ("id", id), ("most", Limits.WebhookWaiting)))[0];
        }

        room[tells.Webhook] = left - 1;
        if (left > 0)
        {
            await session.Execute(
                _sql["add"],
                ("key", string.Create(CultureInfo.InvariantCulture, $"msg_{id}-{tells.Position}")),
                ("id", id),
                ("kind", tells.Kind),
                ("stream", tells.Stream),
                ("version", tells.Version),
                ("position", tells.Position),
                ("at", UnixMicroseconds.Of(tells.At)));
        }
    }

    private static WebhookId Id(long owner, int number) => new(owner == 0 ? null : new MemberId(owner), number);

    private static ClaimedDelivery Claimed(DbDataReader row, string key, WebhookId id, long claim, long wellAt) => new(
        key,
        id,
        row.GetString(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetInt32(4),
        claim,
        UnixMicroseconds.ToTime(row.GetInt64(5)),
        UnixMicroseconds.ToTime(row.GetInt64(6)),
        UnixMicroseconds.ToTime(wellAt));

    private static ListedDelivery Listed(DbDataReader row) => new(
        new WebhookDelivery(
            row.GetString(0),
            row.GetString(1),
            (WebhookDeliveryState)row.GetInt32(2),
            row.GetInt32(3),
            row.GetInt32(4) is not 0 and var status ? status : null,
            row.GetString(5),
            UnixMicroseconds.ToTime(row.GetInt64(6)),
            UnixMicroseconds.ToTime(row.GetInt64(7))),
        row.GetInt64(8),
        row.GetInt64(9));
}
