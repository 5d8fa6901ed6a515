using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Grains.Projections;

/// <summary>Lists as pages read them; up to a second old.</summary>
internal interface IReadModels
{
    /// <summary>Questions after a place of an order, at most <paramref name="limit"/>, each with its sort key.</summary>
    Task<IReadOnlyList<(QuestionSummary Question, long Key)>> Questions(QuestionFilter filter, Place? after, int limit, CancellationToken ct);

    /// <summary>The questions that answers belong to, deleted ones too; an unknown answer is left out.</summary>
    Task<ImmutableArray<AnswerPlace>> Places(ImmutableArray<AnswerId> answers, CancellationToken ct);

    /// <summary>Those of the given questions that are shown, in any order.</summary>
    Task<ImmutableArray<QuestionSummary>> Questions(ImmutableArray<QuestionId> questions, CancellationToken ct);

    /// <summary>Those of the given members that have a row, in any order.</summary>
    Task<ImmutableArray<MemberListItem>> Members(ImmutableArray<MemberId> members, CancellationToken ct);

    /// <summary>Those of the given skills that have a row, in any order.</summary>
    Task<ImmutableArray<SkillView>> Skills(ImmutableArray<SkillSlug> skills, CancellationToken ct);

    /// <summary>What decorates posts: those members of the given ones that have a row.</summary>
    Task<ImmutableArray<MemberCard>> Cards(ImmutableArray<MemberId> members, CancellationToken ct);

    /// <summary>Those of the given handles that a member with a row has.</summary>
    Task<ImmutableArray<Handle>> Handles(ImmutableArray<Handle> handles, CancellationToken ct);

    /// <summary>Those pairs of a member and a skill that have reputation or endorsements.</summary>
    Task<ImmutableArray<MemberSkillStanding>> Standings(ImmutableArray<MemberId> members, ImmutableArray<SkillSlug> skills, CancellationToken ct);

    /// <summary>
    /// Members of the highest true points first, ties by id; of one skill: those who have points in it, declare it or are endorsed for it; of
    /// the days after one: those who gained in them.
    /// </summary>
    Task<IReadOnlyList<(MemberListItem Item, long Key)>> Members(MemberFilter filter, Place? after, int limit, CancellationToken ct);

    /// <summary>How many of these members have more points than a place, and how many of as many come no later in the order.</summary>
    Task<Standers> Standers(MemberFilter filter, Place place, CancellationToken ct);

    /// <summary>Skills by use or by name, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<(SkillView Skill, long Number)>> Skills(string? text, SkillSort sort, Place? after, int limit, CancellationToken ct);

    /// <summary>The skills that most often stand beside one in questions that are shown, ties by name.</summary>
    Task<ImmutableArray<RelatedSkill>> Related(SkillSlug skill, int limit, CancellationToken ct);

    /// <summary>A skill's figures, null while nobody has used or described it.</summary>
    Task<SkillView?> Skill(SkillSlug slug, CancellationToken ct);
}

/// <summary>The last item of a page: its sort key, and its id.</summary>
internal readonly record struct Place(long Key, long Id);

/// <summary>Which questions.</summary>
internal sealed record QuestionFilter(QuestionSort Sort, SkillSlug? Skill, Contracts.Locale? Locale, MemberId? Author);

/// <summary>Which members.</summary>
/// <param name="Skill">Of one skill, null: all.</param>
/// <param name="Before">Only what was given in the skill after this day, null: all that was.</param>
/// <param name="Words">How words of their name or handle begin, folded.</param>
internal sealed record MemberFilter(SkillSlug? Skill, DateOnly? Before, ImmutableArray<string> Words)
{
    /// <summary>All members, or all of a skill.</summary>
    public static MemberFilter Of(SkillSlug? skill) => new(skill, null, []);
}
