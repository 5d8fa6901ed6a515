using Microsoft.AspNetCore.Components;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>A score, and for members who may vote the two buttons, each with its state; pressed again it is taken back.</summary>
internal static class VoteButtons
{
    public static MarkupString Of(Words t, VoteModel vote)
    {
        var score = Markup.Of($"<span class=\"number\">{t.Number(vote.Score)}</span> <span class=\"word\">{t.Count("word.votes", vote.Score)}</span>");
        return vote.CanVote
            ? Markup.Of($"<div class=\"votes part\" lang=\"{t.Tag}\">{Button(t, vote, "up", 1, "▲")}{score}{Button(t, vote, "down", -1, "▼")}</div>")
            : Markup.Of($"<div class=\"votes part\" lang=\"{t.Tag}\">{score}</div>");
    }

    private static MarkupString Button(Words t, VoteModel vote, string way, int value, string sign)
    {
        var isPressed = vote.Mine == value;
        var label = t[$"vote.{way}"];
        return Markup.Of(
            $"<button class=\"vote {way}\" id=\"{vote.Id}-{way}\" form=\"{FormProof.Id}\" formaction=\"{vote.Action}\" name=\"value\" value=\"{(isPressed ? 0 : value)}\" aria-pressed=\"{(isPressed ? "true" : "false")}\" aria-label=\"{label}\" title=\"{label}\" data-hx-post=\"{vote.Action}\">{sign}</button>");
    }
}
