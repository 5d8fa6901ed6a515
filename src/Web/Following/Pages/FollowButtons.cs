using Microsoft.AspNetCore.Components;
using Skiller.Contracts.Following;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Following.Pages;

/// <summary>Follows and mutes, or blocks: buttons with their state, which pressed again take it back; and how many follow.</summary>
internal static class FollowButtons
{
    public static MarkupString Of(Words t, FollowModel model)
    {
        var follow = model.Choice.IsBlocked ? default : Button(t, model, "follow", model.Choice.Follows);
        var quiet = model.Kind == SourceKind.Member ? Button(t, model, "block", model.Choice.IsBlocked) : Button(t, model, "mute", model.Choice.IsMuted);
        return Markup.Of($"<div class=\"follow part\" lang=\"{t.Tag}\">{follow}{quiet}{Count(t, model.Path, model.Kind, model.Followers)}</div>");
    }

    /// <summary>How many follow, as everybody may see it.</summary>
    public static MarkupString Count(Words t, string path, SourceKind kind, long? followers) => followers switch
    {
        not { } => default,
        { } number when kind == SourceKind.Question => Markup.Of($"<span class=\"quiet unbroken\">{t.Count("count.followers", number)}</span>"),
        { } number => Markup.Of($"<a class=\"quiet unbroken\" href=\"{path}/followers\">{t.Count("count.followers", number)}</a>"),
    };

    private static MarkupString Button(Words t, FollowModel model, string act, bool isSet)
    {
        var (action, said) = ($"{model.Path}/{act}", t[$"follow.{act}-title"]);
        return Markup.Of(
            $"<button class=\"button plain choice\" id=\"{act}\" form=\"{FormProof.Id}\" formaction=\"{action}\" name=\"set\" value=\"{(isSet ? 0 : 1)}\" aria-pressed=\"{(isSet ? "true" : "false")}\" title=\"{said}\" data-hx-post=\"{action}\">{t[$"follow.{act}"]}</button>");
    }
}
