using Microsoft.AspNetCore.Routing;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Asking a question.</summary>
internal static class AskPages
{
    public static void MapAskPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/ask").WithMetadata(MembersPage.It);
        members.MapGet("", (string? skill) => PageAnswer.Of<AskPage>(new AskModel(FormState.Empty.With("skills", skill), FormCall.NewKey(), null)));
        members.MapPost("", Ask);
    }

    private static async Task<IResult> Ask(ApiCall call, MarkdownRenderer renderer, WebOptions options)
    {
        var form = await FormBody.Read(call.Http);
        if (form["preview"] is not null)
        {
            return PageAnswer.Of<AskPage>(new AskModel(form.State(), KeyOf(form), FormPreview.Of(renderer, form)));
        }

        QuestionCreated? created = null;
        form.Become(call, ["title", "body", "locale"], ["skills"]);
        var problem = await call.Try(async () => created = await QuestionEndpoints.Create(call, renderer, options));
        return created is null
            ? PageAnswer.Of<AskPage>(new AskModel(form.State(problem), KeyOf(form), null), problem?.Status ?? StatusCodes.Status400BadRequest)
            : TypedResults.LocalRedirect($"/questions/{created.Id}/{TitleSlug.Of(created.Title)}");
    }

    private static string KeyOf(FormBody form) => form["key"] is { Length: > 0 } key ? key : FormCall.NewKey();
}
