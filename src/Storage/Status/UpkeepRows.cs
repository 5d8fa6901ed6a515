using Skiller.Storage.Backup;
using Skiller.Storage.Relational;

namespace Skiller.Storage.Status;

/// <summary>Where it is noted that a backup or a verification came to its end, so that nodes can tell when that was last; kept for more than a year.</summary>
internal sealed class UpkeepRows(ISqlDatabase database, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Status.upkeep.sql");
    private static readonly TimeSpan _kept = TimeSpan.FromDays(400);

    /// <summary>Notes a backup that ended now.</summary>
    public Task<int> BackedUp(BackupPoint point, long bytes, CancellationToken ct) =>
        Note("backed-up", "forget-backups", point.Position, ("bytes", bytes), ct);

    /// <summary>Notes a verification that ended now.</summary>
    /// <param name="position">Up to where in the log it looked.</param>
    /// <param name="differences">How many it found.</param>
    /// <param name="ct">Gives the call up.</param>
    public Task<int> Verified(long position, int differences, CancellationToken ct) =>
        Note("verified", "forget-verifications", position, ("differences", (long)differences), ct);

    /// <summary>When either was done last.</summary>
    public Task<Upkeep> Last(CancellationToken ct) => database.Read(Last, ct);

    /// <summary>The same, within a session.</summary>
    public static async ValueTask<Upkeep> Last(ISqlSession session) =>
        (await session.Query(_sql["last"], static row => new Upkeep(Time(row.GetInt64(0)), Time(row.GetInt64(1)), row.GetInt64(2))))[0];

    private Task<int> Note(string note, string forget, long position, (string Name, object Value) figure, CancellationToken ct) => database.Write(
        session =>
        {
            var now = clock.GetUtcNow();
            session.Send(_sql[forget], ("before", UnixMicroseconds.Of(now - _kept)));
            return session.Execute(_sql[note], ("now", UnixMicroseconds.Of(now)), ("position", position), figure);
        },
        ct);

    private static DateTimeOffset? Time(long microseconds) => microseconds == 0 ? null : UnixMicroseconds.ToTime(microseconds);
}

/// <summary>What an operator does again and again.</summary>
/// <param name="BackupAt">When the last backup ended that skiller made; null: there was none.</param>
/// <param name="VerifiedAt">When <c>verify</c> last came to its end; null: it never did.</param>
/// <param name="Differences">How many it found then.</param>
internal sealed record Upkeep(DateTimeOffset? BackupAt, DateTimeOffset? VerifiedAt, long Differences);
