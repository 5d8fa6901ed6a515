using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Web.Following.Pages;
using Skiller.Web.Members.Pages;
using Skiller.Web.Questions;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Skills.Pages;

/// <summary>A page of the index of skills.</summary>
/// <param name="Skills">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="Sort">The order, as in the address.</param>
/// <param name="Query">What was looked for, null for nothing.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record SkillListModel(IReadOnlyList<SkillSummaryJson> Skills, string? Next, string Sort, string? Query, bool IsFirst);

/// <summary>A skill's page.</summary>
/// <param name="Skill">The skill with its figures.</param>
/// <param name="Language">The language of its description where that is not the reader's, else null.</param>
/// <param name="Leaders">Who is recognised most for it.</param>
/// <param name="Questions">What was lately active.</param>
/// <param name="Related">What most often stands beside it in questions.</param>
/// <param name="Follow">What the reader has chosen about it, null: a visitor.</param>
public sealed record SkillModel(
    SkillJson Skill,
    string? Language,
    IReadOnlyList<MemberRow> Leaders,
    IReadOnlyList<QuestionSummaryJson> Questions,
    ImmutableArray<RelatedSkill> Related,
    FollowModel? Follow);

/// <summary>A page of a skill's leaderboard.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="IsOfYear">Whether it is that of the last year.</param>
/// <param name="Members">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record LeaderboardModel(string Skill, bool IsOfYear, IReadOnlyList<MemberRow> Members, string? Next, bool IsFirst);

/// <summary>The form that describes a skill.</summary>
/// <param name="Slug">Which.</param>
/// <param name="Locale">In which language.</param>
/// <param name="IsForOther">Whether readers of this language are told something in the other one.</param>
/// <param name="Form">The text.</param>
/// <param name="Preview">What it will look like.</param>
public sealed record DescribeModel(string Slug, Locale Locale, bool IsForOther, FormState Form, string Preview);
