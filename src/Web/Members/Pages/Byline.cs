using Microsoft.AspNetCore.Components;
using Skiller.Web.Site;
using Skiller.Web.Text;

namespace Skiller.Web.Members.Pages;

/// <summary>Who wrote something, with their standing, and when.</summary>
internal static class Byline
{
    public static MarkupString Of(Words t, AuthorJson? author, DateTimeOffset at) =>
        Markup.Of($"<span class=\"byline\">{Who(t, author)}<time datetime=\"{Words.Instant(at)}\" title=\"{t.Moment(at)}\">{t.Ago(at)}</time></span>");

    private static MarkupString Who(Words t, AuthorJson? author) => author is null
        ? Markup.Of($"<span class=\"nobody\">{t["author.unknown"]}</span>")
        : Markup.Of($"{Avatar.Of(author.Handle)}<a href=\"/members/{author.Handle}\"><bdi>{author.Name}</bdi></a> <span class=\"standing\" title=\"{t["standing.title"]}\">{t.Number(author.Reputation)}</span>");
}
