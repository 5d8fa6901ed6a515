using System.Text.Json.Serialization;
using Skiller.Web.Members;

namespace Skiller.Web.Notifications;

/// <summary>A page of one's notifications, and how many items are not read: 100 means 100 or more.</summary>
internal sealed record NotificationsJson(IReadOnlyList<NotificationJson> Items, string? Next, int Unread, long ReadUpTo);

/// <summary>
/// What one was told of on one day: one act, or several of one kind at one place. <c>position</c> is what <c>upTo</c> takes; <c>actors</c> are those who
/// acted last, of <c>people</c>; <c>points</c> are there for votes alone, which name nobody; <c>url</c> leads to the place.
/// </summary>
public sealed record NotificationJson(
    string Kind,
    long Position,
    DateTimeOffset At,
    bool Unread,
    int Count,
    int People,
    IReadOnlyList<AuthorJson> Actors,
    string Url)
{
    /// <summary>The question, its title null when it is not shown any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NotifiedQuestionJson? Question { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AnswerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CommentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Skill { get; init; }

    /// <summary>What a moderator did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Act { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Points { get; init; }
}

/// <summary>A question that a notification is about.</summary>
public sealed record NotifiedQuestionJson(string Id, string? Title);

/// <summary>Up to where one has read.</summary>
internal sealed record ReadNotificationsRequest([property: System.ComponentModel.DataAnnotations.Range(0, long.MaxValue)] long UpTo);
