using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Skiller.Contracts.Search;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Questions;
using Skiller.Web.Skills;

namespace Skiller.Web.Search;

/// <summary>Turns what was found into JSON: adds names by one batched look-up, and marks.</summary>
internal sealed class SearchShapes(PostShapes posts, MemberShapes members, WebOptions options)
{
    private static readonly HtmlEncoder _html = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task<SearchJson> Page(ApiCall call, SearchPage page)
    {
        var questions = (await posts.Summaries(call, [.. page.Hits.Select(static hit => hit.Question).OfType<Contracts.Questions.QuestionSummary>()]))
            .ToDictionary(static question => question.Id, StringComparer.Ordinal);
        return new SearchJson([.. page.Hits.Select(hit => Item(hit, questions))], page.Next, page.Instead);
    }

    /// <summary>A text as HTML with its marks; nothing else of it is markup (X11).</summary>
    public static string Html(MarkedText marked)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var mark in marked.Marks)
        {
            html.Append(_html.Encode(marked.Text[at..mark.Start])).Append("<mark>").Append(_html.Encode(marked.Text.Substring(mark.Start, mark.Length))).Append("</mark>");
            at = mark.Start + mark.Length;
        }

        return html.Append(_html.Encode(marked.Text[at..])).ToString();
    }

    private SearchItemJson Item(SearchHit hit, Dictionary<string, QuestionSummaryJson> questions)
    {
        var (title, excerpt) = (Html(hit.Title), hit.Excerpt is { } text ? Html(text) : null);
        var lang = hit.Excerpt is { Locale: { } written } ? RequestLanguage.Tag(written) : null;
        if (hit.Question is { } question)
        {
            var summary = questions[question.Id.ToString()];
            return new SearchItemJson("question", summary.Id, summary.Url, summary.Title, title, excerpt, lang, summary, null, null);
        }

        if (hit.Member is { } found)
        {
            var member = members.ListItem(found);
            return new SearchItemJson("member", member.Id, member.Url, member.Name, title, excerpt, lang, null, member, null);
        }

        var skill = SkillEndpoints.Summary(hit.Skill!);
        return new SearchItemJson("skill", skill.Slug, options.Absolute($"/skills/{Uri.EscapeDataString(skill.Slug)}"), skill.Name, title, excerpt, lang, null, null, skill);
    }
}
