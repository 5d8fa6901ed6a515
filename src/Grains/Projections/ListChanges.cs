using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Projections;

/// <summary>What a fact changes in the lists. Pure.</summary>
internal static class ListChanges
{
    public static ImmutableArray<ListChange> Of(Fact fact, Occurrence at) => fact switch
    {
        QuestionAsked asked =>
            [new ListChange.QuestionAdded(Question(at), asked.Title ?? "", Each(asked.Skills), asked.Locale, asked.Author, at.At, asked.Views)],
        PostEdited { Post.IsQuestion: true } edited =>
            [new ListChange.QuestionEdited(Question(at), edited.Title, edited.Skills is { } s ? Each(s) : null), Active(at)],
        PostEdited => [Active(at)],
        AnswerPosted posted => [new ListChange.AnswerAdded(posted.Answer, Question(at)), new ListChange.AnswersMoved(Question(at), 1), Active(at)],
        PostVoted { Post.IsQuestion: true } voted => [new ListChange.ScoreMoved(Question(at), voted.Value - voted.Previous)],
        AnswerAccepted accepted => [new ListChange.AcceptedSet(Question(at), accepted.Answer)],
        AcceptanceWithdrawn => [new ListChange.AcceptedSet(Question(at), null)],
        PostDeleted deleted => Shown(at, deleted.Post, false),
        PostUndeleted undeleted => Shown(at, undeleted.Post, true),
        QuestionClosed => [new ListChange.QuestionClosed(Question(at))],
        MemberRegistered joined =>
            [new ListChange.MemberAdded(Member(at), joined.Handle ?? "", joined.Name ?? "", joined.Headline, Each(joined.Skills), at.At)],
        ProfileEdited edited =>
            [new ListChange.MemberEdited(Member(at), edited.Name, edited.Headline, edited.Skills is { } s ? Each(s) : null)],
        SkillEndorsed { Renewed: false } endorsed => [new ListChange.EndorsementsMoved(Member(at), endorsed.Skill, 1)],
        EndorsementAnswered answered when answered.Hidden != answered.WasHidden =>
            [new ListChange.EndorsementsMoved(Member(at), answered.Skill, answered.Hidden ? -1 : 1)],
        EndorsementWithdrawn { WasHidden: false } withdrawn => [new ListChange.EndorsementsMoved(Member(at), withdrawn.Skill, -1)],
        Skills.SkillDescribed => [new ListChange.SkillDescribed(SkillSlug.Parse(at.Stream[2..]))],
        _ => [],
    };

    private static ImmutableArray<ListChange> Shown(Occurrence at, PostRef post, bool shown) => post.Answer is { } answer
        ? [new ListChange.AnswersMoved(Question(at), shown ? 1 : -1), new ListChange.AcceptedShown(Question(at), answer, shown)]
        : [new ListChange.QuestionShown(Question(at), shown)];

    private static ListChange.QuestionActive Active(Occurrence at) => new(Question(at), at.At);

    private static ImmutableArray<SkillSlug> Each(ImmutableArray<SkillSlug> skills) => [.. skills.Distinct()];

    private static QuestionId Question(Occurrence at) => new(Number(at));

    private static MemberId Member(Occurrence at) => new(Number(at));

    private static long Number(Occurrence at) => long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture);
}
