namespace Skiller.Contracts.Notifications;

/// <summary>
/// What a member chooses a <see cref="Delivery"/> for: the kinds of notifications, answers apart by whose question it is. Numbers are those of
/// <see cref="NotificationKind"/> as far as there is one; names are permanent, and the API shows them in camelCase.
/// </summary>
public enum NotificationTopic
{
    /// <summary>An answer to a question of the member's own.</summary>
    Answer = 1,
    /// <summary>A comment on a post of the member.</summary>
    Comment = 2,
    /// <summary>The member was named.</summary>
    Mention = 3,
    /// <summary>An answer of the member was accepted.</summary>
    Acceptance = 4,
    /// <summary>A peer vouches for a skill of the member.</summary>
    Endorsement = 5,
    /// <summary>Somebody joined with an invitation of the member.</summary>
    InvitationUsed = 6,
    /// <summary>Somebody else edited a post of the member.</summary>
    Edit = 7,
    /// <summary>A moderator's word.</summary>
    Moderation = 8,
    /// <summary>Votes on posts of the member, which are never told at once.</summary>
    Points = 9,
    /// <summary>An answer to another's question that the member follows.</summary>
    FollowedAnswer = 10,
}

/// <summary>Where a member is told of something. Each says more than the one before. Numbers are stored; the API shows them in kebab-case.</summary>
public enum Delivery
{
    /// <summary>Nowhere: not in the inbox, not counted by the bell, in no mail.</summary>
    Never = 0,
    /// <summary>On the site alone.</summary>
    Site = 1,
    /// <summary>On the site and in the digest.</summary>
    Digest = 2,
    /// <summary>On the site and by mail, after <see cref="Limits.LetterBundle"/> and outside of quiet hours.</summary>
    AtOnce = 3,
}
