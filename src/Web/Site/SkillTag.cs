using Microsoft.AspNetCore.Components;
using Skiller.Web.Text;

namespace Skiller.Web.Site;

/// <summary>A skill, as a link to its page.</summary>
internal static class SkillTag
{
    public static MarkupString Of(string slug) => Markup.Of($"<a class=\"skill\" href=\"/skills/{Uri.EscapeDataString(slug)}\">{slug}</a>");

    /// <summary>The skills of a question.</summary>
    public static MarkupString List(Words t, IEnumerable<string> slugs) =>
        Markup.Of($"<ul class=\"skills\" aria-label=\"{t["question.skills"]}\">{slugs.Select(static slug => Markup.Of($"<li>{Of(slug)}</li>"))}</ul>");
}
