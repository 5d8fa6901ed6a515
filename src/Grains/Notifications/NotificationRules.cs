using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Notifications;

/// <summary>Who is told of a fact, and of what kind. Pure. What tells most comes first, since a fact tells a member once.</summary>
internal static class NotificationRules
{
    /// <summary>Whether somebody may be told of a fact, or it says what is needed to know who is told of another one of its stream.</summary>
    public static bool Tells(Fact fact) => fact is QuestionAsked or PostEdited or AnswerPosted or CommentPosted or CommentEdited or CommentDeleted
        or AnswerAccepted or PostDeleted or PostUndeleted or QuestionClosed or SkillEndorsed or InvitationAccepted or MemberSuspended or SuspensionLifted;

    /// <summary>The text of a fact in which members may be named.</summary>
    public static string? TextOf(Fact fact) => fact switch
    {
        QuestionAsked asked => asked.Body,
        AnswerPosted posted => posted.Body,
        CommentPosted posted => posted.Body,
        PostEdited edited => edited.Body,
        CommentEdited edited => edited.Body,
        _ => null,
    };

    /// <summary>The changes that a fact makes, in their order.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="at">Where and when.</param>
    /// <param name="position">Its place in the log.</param>
    /// <param name="named">The members whom <see cref="TextOf"/> names and who had their handle by then.</param>
    public static ImmutableArray<InboxChange> Of(Fact fact, Occurrence at, long position, ImmutableArray<MemberId> named) => fact switch
    {
        QuestionAsked asked => Asked(asked, at, position, named),
        AnswerPosted posted => Answered(posted, at, position, named),
        CommentPosted posted => Commented(posted, at, position, named),
        PostEdited edited => Edited(edited, at, position, named),
        CommentEdited edited => Naming(Place(at, edited.Post, edited.Comment), at, position, named),
        CommentDeleted deleted => ToAuthor(Place(at, deleted.Post, deleted.Comment), Moderated(ModerationAct.Deleted, at, position)),
        AnswerAccepted { Author: { } author } accepted =>
            To(author, new Notice(NotificationKind.Acceptance, position, at.At, at.Actor) { Writing = Place(at, new PostRef(accepted.Answer)) }),
        PostDeleted deleted => ToAuthor(Place(at, deleted.Post), Moderated(ModerationAct.Deleted, at, position)),
        PostUndeleted undeleted => ToAuthor(Place(at, undeleted.Post), Moderated(ModerationAct.Undeleted, at, position)),
        QuestionClosed => ToAuthor(Place(at, PostRef.Question), Moderated(ModerationAct.Closed, at, position)),
        SkillEndorsed { Renewed: false } endorsed =>
            To(new MemberId(Number(at.Stream)), new Notice(NotificationKind.Endorsement, position, at.At, endorsed.By) { Skill = endorsed.Skill }),
        InvitationAccepted { Inviter: { } inviter } accepted => To(inviter, new Notice(NotificationKind.InvitationUsed, position, at.At, accepted.Member)),
        MemberSuspended suspended => To(suspended.Member, Moderated(ModerationAct.Suspended, at, position)),
        SuspensionLifted lifted => To(lifted.Member, Moderated(ModerationAct.SuspensionLifted, at, position)),
        SourceFollowed { Source.Question: { } question } => [new InboxChange.Follows(question, new MemberId(Number(at.Stream)), true, position)],
        SourceUnfollowed { Source.Question: { } question } => [new InboxChange.Follows(question, new MemberId(Number(at.Stream)), false, position)],
        SourceMuted { Source.Question: { } question } => [new InboxChange.Mutes(question, new MemberId(Number(at.Stream)), true, position)],
        SourceUnmuted { Source.Question: { } question } => [new InboxChange.Mutes(question, new MemberId(Number(at.Stream)), false, position)],
        MemberBlocked { Source.Member: { } other } => [new InboxChange.Blocks(new MemberId(Number(at.Stream)), other, true, position)],
        MemberUnblocked { Source.Member: { } other } => [new InboxChange.Blocks(new MemberId(Number(at.Stream)), other, false, position)],
        _ => [],
    };

    private static ImmutableArray<InboxChange> Asked(QuestionAsked asked, Occurrence at, long position, ImmutableArray<MemberId> named)
    {
        var place = Place(at, PostRef.Question);
        return [new InboxChange.Wrote(place, asked.Author), .. Following(place, asked.Author, position), .. Naming(place, at, position, named)];
    }

    private static ImmutableArray<InboxChange> Answered(AnswerPosted posted, Occurrence at, long position, ImmutableArray<MemberId> named)
    {
        var place = Place(at, new PostRef(posted.Answer));
        var notice = new Notice(NotificationKind.Answer, position, at.At, at.Actor) { Writing = place };
        return
        [
            new InboxChange.Wrote(place, posted.Author),
            .. Naming(place, at, position, named),
            new InboxChange.Tells(notice, new Audience.Followers(place.Question)),
            .. Following(place, posted.Author, position),
        ];
    }

    private static ImmutableArray<InboxChange> Commented(CommentPosted posted, Occurrence at, long position, ImmutableArray<MemberId> named)
    {
        var (place, post) = (Place(at, posted.Post, posted.Comment), Place(at, posted.Post));
        var notice = new Notice(NotificationKind.Comment, position, at.At, at.Actor) { Writing = place };
        return [new InboxChange.Wrote(place, posted.Author), .. Naming(place, at, position, named), new InboxChange.Tells(notice, new Audience.Author(post))];
    }

    private static ImmutableArray<InboxChange> Edited(PostEdited edited, Occurrence at, long position, ImmutableArray<MemberId> named)
    {
        var place = Place(at, edited.Post);
        return [.. ToAuthor(place, new Notice(NotificationKind.Edit, position, at.At, at.Actor)), .. Naming(place, at, position, named)];
    }

    private static ImmutableArray<InboxChange> Naming(Writing place, Occurrence at, long position, ImmutableArray<MemberId> named) => named.IsEmpty
        ? []
        :
        [
            new InboxChange.Tells(new Notice(NotificationKind.Mention, position, at.At, at.Actor) { Writing = place }, new Audience.Named(place, named)),
            new InboxChange.Named(place, named),
        ];

    // Imported voters and authors that are no members have negative ids.
    private static ImmutableArray<InboxChange> Following(Writing place, MemberId? author, long position) =>
        author is { Value: > 0 } member ? [new InboxChange.Follows(place.Question, member, true, position)] : [];

    private static ImmutableArray<InboxChange> ToAuthor(Writing place, Notice notice) =>
        [new InboxChange.Tells(notice with { Writing = place }, new Audience.Author(place))];

    private static ImmutableArray<InboxChange> To(MemberId member, Notice notice) => [new InboxChange.Tells(notice, new Audience.Member(member))];

    private static Notice Moderated(ModerationAct act, Occurrence at, long position) =>
        new(NotificationKind.Moderation, position, at.At, at.Actor) { Act = act };

    private static Writing Place(Occurrence at, PostRef post, CommentId? comment = null) => new(new QuestionId(Number(at.Stream)), post.Answer, comment);

    private static long Number(string stream) =>
        long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}
