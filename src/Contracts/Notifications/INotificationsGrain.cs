using System.Collections.Immutable;

namespace Skiller.Contracts.Notifications;

/// <summary>
/// What a member was told of: what others did that concerns them. Rows are folded from the log (a fact tells a member at most once, by the most
/// specific kind), points are read from the ledger. Key <c>m:87</c>. Nobody is told of what they did themselves.
/// </summary>
[Alias("skiller.notifications"), GrainInterfaceType("skiller.notifications")]
public interface INotificationsGrain : IGrainWithStringKey
{
    /// <summary>
    /// The newest first, those of one kind, one place and one day (UTC) together. Up to a second behind what happens. Refusals: invalid-cursor.
    /// </summary>
    /// <param name="query">Which part.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("List")]
    Task<Result<NotificationPage>> List(NotificationQuery query, CancellationToken ct);

    /// <summary>
    /// How many items are not read: 0 to <see cref="Limits.UnreadMax"/>, which means at least so many. Up to two seconds old; right at once after
    /// <see cref="Read"/>. While the database is away, as it last was.
    /// </summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Unread")]
    Task<int> Unread(CancellationToken ct);

    /// <summary>The same, counted after the call: for whoever was just told of something that must be in it.</summary>
    /// <param name="ct">Ends the wait.</param>
    [Alias("UnreadNow")]
    Task<int> UnreadNow(CancellationToken ct);

    /// <summary>
    /// Everything up to a position is read, on all devices and for ever. A mark only moves forward: an older one changes nothing, and one beyond the
    /// end of the log is taken for that end. Durable when it returns.
    /// </summary>
    /// <param name="upTo">A position of the activity log, 0 or more.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    [Alias("Read")]
    Task<Result<Done>> Read(long upTo, CancellationToken ct);
}

/// <summary>Tells those who have a member's browser open what is new for them. A stateless worker.</summary>
[Alias("skiller.notification-tail"), GrainInterfaceType("skiller.notification-tail")]
public interface INotificationTailGrain : IGrainWithStringKey
{
    /// <summary>
    /// What some members were told of by the facts in (<paramref name="after"/>, <paramref name="upTo"/>], after making sure that all of these are folded
    /// and written, whoever asks and whatever died. The same question always has the same answer, however late it is asked.
    /// </summary>
    /// <param name="members">Whose, at most <see cref="Limits.NotificationRows"/>.</param>
    /// <param name="after">A position of the activity log.</param>
    /// <param name="upTo">A later one, not beyond its end.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Rows in the order of positions and of members, never a part of a position; what is beyond <see cref="NotificationTail.Through"/> is to be asked for again.</returns>
    /// <exception cref="UnavailableException">It cannot be folded or read now: ask again.</exception>
    [Alias("Since")]
    Task<NotificationTail> Since(ImmutableArray<Members.MemberId> members, long after, long upTo, CancellationToken ct);
}
