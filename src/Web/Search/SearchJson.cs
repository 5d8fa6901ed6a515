using System.Text.Json.Serialization;
using Skiller.Web.Members;
using Skiller.Web.Questions;
using Skiller.Web.Skills;

namespace Skiller.Web.Search;

/// <summary>A page of what was found.</summary>
/// <param name="Items">Best first.</param>
/// <param name="Next">The cursor of the page after this one, null at the end.</param>
/// <param name="Instead">What was looked for, with the words that were probably meant; left out when nothing was taken for a typing error.</param>
public sealed record SearchJson(
    IReadOnlyList<SearchItemJson> Items,
    string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Instead);

/// <summary>Something that was found: <c>kind</c> names the one of <c>question</c>, <c>member</c> and <c>skill</c> that is there.</summary>
/// <param name="Kind">question, member or skill.</param>
/// <param name="Id">The question's or member's id, the skill's slug.</param>
/// <param name="Url">Its page.</param>
/// <param name="Title">The title or name.</param>
/// <param name="TitleHtml">The same as HTML, the words that were found in <c>mark</c>.</param>
/// <param name="ExcerptHtml">The part of the text where these words stand nearest, as HTML; null when there is no text.</param>
/// <param name="ExcerptLang">The language of that text, fr or en; not there when it is not known.</param>
/// <param name="Question">The question.</param>
/// <param name="Member">The member.</param>
/// <param name="Skill">The skill.</param>
public sealed record SearchItemJson(
    string Kind,
    string Id,
    string Url,
    string Title,
    string TitleHtml,
    string? ExcerptHtml,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ExcerptLang,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QuestionSummaryJson? Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MemberListItemJson? Member,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SkillSummaryJson? Skill);
