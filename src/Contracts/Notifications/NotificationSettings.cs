namespace Skiller.Contracts.Notifications;

/// <summary>
/// What a member wants to be told of, where and when. Stored by these names; what a member never chose has the value given here, also when a
/// topic is added later: what one waits for comes at once, the rest in the digest, points on the site alone.
/// </summary>
/// <param name="Answer">Answers to one's own questions.</param>
/// <param name="Comment">Comments.</param>
/// <param name="Mention">Mentions.</param>
/// <param name="Acceptance">Acceptances.</param>
/// <param name="Endorsement">Endorsements.</param>
/// <param name="InvitationUsed">Newcomers by one's invitations.</param>
/// <param name="Edit">Edits of one's posts by others.</param>
/// <param name="Moderation">A moderator's word.</param>
/// <param name="Points">Votes; never <see cref="Delivery.AtOnce"/>.</param>
/// <param name="FollowedAnswer">Answers to others' questions that one follows.</param>
/// <param name="Quiet">When no mail of this sort is sent, null: never.</param>
/// <param name="Rhythm">When the digest is sent, null: there is none.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-settings")]
public sealed record NotificationSettings(
    [property: Id(0)] Delivery Answer = Delivery.AtOnce,
    [property: Id(1)] Delivery Comment = Delivery.Digest,
    [property: Id(2)] Delivery Mention = Delivery.AtOnce,
    [property: Id(3)] Delivery Acceptance = Delivery.AtOnce,
    [property: Id(4)] Delivery Endorsement = Delivery.Digest,
    [property: Id(5)] Delivery InvitationUsed = Delivery.Digest,
    [property: Id(6)] Delivery Edit = Delivery.Digest,
    [property: Id(7)] Delivery Moderation = Delivery.AtOnce,
    [property: Id(8)] Delivery Points = Delivery.Site,
    [property: Id(9)] Delivery FollowedAnswer = Delivery.Digest,
    [property: Id(10)] QuietHours? Quiet = null,
    [property: Id(11)] DigestRhythm? Rhythm = null)
{
    /// <summary>Of whoever has chosen nothing: quiet from 20:00 to 8:00, the digest on Mondays at 8:00.</summary>
    public static NotificationSettings Default { get; } =
        new(Quiet: new QuietHours(new TimeOnly(20, 0), new TimeOnly(8, 0)), Rhythm: new DigestRhythm(DayOfWeek.Monday, 8));

    /// <summary>Where one is told of a topic.</summary>
    /// <param name="topic">Which.</param>
    public Delivery this[NotificationTopic topic] => topic switch
    {
        NotificationTopic.Answer => Answer,
        NotificationTopic.Comment => Comment,
        NotificationTopic.Mention => Mention,
        NotificationTopic.Acceptance => Acceptance,
        NotificationTopic.Endorsement => Endorsement,
        NotificationTopic.InvitationUsed => InvitationUsed,
        NotificationTopic.Edit => Edit,
        NotificationTopic.Moderation => Moderation,
        NotificationTopic.Points => Points,
        NotificationTopic.FollowedAnswer => FollowedAnswer,
        _ => Delivery.Site,
    };
}

/// <summary>Hours of the member's day in which no mail of this sort is sent; also over midnight.</summary>
/// <param name="From">Local time at which they begin.</param>
/// <param name="To">Local time at which they end, another one.</param>
[GenerateSerializer, Immutable, Alias("skiller.quiet-hours")]
public sealed record QuietHours([property: Id(0)] TimeOnly From, [property: Id(1)] TimeOnly To);

/// <summary>When the digest is sent.</summary>
/// <param name="Day">On which day of the week, null: every day.</param>
/// <param name="Hour">At which full hour of the member's day: 0 to 23.</param>
[GenerateSerializer, Immutable, Alias("skiller.digest-rhythm")]
public sealed record DigestRhythm([property: Id(0)] DayOfWeek? Day, [property: Id(1)] int Hour);
