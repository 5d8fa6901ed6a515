using Skiller.Storage.Relational;

namespace Skiller.Storage.Backup;

/// <summary>Where the original takes note that a backup of it was made, so that its nodes can tell how old the last one is.</summary>
internal sealed class BackupNotes(ISqlDatabase database, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Backup.backup.sql");
    private static readonly TimeSpan _kept = TimeSpan.FromDays(400);

    /// <summary>Takes note of one that ended now, and forgets those of more than a year ago.</summary>
    public Task<int> Taken(BackupPoint point, long bytes, CancellationToken ct) => database.Write(
        session =>
        {
            var now = clock.GetUtcNow();
            session.Send(_sql["forget-taken"], ("before", UnixMicroseconds.Of(now - _kept)));
            return session.Execute(_sql["taken"], ("now", UnixMicroseconds.Of(now)), ("position", point.Position), ("bytes", bytes));
        },
        ct);
}
