using Skiller.Storage.Relational;

namespace Skiller.Storage.Backup;

/// <summary>
/// What holds a restored database back: until it was verified no node serves the public from it, and until it is released no mail and no webhook
/// leaves it (the claims of both look at the seal). So a copy that is tried out beside the original annoys nobody.
/// </summary>
internal sealed class Seal(ISqlDatabase database, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Backup.backup.sql");

    /// <summary>The seal of this database; null: none, or not any more.</summary>
    public async Task<SealState?> Read(CancellationToken ct)
    {
        var rows = await database.Read(
            static session => session.Query(
                _sql["read-seal"],
                static row => new SealState(
                    row.GetInt64(0), UnixMicroseconds.ToTime(row.GetInt64(1)), row.GetInt64(2) is not 0 and var at ? UnixMicroseconds.ToTime(at) : null)),
            ct);
        return rows.FirstOrDefault();
    }

    /// <summary>What was restored is what it should be; of no effect where nothing is sealed.</summary>
    public Task<int> Verified(CancellationToken ct) => database.Write(
        session => session.Execute(_sql["verified"], ("now", UnixMicroseconds.Of(clock.GetUtcNow()))), ct);

    /// <summary>Lets mails and webhooks go again.</summary>
    /// <param name="dropWaiting">Those that wait are given up first: the original has sent them meanwhile.</param>
    /// <param name="ct">Gives the call up.</param>
    /// <returns>How many were given up.</returns>
    public Task<int> Release(bool dropWaiting, CancellationToken ct) => database.Write(
        async session =>
        {
            var now = ("now", (object)UnixMicroseconds.Of(clock.GetUtcNow()));
            var dropped = dropWaiting ? await session.Execute(_sql["drop-mails"], now) + await session.Execute(_sql["drop-deliveries"], now) : 0;
            await session.Execute(_sql["unseal"]);
            return dropped;
        },
        ct);
}

/// <summary>A seal.</summary>
/// <param name="Position">Up to where the log was restored.</param>
/// <param name="RestoredAt">When.</param>
/// <param name="VerifiedAt">When <c>verify</c> found no difference; null: not yet.</param>
internal sealed record SealState(long Position, DateTimeOffset RestoredAt, DateTimeOffset? VerifiedAt);
