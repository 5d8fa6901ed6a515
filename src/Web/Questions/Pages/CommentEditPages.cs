using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Mending or deleting one's own comment.</summary>
internal static class CommentEditPages
{
    public static void MapCommentEditPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapGet("/questions/{id}/comments/{commentId}/edit", (string id, string commentId, ApiCall call) => Show(id, null, commentId, call));
        members.MapGet("/questions/{id}/answers/{answerId}/comments/{commentId}/edit", Show);
        members.MapPost("/questions/{id}/comments/{commentId}/edit", (string id, string commentId, ApiCall call, MarkdownRenderer renderer) => Edit(id, null, commentId, call, renderer));
        members.MapPost("/questions/{id}/answers/{answerId}/comments/{commentId}/edit", Edit);
        members.MapPost("/questions/{id}/comments/{commentId}/delete", (string id, string commentId, ApiCall call) => Delete(id, null, commentId, call));
        members.MapPost("/questions/{id}/answers/{answerId}/comments/{commentId}/delete", Delete);
    }

    private static async Task<IResult> Show(string id, string? answerId, string commentId, ApiCall call)
    {
        var (question, post, comment) = (PathIds.Question(id), PathIds.Post(answerId), PathIds.Comment(commentId));
        var view = await call.Read((grains, ct) => grains.Question(question).ViewComment(post, comment, ct));
        return Page(question, post, comment, FormState.Empty.With("body", view.Body));
    }

    private static async Task<IResult> Edit(string id, string? answerId, string commentId, ApiCall call, MarkdownRenderer renderer)
    {
        var (question, post, comment) = (PathIds.Question(id), PathIds.Post(answerId), PathIds.Comment(commentId));
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["body"]);
        var problem = await call.Try(() => CommentEndpoints.Change(question, post, comment, call, renderer));
        return problem is null ? TypedResults.LocalRedirect($"/questions/{question}#comment-{comment}") : Page(question, post, comment, form.State(problem), problem.Status);
    }

    private static async Task<IResult> Delete(string id, string? answerId, string commentId, ApiCall call)
    {
        var (question, post, comment) = (PathIds.Question(id), PathIds.Post(answerId), PathIds.Comment(commentId));
        var problem = await call.Try(() => CommentEndpoints.Remove(question, post, comment, call));
        if (problem is null || problem.Code == RefusalCode.Deleted.Code())
        {
            return TypedResults.LocalRedirect($"/questions/{question}#{PlaceOf(question, post)}");
        }

        var view = await call.Read((grains, ct) => grains.Question(question).ViewComment(post, comment, ct));
        return Page(question, post, comment, FormState.Empty.With("body", view.Body) with { Problem = problem.Code }, problem.Status);
    }

    private static IResult Page(QuestionId question, PostRef post, CommentId comment, FormState form, int status = StatusCodes.Status200OK) => PageAnswer.Of<CommentEditPage>(
        new CommentEditModel(
            post.Answer is { } answer ? $"/questions/{question}/answers/{answer}/comments/{comment}" : $"/questions/{question}/comments/{comment}",
            $"/questions/{question}#comment-{comment}",
            form),
        status);

    private static string PlaceOf(QuestionId question, PostRef post) => post.Answer is { } answer ? $"comments-{answer}" : $"comments-{question}";
}

/// <summary>A comment being mended.</summary>
/// <param name="Path">Where acts on it go.</param>
/// <param name="Back">Where it stands.</param>
/// <param name="Form">The form.</param>
public sealed record CommentEditModel(string Path, string Back, FormState Form);
