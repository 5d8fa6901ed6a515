using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Contracts.Notifications;

/// <summary>Which notifications are wanted, the newest first.</summary>
/// <param name="Page">Which part.</param>
/// <param name="OnlyUnread">Only what is beyond the read mark.</param>
/// <param name="Kind">Only of one kind; null: all.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-query")]
public sealed record NotificationQuery([property: Id(0)] PageRequest Page, [property: Id(1)] bool OnlyUnread, [property: Id(2)] NotificationKind? Kind);

/// <summary>A page of notifications.</summary>
/// <param name="Items">The newest first, never more than were asked for.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
/// <param name="ReadUpTo">The read mark: 0 when nothing was ever read.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-page")]
public sealed record NotificationPage([property: Id(0)] ImmutableArray<NotificationItem> Items, [property: Id(1)] string? Next, [property: Id(2)] long ReadUpTo);

/// <summary>What a member was told of on one day (UTC): one act, or several of one kind at one place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">The position of the newest act; <see cref="INotificationsGrain.Read"/> up to it makes this item read, and all older ones.</param>
/// <param name="At">When the newest act happened.</param>
/// <param name="Count">How many acts: 1 or more. Of points: votes that stand, 0 or more.</param>
/// <param name="Actors">Who acted, whoever acted last first, each once, at most <see cref="Limits.NotificationActors"/>; empty for points, which are anonymous.</param>
/// <param name="People">How many different members acted.</param>
/// <param name="Points">The sum of the votes' points, not 0 for points; else 0.</param>
/// <param name="IsUnread">Whether the newest act is beyond the read mark.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-item")]
public sealed record NotificationItem(
    [property: Id(0)] NotificationKind Kind,
    [property: Id(1)] long Position,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] int Count,
    [property: Id(4)] ImmutableArray<MemberId> Actors,
    [property: Id(5)] int People,
    [property: Id(6)] long Points,
    [property: Id(7)] bool IsUnread)
{
    /// <summary>The question, null where none is concerned.</summary>
    [Id(8)]
    public QuestionId? Question { get; init; }

    /// <summary>The answer, of several the newest; null: the question itself.</summary>
    [Id(9)]
    public AnswerId? Answer { get; init; }

    /// <summary>The comment, of several the newest; null: no comment is concerned.</summary>
    [Id(10)]
    public CommentId? Comment { get; init; }

    /// <summary>The skill, of several the newest; null: none is concerned.</summary>
    [Id(11)]
    public SkillSlug? Skill { get; init; }

    /// <summary>What a moderator did, of several acts the newest; null for other kinds.</summary>
    [Id(12)]
    public ModerationAct? Act { get; init; }
}

/// <summary>Rows of several members in the order of the log.</summary>
/// <param name="Rows">At most <see cref="Limits.NotificationRows"/>.</param>
/// <param name="Through">The position up to which nothing is left out: what was asked for, or less where that were too many.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-tail-view")]
public sealed record NotificationTail([property: Id(0)] ImmutableArray<NotificationRow> Rows, [property: Id(1)] long Through);

/// <summary>One fact told one member.</summary>
/// <param name="Member">Who was told.</param>
/// <param name="Position">The fact's position in the activity log.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Question">The question, null where none is concerned.</param>
/// <param name="Answer">The answer, null: the question itself.</param>
/// <param name="Comment">The comment, null where none is concerned.</param>
/// <param name="Skill">The skill, null where none is concerned.</param>
/// <param name="Act">What a moderator did, null for other kinds.</param>
/// <param name="Actor">Who acted, null: nobody who is a member.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("skiller.notification-row")]
public sealed record NotificationRow(
    [property: Id(0)] MemberId Member,
    [property: Id(1)] long Position,
    [property: Id(2)] NotificationKind Kind,
    [property: Id(3)] QuestionId? Question,
    [property: Id(4)] AnswerId? Answer,
    [property: Id(5)] CommentId? Comment,
    [property: Id(6)] SkillSlug? Skill,
    [property: Id(7)] ModerationAct? Act,
    [property: Id(8)] MemberId? Actor,
    [property: Id(9)] DateTimeOffset At);
