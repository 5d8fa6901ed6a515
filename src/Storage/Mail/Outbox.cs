using System.Data.Common;
using Skiller.Grains.Mail;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Mail;

/// <inheritdoc/>
internal sealed class Outbox(ISqlDatabase database) : IOutbox
{
    private const int Waiting = 0;
    private const int Sent = 1;
    private const int Dropped = 2;
    private const int Dead = 3;
    private static readonly SqlText _sql = SqlText.Load("Mail.outbox.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<MailIntent> intents, CancellationToken ct) => database.Write(
        async session =>
        {
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            foreach (var intent in intents)
            {
                await session.Execute(
                    _sql["add"],
                    ("key", intent.Key),
                    ("kind", MailKinds.NameOf(intent.Kind)),
                    ("stream", intent.Stream),
                    ("version", intent.Version),
                    ("at", UnixMicroseconds.Of(intent.At)));
                if (intent.OpensAccount)
                {
                    await session.Execute(_sql["newcomer"], ("stream", intent.Stream), ("at", UnixMicroseconds.Of(intent.At)));
                }
            }

            return true;
        },
        ct);

    public async Task<IReadOnlyList<ClaimedMail>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct) => await database.Write(
        session => session.Query(
            _sql["claim"], Claimed, ("now", UnixMicroseconds.Of(now)), ("lease", UnixMicroseconds.Of(leaseEnds)), ("limit", limit)),
        ct);

    public Task<bool> Settle(ClaimedMail mail, MailFate fate, DateTimeOffset now, CancellationToken ct)
    {
        var (state, due, reason) = fate switch
        {
            MailFate.Sent => (Sent, now, ""),
            MailFate.Dropped dropped => (Dropped, now, dropped.Reason),
            MailFate.Waits waits => (Waiting, waits.Until, waits.Reason),
            MailFate.Dead dead => (Dead, now, dead.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, "No fate."),
        };
        return database.Write(
            async session => await session.Execute(
                _sql["settle"],
                ("key", mail.Key),
                ("attempt", mail.Attempt),
                ("state", state),
                ("due", UnixMicroseconds.Of(due)),
                ("now", UnixMicroseconds.Of(now)),
                ("reason", reason)) == 1,
            ct);
    }

    public Task Forget(DateTimeOffset settledBefore, DateTimeOffset deadBefore, CancellationToken ct) => database.Write(
        session => session.Execute(_sql["forget"], ("settled", UnixMicroseconds.Of(settledBefore)), ("dead", UnixMicroseconds.Of(deadBefore))),
        ct);

    public Task<OutboxStatus> Status(CancellationToken ct) => database.Read(
        static async session =>
        {
            var waiting = await session.Query(_sql["waiting"], static row => (Count: row.GetInt64(0), Oldest: row.GetInt64(1)));
            var dead = await session.Query(_sql["dead"], static row => row.GetInt64(0));
            var letters = await session.Query(_sql["dead-letters"], Letter);
            return new OutboxStatus(waiting[0].Count, waiting[0].Count == 0 ? null : UnixMicroseconds.ToTime(waiting[0].Oldest), dead[0], [.. letters]);
        },
        ct);

    private static ClaimedMail Claimed(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt32(4), UnixMicroseconds.ToTime(row.GetInt64(5)));

    private static DeadMail Letter(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3), UnixMicroseconds.ToTime(row.GetInt64(4)));
}
