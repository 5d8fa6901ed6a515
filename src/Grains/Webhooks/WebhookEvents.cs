using Skiller.Contracts.Notifications;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Notifications;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Webhooks;

/// <summary>
/// Which facts webhooks tell. Pure. The site's tell what everybody may see; never votes, drafts, addresses, sessions, invitations, suspensions or
/// what somebody mutes.
/// </summary>
internal static class WebhookEvents
{
    /// <summary>What a fact is to webhooks of the site, null: nothing.</summary>
    public static string? OfSite(Fact fact) => fact switch
    {
        QuestionAsked => "question.asked",
        QuestionClosed => "question.closed",
        AnswerPosted => "answer.posted",
        AnswerAccepted => "answer.accepted",
        CommentPosted => "comment.posted",
        PostEdited => "post.edited",
        PostDeleted => "post.deleted",
        PostUndeleted => "post.undeleted",
        MemberRegistered => "member.joined",
        SkillEndorsed { Renewed: false } => "skill.endorsed",
        _ => null,
    };

    /// <summary>What a notification is to webhooks of the member, null: nothing.</summary>
    public static string? OfMember(NotificationKind kind) => kind switch
    {
        NotificationKind.Answer => "notification.answer",
        NotificationKind.Comment => "notification.comment",
        NotificationKind.Mention => "notification.mention",
        NotificationKind.Acceptance => "notification.acceptance",
        NotificationKind.Endorsement => "notification.endorsement",
        NotificationKind.InvitationUsed => "notification.invitation_used",
        NotificationKind.Edit => "notification.edit",
        NotificationKind.Moderation => "notification.moderation",
        _ => null,
    };

    /// <summary>Whether the projection of webhooks has to see a fact: some webhook may tell it, or it is about a webhook.</summary>
    public static bool Concerns(Fact fact) => fact is IWebhookFact || OfSite(fact) is not null || NotificationRules.Tells(fact);
}
