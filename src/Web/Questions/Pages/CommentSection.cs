using Microsoft.AspNetCore.Components;
using Skiller.Contracts;
using Skiller.Web.Members.Pages;
using Skiller.Web.Resources;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>What was said of a post, and where to say more.</summary>
internal static class CommentSection
{
    public static MarkupString Of(Words t, SiteViewer viewer, FormProof proof, CommentsModel model)
    {
        var more = model.Next is { } next
            ? Markup.Of($"<p class=\"more\" lang=\"{t.Tag}\"><a href=\"{PageAddress.Of($"{model.Path}/comments", ("cursor", next))}\">{t["post.more-comments"]}</a></p>")
            : default;
        return Markup.Of(
            $"<div class=\"comment-section part\" id=\"{model.Place}\">{List(t, viewer, model)}{more}{(viewer.IsMember && !model.IsClosed ? Writing(t, proof, model) : default)}</div>");
    }

    private static MarkupString List(Words t, SiteViewer viewer, CommentsModel model) => model.Comments.Count == 0
        ? default
        : Markup.Of($"<ul class=\"comments\" aria-label=\"{t["post.comments"]}\">{model.Comments.Select(comment => Comment(t, viewer, model, comment))}</ul>");

    private static MarkupString Comment(Words t, SiteViewer viewer, CommentsModel model, CommentJson comment)
    {
        var focus = comment.Id == model.New ? Markup.Of($" tabindex=\"-1\" autofocus") : default;
        var edit = viewer.MayEdit(comment.Author)
            ? Markup.Of($"<a class=\"quiet-link\" href=\"{model.Path}/comments/{comment.Id}/edit\" aria-label=\"{t["comment.edit-title"]}\">{t["post.edit"]}</a>")
            : default;
        return Markup.Of(
            $"<li id=\"comment-{comment.Id}\"{focus}><div class=\"prose\">{new MarkupString(comment.BodyHtml)}</div><span lang=\"{t.Tag}\">{Byline.Of(t, comment.Author, comment.CreatedAt)}{edit}</span></li>");
    }

    private static MarkupString Writing(Words t, FormProof proof, CommentsModel model)
    {
        var state = model.Form ?? FormState.Empty;
        var (open, refusal) = model.Form is null
            ? default
            : (Markup.Of($" open"), state.Problem is { } problem ? Markup.Of($"<p class=\"refusal\" role=\"alert\">{Messages.Refused(problem, t.Language)}</p>") : default);
        var field = new FieldMarkup("body") { Id = $"{model.Place}-body", Label = "field.comment", Rows = 3, Max = Limits.CommentMax, NamesMembers = true }.With(t, state);
        var key = Markup.Of($"<input type=\"hidden\" name=\"key\" value=\"{(state["key"] is { Length: > 0 } typed ? typed : model.Key)}\">");
        return Markup.Of(
            $"<details class=\"comment-form\" lang=\"{t.Tag}\"{open}><summary>{t["post.comment"]}</summary><form method=\"post\" action=\"{model.Path}/comments\" class=\"form\" data-hx-post=\"{model.Path}/comments\">{proof.Field}{refusal}{key}{field}<button class=\"button\">{t["post.comment-go"]}</button></form></details>");
    }
}
