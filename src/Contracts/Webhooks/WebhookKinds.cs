using System.Collections.Immutable;

namespace Skiller.Contracts.Webhooks;

/// <summary>
/// What webhooks tell, by the names that stand in <c>type</c>. Names are stored and permanent; they are grouped by full stops, as Standard Webhooks 1.0
/// recommends ("Payload structure").
/// </summary>
public static class WebhookKinds
{
    /// <summary>What a test is.</summary>
    public const string Test = "webhook.test";

    /// <summary>What the site's webhooks tell: what everybody may see, but for votes, of which no more is told than the score.</summary>
    public static ImmutableArray<string> Site { get; } =
    [
        "question.asked", "question.closed", "answer.posted", "answer.accepted", "comment.posted", "post.edited", "post.deleted", "post.undeleted",
        "member.joined", "skill.endorsed",
    ];

    /// <summary>What a member's webhooks tell: what their notifications tell them, but for points, which are none by themselves.</summary>
    public static ImmutableArray<string> Member { get; } =
    [
        "notification.answer", "notification.comment", "notification.mention", "notification.acceptance", "notification.endorsement",
        "notification.invitation_used", "notification.edit", "notification.moderation",
    ];

    /// <summary>What webhooks of an owner can tell.</summary>
    /// <param name="isSite">Whether they are the site's.</param>
    public static ImmutableArray<string> Of(bool isSite) => isSite ? Site : Member;
}
