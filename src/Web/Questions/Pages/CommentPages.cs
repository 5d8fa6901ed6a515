using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Commenting, on the page or on one of its own, and further comments of a post that has many.</summary>
internal static class CommentPages
{
    public static void MapCommentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/questions/{id}/comments", (string id, ApiCall call, PostShapes shapes, string? cursor) => Show(id, null, call, shapes, cursor));
        pages.MapGet("/questions/{id}/answers/{answerId}/comments", Show);
        var members = pages.MapGroup("").WithMetadata(MembersPage.It);
        members.MapPost("/questions/{id}/comments", (string id, ApiCall call, MarkdownRenderer renderer, PostShapes shapes) => Comment(id, null, call, renderer, shapes));
        members.MapPost("/questions/{id}/answers/{answerId}/comments", Comment);
    }

    private static async Task<IResult> Show(string id, string? answerId, ApiCall call, PostShapes shapes, string? cursor)
    {
        var (question, post) = (PathIds.Question(id), PathIds.Post(answerId));
        var comments = call.Read((grains, ct) => grains.Question(question).Comments(post, ListQuery.Page(cursor, null), ct));
        var view = await call.Known(question);
        var page = await comments;
        return PageAnswer.Of<CommentsPage>(new CommentsPageModel(
            view.Title,
            RequestLanguage.Tag(view.Locale),
            post.Answer is { } answer ? $"/questions/{question}#answer-{answer}" : $"/questions/{question}",
            CommentsModel.Of(question.ToString(), post.Answer?.ToString(), await shapes.Comments(call, question, post, page.Items), page.Next, view.Status == QuestionStatus.Closed)));
    }

    private static async Task<IResult> Comment(string id, string? answerId, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var (question, post) = (PathIds.Question(id), PathIds.Post(answerId));
        var form = await FormBody.Read(call.Http);
        PostCreated? created = null;
        form.Become(call, ["body"]);
        var problem = await call.Try(async () => created = await CommentEndpoints.Create(question, post, call, renderer, shapes));
        if (Htmx.IsAsking(call.Http.Request))
        {
            return problem is { Errors.IsEmpty: true }
                ? Htmx.Notice(call.Http, problem)
                : await Part(call, shapes, question, post, created?.Id, problem is null ? null : form.State(problem), problem);
        }

        return created is null
            ? await QuestionPages.Page(call, shapes, question, new PageForms(FormState.Empty, Comment: new CommentForm(answerId, form.State(problem))), problem)
            : TypedResults.LocalRedirect($"/questions/{question}#comment-{created.Id}");
    }

    // The first comments and, however many there are, the one that was just written.
    private static async Task<IResult> Part(
        ApiCall call, PostShapes shapes, QuestionId question, PostRef post, string? created, FormState? form, Problem? problem)
    {
        var page = await call.Read((grains, ct) => grains.Question(question).Comments(post, new PageRequest(null, Limits.PageDefault), ct));
        var views = page.Items;
        if (created is not null && !views.Any(comment => comment.Id.ToString() == created))
        {
            views = views.Add(await call.Read((grains, ct) => grains.Question(question).ViewComment(post, PathIds.Comment(created), ct)));
        }

        var model = CommentsModel.Of(question.ToString(), post.Answer?.ToString(), await shapes.Comments(call, question, post, views), page.Next, isClosed: false) with { New = created, Form = form };
        return problem is null
            ? Htmx.Part<CommentPart>(model)
            : Htmx.Refused<CommentPart>(call.Http, $"#{model.Place}", model, problem.Status);
    }
}

/// <summary>Comments of a post.</summary>
/// <param name="Place">Their id on the page.</param>
/// <param name="Path">Where acts on the post go.</param>
/// <param name="Comments">Those that are shown, oldest first.</param>
/// <param name="Next">The cursor of what follows, null at the end.</param>
/// <param name="IsClosed">Whether the question is closed.</param>
/// <param name="Key">Recognises a comment that is sent twice.</param>
public sealed record CommentsModel(string Place, string Path, IReadOnlyList<CommentJson> Comments, string? Next, bool IsClosed, string Key)
{
    /// <summary>The comment that was just written, null for none.</summary>
    public string? New { get; init; }

    /// <summary>The comment that was refused, null for none.</summary>
    public FormState? Form { get; init; }

    internal static CommentsModel Of(string question, string? answer, IReadOnlyList<CommentJson> comments, string? next, bool isClosed) => new(
        $"comments-{answer ?? question}",
        answer is null ? $"/questions/{question}" : $"/questions/{question}/answers/{answer}",
        comments,
        next,
        isClosed,
        FormCall.NewKey());
}

/// <summary>A page of comments of a post.</summary>
/// <param name="Title">The question's title.</param>
/// <param name="Language">The question's language.</param>
/// <param name="Post">Where the post is shown.</param>
/// <param name="Comments">The comments.</param>
public sealed record CommentsPageModel(string Title, string Language, string Post, CommentsModel Comments);
