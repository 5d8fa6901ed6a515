namespace Skiller.Contracts.Notifications;

/// <summary>What a notification is. Numbers are stored; names are permanent, and the API shows them in kebab-case.</summary>
public enum NotificationKind
{
    /// <summary>A question that the member follows, among them those that they asked or answered, has an answer.</summary>
    Answer = 1,
    /// <summary>A post of the member has a comment.</summary>
    Comment = 2,
    /// <summary>Somebody named the member with <c>@handle</c> in a question, an answer or a comment.</summary>
    Mention = 3,
    /// <summary>An answer of the member was accepted.</summary>
    Acceptance = 4,
    /// <summary>A peer vouches for a skill of the member.</summary>
    Endorsement = 5,
    /// <summary>Somebody joined with an invitation of the member.</summary>
    InvitationUsed = 6,
    /// <summary>Somebody else edited a post of the member.</summary>
    Edit = 7,
    /// <summary>Somebody else deleted, brought back or closed a post of the member, or suspended them (<see cref="ModerationAct"/>).</summary>
    Moderation = 8,
    /// <summary>Votes on a post of the member, by day; read from the ledger, never a row.</summary>
    Points = 9,
}

/// <summary>What a moderator did. Numbers are stored; names are permanent, and the API shows them in kebab-case.</summary>
public enum ModerationAct
{
    /// <summary>A post or comment was deleted.</summary>
    Deleted = 1,
    /// <summary>A post was brought back.</summary>
    Undeleted = 2,
    /// <summary>A question was closed.</summary>
    Closed = 3,
    /// <summary>The member may read and not act until a time.</summary>
    Suspended = 4,
    /// <summary>A suspension was ended before its time.</summary>
    SuspensionLifted = 5,
}
