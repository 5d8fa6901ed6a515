using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Search;

/// <summary>What a fact changes in what can be found. Pure.</summary>
internal static class SearchChanges
{
    public static ImmutableArray<SearchChange> Of(Fact fact, Occurrence at) => fact switch
    {
        QuestionAsked asked =>
            [new SearchChange.Asked(Question(at), asked.Title ?? "", asked.Body ?? "", Each(asked.Skills), asked.Locale, asked.Author), .. Uses(asked.Skills)],
        PostEdited { Post.Answer: { } answer, Body: { } body } => [new SearchChange.Answered(Question(at), answer, body)],
        PostEdited { Post.IsQuestion: true } edited =>
        [
            new SearchChange.QuestionEdited(Question(at), edited.Title, edited.Body, edited.Skills is { } skills ? Each(skills) : null),
            .. Uses(edited.Skills ?? []),
        ],
        AnswerPosted posted => [new SearchChange.Answered(Question(at), posted.Answer, posted.Body ?? "")],
        PostDeleted deleted => [new SearchChange.Shown(Question(at), deleted.Post.Answer, false)],
        PostUndeleted undeleted => [new SearchChange.Shown(Question(at), undeleted.Post.Answer, true)],
        MemberRegistered joined =>
        [
            new SearchChange.Joined(Member(at), joined.Handle ?? "", joined.Name ?? "", joined.Headline ?? "", joined.Bio ?? "", Each(joined.Skills)),
            .. Uses(joined.Skills),
        ],
        ProfileEdited edited =>
        [
            new SearchChange.ProfileEdited(Member(at), edited.Name, edited.Headline, edited.Bio, edited.Skills is { } skills ? Each(skills) : null),
            .. Uses(edited.Skills ?? []),
        ],
        SkillEndorsed endorsed => [new SearchChange.Used(endorsed.Skill)],
        Skills.SkillDescribed described => [new SearchChange.Described(SkillSlug.Parse(at.Stream[2..]), described.Description ?? "", described.Locale)],
        _ => [],
    };

    private static IEnumerable<SearchChange> Uses(ImmutableArray<SkillSlug> skills) => skills.Distinct().Select(static skill => new SearchChange.Used(skill));

    private static ImmutableArray<SkillSlug> Each(ImmutableArray<SkillSlug> skills) => [.. skills.Distinct()];

    private static QuestionId Question(Occurrence at) => new(Number(at));

    private static MemberId Member(Occurrence at) => new(Number(at));

    private static long Number(Occurrence at) => long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture);
}
