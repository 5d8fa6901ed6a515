using Microsoft.AspNetCore.Components;
using Skiller.Contracts.Members;
using Skiller.Web.Site;
using Skiller.Web.Text;

namespace Skiller.Web.Members.Pages;

/// <summary>Who wrote a post, and what stands behind them in its skills.</summary>
internal static class AuthorCard
{
    /// <summary>The card.</summary>
    /// <param name="t">The reader's language.</param>
    /// <param name="verb">What they did.</param>
    /// <param name="author">Who, null: nobody that is known.</param>
    /// <param name="at">When.</param>
    /// <param name="standings">The most first.</param>
    public static MarkupString Of(Words t, string verb, AuthorJson? author, DateTimeOffset at, IEnumerable<MemberSkillStanding> standings)
    {
        var behind = author is not null && standings.Any()
            ? Markup.Of($"<ul class=\"behind\" aria-label=\"{t["author.behind"]}\">{standings.Select(standing => Behind(t, author, standing))}</ul>")
            : default;
        return Markup.Of($"<div class=\"card\"><span class=\"verb\">{verb}</span> {Byline.Of(t, author, at)}{behind}</div>");
    }

    // Each leads to its evidence: points to their ledger, what only peers say to what they say.
    private static MarkupString Behind(Words t, AuthorJson author, MemberSkillStanding standing)
    {
        var (profile, skill) = ($"/members/{author.Handle}", standing.Skill.Value);
        var name = standing.Points > 0
            ? Markup.Of($"<a href=\"{PageAddress.Of($"{profile}/reputation", ("skill", skill))}\">{skill} <span class=\"standing\">{t.Number(standing.Points)}</span></a>")
            : Markup.Of($"<a href=\"{profile}#skills\">{skill}</a>");
        var vouched = standing.Endorsements > 0 ? Markup.Of($" <span class=\"quiet\">· {t.Count("count.endorsements", standing.Endorsements)}</span>") : default;
        return Markup.Of($"<li>{name}{vouched}</li>");
    }
}
