using Skiller.Contracts.Members;
using Skiller.Grains.Letters;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Letters;

/// <inheritdoc/>
internal sealed class DigestRows(ISqlDatabase database) : IDigestRows
{
    private static readonly SqlText _sql = SqlText.Load("Letters.digests.sql");

    public async Task<IReadOnlyList<DigestRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct) => await database.Write(
        session => session.Query(
            _sql["claim"],
            static row => new DigestRow(new MemberId(row.GetInt64(0)), UnixMicroseconds.ToTime(row.GetInt64(1))),
            ("now", UnixMicroseconds.Of(now)),
            ("lease", UnixMicroseconds.Of(leaseEnds)),
            ("limit", limit)),
        ct);

    public Task Settle(IReadOnlyList<(DigestRow Row, DateTimeOffset DueAt)> rows, DateTimeOffset now, CancellationToken ct) => database.Write(
        session =>
        {
            foreach (var (row, due) in rows)
            {
                session.Send(_sql["settle"], ("member", row.Member.Value), ("now", UnixMicroseconds.Of(now)), ("due", UnixMicroseconds.Of(due)));
            }

            return ValueTask.FromResult(true);
        },
        ct);
}
