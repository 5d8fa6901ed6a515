using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;

namespace Skiller.Grains.Notifications;

/// <summary>Notifications as they are read, and what members have read of them.</summary>
internal interface INotificationRows
{
    /// <summary>Those shards that have not written a fact of theirs in (after, upTo].</summary>
    Task<IReadOnlyList<string>> Behind(long after, long upTo, CancellationToken ct);

    /// <summary>Those shards that have not written a fact of theirs up to a position, however old: during a rebuild all that have one.</summary>
    Task<IReadOnlyList<string>> Behind(long upTo, CancellationToken ct);

    /// <summary>Rows of some members in (after, upTo], in the order of positions and members, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<NotificationRow>> Since(ImmutableArray<MemberId> members, long after, long upTo, int limit, CancellationToken ct);

    /// <summary>
    /// Rows of a member in (after, upTo] of some <see cref="Topics"/>, in the order of positions, at most <paramref name="limit"/>; none of what
    /// always has a mail of its own (<see cref="Mail.MailIntents"/>).
    /// </summary>
    Task<IReadOnlyList<NotificationRow>> Told(MemberId member, long after, long upTo, long topics, int limit, CancellationToken ct);

    /// <summary>
    /// Rows of a member beyond a position, of acts in (since, until], of some <see cref="Topics"/>, the newest first, at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<NotificationRow>> ToldBetween(
        MemberId member, long after, DateTimeOffset since, DateTimeOffset until, long topics, int limit, CancellationToken ct);

    /// <summary>Bundles of rows by their newest one, newest first, whose newest is before a position, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<NotificationItem>> Items(NotificationFilter filter, int limit, CancellationToken ct);

    /// <summary>Votes on the member's own posts by post and day (UTC), likewise; also those that add up to nothing.</summary>
    Task<IReadOnlyList<NotificationItem>> Points(NotificationFilter filter, int limit, CancellationToken ct);

    /// <summary>How many bundles are beyond a position and not hidden; counts no further than <paramref name="limit"/>.</summary>
    Task<int> Unread(MemberId member, long after, long hidden, int limit, CancellationToken ct);

    /// <summary>How many days of a post, beyond a position, have votes that add up to something; counts no further than <paramref name="limit"/>.</summary>
    Task<int> UnreadPoints(MemberId member, long after, int limit, CancellationToken ct);

    /// <summary>What <see cref="UnreadPoints"/> depends on, by two probes: as long as it is the same, so is the count. A ledger grows at its end alone.</summary>
    Task<InboxPlace> Place(MemberId member, CancellationToken ct);

    /// <summary>Up to where a member has read, 0 for nothing. Chosen, and not derived: a rebuild leaves it alone.</summary>
    Task<long> ReadMark(MemberId member, CancellationToken ct);

    /// <summary>Moves the read mark forward; an older one changes nothing.</summary>
    /// <returns>The mark as it is now.</returns>
    Task<long> Read(MemberId member, long upTo, CancellationToken ct);
}

/// <summary>How far a member has read, and what there is to be read.</summary>
/// <param name="ReadUpTo">Up to where the member has read, 0 for nothing.</param>
/// <param name="Entered">The newest entry of the ledger, 0 for none.</param>
internal readonly record struct InboxPlace(long ReadUpTo, long Entered);

/// <summary>Which notifications.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Kind">Of one kind, null: all.</param>
/// <param name="Before">Bundles whose newest is before this position.</param>
/// <param name="After">And after this one.</param>
/// <param name="ReadUpTo">The read mark.</param>
/// <param name="Hidden">The <see cref="Topics"/> that the member does not want to see.</param>
internal sealed record NotificationFilter(MemberId Member, NotificationKind? Kind, long Before, long After, long ReadUpTo, long Hidden = 0);
