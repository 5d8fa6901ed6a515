using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Drafts;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>What members do on a question's page: each a form that is sent, and the page again.</summary>
internal static class QuestionForms
{
    public static void MapQuestionForms(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapPost("/questions/{id}/answers", Answer);
        members.MapPost("/questions/{id}/vote", (string id, ApiCall call, PostShapes shapes) => Vote(id, null, call, shapes));
        members.MapPost("/questions/{id}/answers/{answerId}/vote", Vote);
        members.MapPost("/questions/{id}/accepted-answer", Accept);
    }

    private static async Task<IResult> Answer(
        string id, ApiCall call, MarkdownRenderer renderer, PostShapes shapes, AnswerPlaces places, WebOptions options)
    {
        var question = PathIds.Question(id);
        var form = await FormBody.Read(call.Http);
        if (form["preview"] is not null)
        {
            await call.Try(() => call.KeepDraft(form));
            return await QuestionPages.Page(call, shapes, question, new PageForms(form.State(), await FormPreview.Of(call, shapes, form)));
        }

        PostCreated? created = null;
        form.BecomeOnce(call, ["body"]);
        var problem = await call.Try(async () => created = await AnswerEndpoints.Create(question, call, renderer, places, options));
        if (created is null)
        {
            return await QuestionPages.Page(call, shapes, question, new PageForms(form.State(problem), await FormPreview.Of(call, shapes, form)), problem);
        }

        await call.DropDraft(form[DraftForms.Field]);
        return To(question, $"#answer-{created.Id}");
    }

    private static async Task<IResult> Vote(string id, string? answerId, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var form = await FormBody.Read(call.Http);
        form.Become(call, new JsonObject { ["value"] = int.TryParse(form["value"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null });
        VoteReceipt? receipt = null;
        var problem = await call.Try(async () => receipt = await VoteEndpoints.Set(question, post, call));
        if (!Htmx.IsAsking(call.Http.Request))
        {
            return await Done(call, shapes, question, answerId, problem);
        }

        return receipt is { } vote
            ? Htmx.Part<VotePart>(new VoteModel(post.IsQuestion ? $"question-{question}" : $"answer-{answerId}", call.Http.Request.Path, vote.Score, vote.MyVote, CanVote: true))
            : Htmx.Notice(call.Http, problem ?? ProblemMapping.BadRequest);
    }

    private static async Task<IResult> Accept(string id, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var form = await FormBody.Read(call.Http);
        form.Become(call, new JsonObject { ["answerId"] = form["answerId"] is { Length: > 0 } answer ? answer : null });
        var problem = await call.Try(() => AnswerEndpoints.SetAccepted(question, call));
        if (problem is null && Htmx.IsAsking(call.Http.Request))
        {
            return Htmx.Whole(call.Http, await QuestionPages.Page(call, shapes, question, PageForms.None));
        }

        return await Done(call, shapes, question, form["answerId"] is { Length: > 0 } shown ? shown : null, problem);
    }

    private static async Task<IResult> Done(ApiCall call, PostShapes shapes, QuestionId question, string? answer, Problem? problem) => problem is null
        ? To(question, answer is null ? "" : $"#answer-{answer}")
        : Htmx.IsAsking(call.Http.Request) ? Htmx.Notice(call.Http, problem)
        : await QuestionPages.Page(call, shapes, question, PageForms.None, problem);

    private static Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult To(QuestionId question, string fragment) => TypedResults.LocalRedirect($"/questions/{question}{fragment}");
}
