using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>What a text that is being written will look like, by the renderer that shows it later (X16).</summary>
internal static class FormPreview
{
    public static string Of(MarkdownRenderer renderer, FormBody form) => renderer.Html((form["body"] ?? "").ReplaceLineEndings("\n"));
}
