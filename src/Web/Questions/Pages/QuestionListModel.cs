namespace Skiller.Web.Questions.Pages;

/// <summary>A page of a list of questions.</summary>
/// <param name="Questions">Its rows.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="Sort">The order, as in the address.</param>
/// <param name="Skill">Only this skill, null: all.</param>
/// <param name="Language">Only this language, null: all.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
/// <param name="IsHome">Whether it is the site's first page.</param>
public sealed record QuestionListModel(
    IReadOnlyList<QuestionSummaryJson> Questions,
    string? Next,
    string Sort,
    string? Skill,
    string? Language,
    bool IsFirst,
    bool IsHome);
