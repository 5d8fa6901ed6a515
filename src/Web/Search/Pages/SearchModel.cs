using Skiller.Web.Questions;

namespace Skiller.Web.Search.Pages;

/// <summary>A page of what was found.</summary>
/// <param name="Query">What was looked for, empty for nothing yet.</param>
/// <param name="Kind">Only this kind, null: all.</param>
/// <param name="Found">What was found.</param>
/// <param name="Problem">What is wrong with the query, null for nothing.</param>
/// <param name="IsFirst">Whether it begins the list.</param>
public sealed record SearchModel(string Query, string? Kind, SearchJson Found, string? Problem, bool IsFirst);

/// <summary>Questions like the one that is being asked.</summary>
/// <param name="Questions">Best first.</param>
public sealed record SimilarModel(IReadOnlyList<QuestionSummaryJson> Questions)
{
    /// <summary>Nothing.</summary>
    public static SimilarModel None { get; } = new([]);
}
