using Microsoft.AspNetCore.Components;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Accepts an answer, or takes that back, for whoever asked.</summary>
internal static class AcceptButton
{
    public static MarkupString Of(Words t, string question, AnswerJson answer) => Markup.Of(
        $"<button class=\"link\" id=\"accept-{answer.Id}\" form=\"{FormProof.Id}\" formaction=\"{question}/accepted-answer\" name=\"answerId\" value=\"{(answer.Accepted ? "" : answer.Id)}\" data-hx-post=\"{question}/accepted-answer\">{t[answer.Accepted ? "answer.unaccept" : "answer.accept"]}</button>");
}
