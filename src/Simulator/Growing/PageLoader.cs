using Skiller.Simulator.People;
using Skiller.Simulator.Shapes;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Growing;

/// <summary>Loads pages: readers without an account the site's, members the same things through the API with their token.</summary>
internal sealed class PageLoader(TargetApi api, Sessions sessions)
{
    /// <param name="page">What kind.</param>
    /// <param name="subject">A question's id, a slug or a handle; null: the front page is loaded instead.</param>
    /// <param name="member">Who; null: a reader without an account.</param>
    public async Task<Loaded> Load(PageKind page, string? subject, Person? member)
    {
        if (member is null)
        {
            return await api.Page(PagePath(page, subject), "fr");
        }

        var isAsked = false;
        var reply = await sessions.Send(member.Email, Get, CancellationToken.None);

        // Who cannot sign in, since they have not joined yet, reads as everybody does.
        return isAsked ? Loaded.Of(reply) : await api.Page(PagePath(page, subject), member.Locale);

        Task<Reply> Get(string token)
        {
            isAsked = true;
            return api.Get(ApiPath(page, subject), token, CancellationToken.None);
        }
    }

    private static string PagePath(PageKind page, string? subject) => (page, subject) switch
    {
        (PageKind.Question, { } id) => $"/questions/{id}",
        (PageKind.Member, { } handle) => $"/members/{handle}",
        (PageKind.Skill, { } slug) => $"/skills/{Uri.EscapeDataString(slug)}",
        (PageKind.Newest, _) => "/questions?sort=newest",
        _ => "/",
    };

    private static string ApiPath(PageKind page, string? subject) => (page, subject) switch
    {
        (PageKind.Question, { } id) => $"questions/{id}",
        (PageKind.Member, { } handle) => $"members/{handle}",
        (PageKind.Skill, { } slug) => $"skills/{Uri.EscapeDataString(slug)}/questions",
        (PageKind.Newest, _) => "questions?sort=newest",
        _ => "feed",
    };
}
