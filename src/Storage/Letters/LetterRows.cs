using Skiller.Contracts.Members;
using Skiller.Grains.Letters;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Letters;

/// <inheritdoc/>
internal sealed class LetterRows(ISqlDatabase database) : ILetterRows
{
    private const string Shard = "all";
    private static readonly SqlText _sql = SqlText.Load("Letters.letters.sql");

    public Task<long> LoadMark(CancellationToken ct) => database.LoadMark(_sql, Shard, ct);

    public Task<bool> Gather(long loaded, long mark, TimeSpan bundle, CancellationToken ct) => database.Write(
        async session =>
        {
            if (!await session.MoveMark(_sql, Shard, loaded, mark))
            {
                return false;
            }

            await session.Execute(_sql["gather"], ("loaded", loaded), ("mark", mark), ("bundle", (long)bundle.TotalMicroseconds));
            return true;
        },
        ct);

    public async Task<IReadOnlyList<LetterRow>> Claim(DateTimeOffset now, DateTimeOffset leaseEnds, int limit, CancellationToken ct) => await database.Write(
        session => session.Query(
            _sql["claim"],
            static row => new LetterRow(new MemberId(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)),
            ("now", UnixMicroseconds.Of(now)),
            ("lease", UnixMicroseconds.Of(leaseEnds)),
            ("limit", limit)),
        ct);

    public Task Settle(IReadOnlyList<LetterFate> fates, DateTimeOffset now, CancellationToken ct) => database.Write(
        session =>
        {
            foreach (var fate in fates)
            {
                var member = ("member", (object)fate.Row.Member.Value);
                if (fate.DueAt is { } due)
                {
                    session.Send(_sql["postpone"], member, ("due", UnixMicroseconds.Of(due)));
                    continue;
                }

                session.Send(_sql["done"], member, ("upTo", fate.Row.Last));
                session.Send(_sql["rest"], member, ("upTo", fate.Row.Last), ("next", UnixMicroseconds.Of(now)));
            }

            return ValueTask.FromResult(true);
        },
        ct);
}
