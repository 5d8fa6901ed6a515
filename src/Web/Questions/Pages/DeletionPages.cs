using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Questions.Pages;

/// <summary>Deleting a post with a reason, and what is deleted, for whoever may bring it back.</summary>
internal static class DeletionPages
{
    public static void MapDeletionPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapGet("/questions/{id}/delete", (string id, ApiCall call) => Ask(id, null, call));
        members.MapGet("/questions/{id}/answers/{answerId}/delete", Ask);
        members.MapPost("/questions/{id}/delete", (string id, ApiCall call) => Delete(id, null, call));
        members.MapPost("/questions/{id}/answers/{answerId}/delete", Delete);
        members.MapGet("/questions/{id}/deleted", (string id, ApiCall call, Authors authors, PostShapes shapes) => Deleted(id, null, call, authors, shapes));
        members.MapGet("/questions/{id}/answers/{answerId}/deleted", Deleted);
        members.MapPost("/questions/{id}/undelete", (string id, ApiCall call, Authors authors, PostShapes shapes) => Undelete(id, null, call, authors, shapes));
        members.MapPost("/questions/{id}/answers/{answerId}/undelete", Undelete);
    }

    private static async Task<IResult> Ask(string id, string? answerId, ApiCall call) =>
        Page((await call.Known(PathIds.Question(id))).Title, PathIds.Question(id), PathIds.Post(answerId), FormState.Empty);

    private static async Task<IResult> Delete(string id, string? answerId, ApiCall call)
    {
        var (question, post) = (PathIds.Question(id), PathIds.Post(answerId));
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["reason"]);
        var problem = await call.Try(() => QuestionEndpoints.Remove(question, post, call));
        return problem is null || problem.Code == RefusalCode.Deleted.Code()
            ? TypedResults.LocalRedirect($"{PathOf(question, post)}/deleted")
            : Page((await call.Known(question)).Title, question, post, form.State(problem), problem.Status);
    }

    private static async Task<IResult> Deleted(string id, string? answerId, ApiCall call, Authors authors, PostShapes shapes) =>
        await Bin(call, authors, shapes, PathIds.Question(id), PathIds.Post(answerId), null);

    private static async Task<IResult> Undelete(string id, string? answerId, ApiCall call, Authors authors, PostShapes shapes)
    {
        var (question, post) = (PathIds.Question(id), PathIds.Post(answerId));
        var problem = await call.Try(() => QuestionEndpoints.BringBack(question, post, call));
        return problem is null
            ? TypedResults.LocalRedirect(post.Answer is { } answer ? $"/questions/{question}#answer-{answer}" : $"/questions/{question}")
            : await Bin(call, authors, shapes, question, post, problem);
    }

    private static async Task<IResult> Bin(ApiCall call, Authors authors, PostShapes shapes, QuestionId question, PostRef post, Problem? problem)
    {
        var actor = await call.Member();
        var view = await call.Read((grains, ct) => grains.Question(question).ViewDeletion(actor, post, ct));
        var names = await authors.Of(call, [view.By]);
        return PageAnswer.Of<DeletedPage>(
            new DeletedModel(
                PathOf(question, post),
                post.IsQuestion,
                view.Title,
                RequestLanguage.Tag(view.Locale),
                await shapes.Html(call, view.Body),
                view.By is { } by ? names.GetValueOrDefault(by) : null,
                view.At,
                view.Reason,
                problem?.Code),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static IResult Page(string title, QuestionId question, PostRef post, FormState form, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<DeletePage>(new DeleteModel(PathOf(question, post), post.IsQuestion, title, form), status);

    private static string PathOf(QuestionId question, PostRef post) => post.Answer is { } answer ? $"/questions/{question}/answers/{answer}" : $"/questions/{question}";
}

/// <summary>Deleting a post.</summary>
/// <param name="Path">Where acts on it go.</param>
/// <param name="IsQuestion">Whether it is the question.</param>
/// <param name="Title">The question's title.</param>
/// <param name="Form">The form.</param>
public sealed record DeleteModel(string Path, bool IsQuestion, string Title, FormState Form);

/// <summary>A deleted post.</summary>
/// <param name="Path">Where acts on it go.</param>
/// <param name="IsQuestion">Whether it is the question.</param>
/// <param name="Title">The question's title.</param>
/// <param name="Language">The question's language.</param>
/// <param name="BodyHtml">Its text.</param>
/// <param name="By">Who deleted it.</param>
/// <param name="At">When, null when that was not kept.</param>
/// <param name="Reason">Why, null when nothing was said.</param>
/// <param name="Problem">The code of why it did not come back, null for nothing.</param>
public sealed record DeletedModel(
    string Path, bool IsQuestion, string Title, string Language, string BodyHtml, AuthorJson? By, DateTimeOffset? At, string? Reason, string? Problem);
