using System.Collections.Immutable;
using Orleans.Concurrency;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Notifications;

/// <summary>What is new for those who have a page open.</summary>
[StatelessWorker, Reentrant, GrainType("skiller.notification-tail")]
internal sealed class NotificationTailGrain(INotificationRows rows) : Grain, INotificationTailGrain
{
    private const int Attempts = 3;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public async Task<NotificationTail> Since(ImmutableArray<MemberId> members, long after, long upTo, CancellationToken ct)
    {
        if (members.Length > Limits.NotificationRows)
        {
            throw new ArgumentOutOfRangeException(nameof(members), members.Length, "Too many at once.");
        }

        if (upTo <= after || members.IsEmpty)
        {
            return new NotificationTail([], upTo);
        }

        await Written(after, upTo, ct);

        // One more than fits says that there are more; of the last position perhaps only a part is there. One position alone always fits.
        var found = await rows.Since([.. members.Distinct()], after, upTo, Limits.NotificationRows + 1, ct);
        if (found.Count <= Limits.NotificationRows)
        {
            return new NotificationTail([.. found], upTo);
        }

        var cut = found[^1].Position;
        return new NotificationTail([.. found.TakeWhile(row => row.Position < cut)], cut - 1);
    }

    private async Task Written(long after, long upTo, CancellationToken ct)
    {
        for (var attempt = 0; await rows.Behind(after, upTo, ct) is { Count: > 0 } behind; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new UnavailableException($"{behind[0]} is behind position {upTo}.", _pause);
            }

            await Task.WhenAll(behind.Select(shard => GrainFactory.Projection(shard).CatchUp(ct)));
        }
    }
}
