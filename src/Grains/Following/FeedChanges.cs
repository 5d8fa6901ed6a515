using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Following;

/// <summary>What facts change in the rows of feeds. Pure; whoever asks or answers follows the question by that.</summary>
internal static class FeedChanges
{
    /// <param name="fact">What happened.</param>
    /// <param name="at">Where and when.</param>
    /// <param name="position">Its place in the log.</param>
    public static ImmutableArray<FeedChange> Of(Fact fact, Occurrence at, long position) => fact switch
    {
        SourceFollowed followed when at.Actor is { } member => [new FeedChange.Followed(followed.Source, member, at.At, position)],
        SourceUnfollowed left when at.Actor is { } member => [new FeedChange.Left(left.Source, member)],
        QuestionAsked asked => Posted(at, position, new FeedAct(FeedActKind.Asked, asked.Author, asked.Author, null, at.At), asked.Skills),
        AnswerPosted posted => Posted(at, position, new FeedAct(FeedActKind.Answered, posted.Author, posted.Author, posted.Answer, at.At), posted.Skills ?? []),
        AnswerAccepted accepted =>
        [
            new FeedChange.Happened(
                QuestionOf(at),
                position,
                new FeedAct(FeedActKind.Accepted, Known(accepted.By), Known(accepted.Author), accepted.Answer, at.At),
                [Source.Of(QuestionOf(at)), .. MemberOf(accepted.Author)]),
        ],
        AcceptanceWithdrawn withdrawn => [new FeedChange.Withdrawn(QuestionOf(at), withdrawn.Answer)],
        PostDeleted { Post.Answer: { } answer } => [new FeedChange.AnswerShown(QuestionOf(at), answer, Shown: false)],
        PostUndeleted { Post.Answer: { } answer } => [new FeedChange.AnswerShown(QuestionOf(at), answer, Shown: true)],
        _ => [],
    };

    private static ImmutableArray<FeedChange> Posted(Occurrence at, long position, FeedAct act, ImmutableArray<SkillSlug> skills)
    {
        var question = QuestionOf(at);
        var happened = new FeedChange.Happened(
            question, position, act with { Actor = Known(act.Actor), Subject = Known(act.Subject) }, [Source.Of(question), .. skills.Select(Source.Of), .. MemberOf(act.Actor)]);
        return Known(act.Actor) is { } author ? [happened, new FeedChange.Followed(Source.Of(question), author, at.At, position)] : [happened];
    }

    private static ImmutableArray<Source> MemberOf(MemberId? member) => Known(member) is { } known ? [Source.Of(known)] : [];

    // Negative ids are imported voters that are no members.
    private static MemberId? Known(MemberId? member) => member is { Value: > 0 } ? member : null;

    private static QuestionId QuestionOf(Occurrence at) => new(long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture));
}
