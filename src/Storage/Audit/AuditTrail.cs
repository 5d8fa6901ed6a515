using Skiller.Grains.Audit;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Audit;

/// <inheritdoc/>
internal sealed class AuditTrail(ISqlDatabase database) : IAuditTrail
{
    // Whoever adds an entry waits for whoever is adding one: numbers have no gap, and each hash is over the one before it.
    private const long Adding = 0x6175_6469_74;

    private static readonly SqlText _sql = SqlText.Load("Audit.audit.sql");

    public Task<long> LoadMark(string shard, CancellationToken ct) => database.LoadMark(_sql, shard, ct);

    public Task<bool> Write(string shard, long loaded, long mark, IReadOnlyList<AuditEntry> entries, CancellationToken ct) => database.Write(
        async session =>
        {
            if (!await session.MoveMark(_sql, shard, loaded, mark))
            {
                return false;
            }

            await Add(session, entries);
            return true;
        },
        ct);

    public Task Note(AuditEntry entry, CancellationToken ct) => database.Write(
        async session =>
        {
            await Add(session, [entry]);
            return true;
        },
        ct);

    public async Task<IReadOnlyList<ChainedEntry>> Read(long after, int limit, CancellationToken ct) => await database.Read(
        session => session.Query(
            _sql["read"],
            static row => new ChainedEntry(
                row.GetInt64(0),
                new AuditEntry(UnixMicroseconds.ToTime(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6)),
                row.GetFieldValue<byte[]>(7)),
            ("after", after),
            ("limit", limit)),
        ct);

    public async Task<AuditHead> Head(CancellationToken ct)
    {
        var (number, hash) = await database.Read(Last, ct);
        return new AuditHead(number, Convert.ToHexStringLower(hash.Span));
    }

    private static async Task Add(ISqlSession session, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        session.Lock(Adding);
        var (number, hash) = await Last(session);
        foreach (var entry in entries)
        {
            // As it will be read again.
            var kept = entry with { At = UnixMicroseconds.ToTime(UnixMicroseconds.Of(entry.At)) };
            hash = AuditChain.Hash(hash, ++number, kept);
            session.Send(
                _sql["add"],
                ("number", number),
                ("at", UnixMicroseconds.Of(kept.At)),
                ("action", kept.Action),
                ("actor", kept.Actor),
                ("subject", kept.Subject),
                ("detail", kept.Detail),
                ("position", kept.Position),
                ("hash", hash.ToArray()));
        }
    }

    private static async ValueTask<(long Number, ReadOnlyMemory<byte> Hash)> Last(ISqlSession session) =>
        await session.Query(_sql["last"], static row => (row.GetInt64(0), (ReadOnlyMemory<byte>)row.GetFieldValue<byte[]>(1))) is [var last]
            ? last
            : (0, AuditChain.Beginning);
}
