using Skiller.Storage.Relational;

namespace Skiller.Storage.Status;

/// <summary>Where <c>verify</c> takes note that it came to its end, so that nodes can tell when that was last and what it found.</summary>
internal sealed class VerificationNotes(ISqlDatabase database, TimeProvider clock)
{
    private static readonly SqlText _sql = SqlText.Load("Status.status.sql");
    private static readonly TimeSpan _kept = TimeSpan.FromDays(400);

    /// <summary>Takes note of one that ended now, and forgets those of more than a year ago.</summary>
    /// <param name="position">Up to where in the log it looked.</param>
    /// <param name="differences">How many it found.</param>
    /// <param name="ct">Gives the call up.</param>
    public Task<int> Ended(long position, int differences, CancellationToken ct) => database.Write(
        session =>
        {
            var now = clock.GetUtcNow();
            session.Send(_sql["forget-verifications"], ("before", UnixMicroseconds.Of(now - _kept)));
            return session.Execute(_sql["verified"], ("now", UnixMicroseconds.Of(now)), ("position", position), ("differences", (long)differences));
        },
        ct);
}
