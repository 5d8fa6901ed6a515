using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Text;

namespace Skiller.Web.Questions;

/// <summary>Comments and revisions of posts.</summary>
internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/questions/{id}/comments", (string id, ApiCall call, MarkdownRenderer renderer, PostShapes shapes) => Post(id, null, call, renderer, shapes))
            .Act("commentOnQuestion", "Comments on a question.").Members().Takes<PostCommentRequest>().Keyed().CreatesAt<PostCreated>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.Full, RefusalCode.Suspended, RefusalCode.RateLimited);
        api.MapPost("/questions/{id}/answers/{answerId}/comments", Post)
            .Act("commentOnAnswer", "Comments on an answer.").Members().Takes<PostCommentRequest>().Keyed().CreatesAt<PostCreated>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.Closed, RefusalCode.Full, RefusalCode.Suspended, RefusalCode.RateLimited);
        api.MapGet("/questions/{id}/comments", (string id, ApiCall call, PostShapes shapes, string? cursor, string? limit) => List(id, null, call, shapes, cursor, limit))
            .Query("listCommentsOfQuestion", "Comments on a question, oldest first.").Lists<CommentJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapGet("/questions/{id}/answers/{answerId}/comments", List)
            .Query("listCommentsOfAnswer", "Comments on an answer, oldest first.").Lists<CommentJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapGet("/questions/{id}/comments/{commentId}", (string id, string commentId, ApiCall call, PostShapes shapes) => Get(id, null, commentId, call, shapes))
            .Query("getCommentOnQuestion", "A comment on a question.").Gives<CommentJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapGet("/questions/{id}/answers/{answerId}/comments/{commentId}", Get)
            .Query("getCommentOnAnswer", "A comment on an answer.").Gives<CommentJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        MapMending(api);
    }

    private static void MapMending(IEndpointRouteBuilder api)
    {
        api.MapPatch("/questions/{id}/comments/{commentId}", (string id, string commentId, ApiCall call, MarkdownRenderer renderer) => Edit(id, null, commentId, call, renderer))
            .Act("editCommentOnQuestion", "Changes the text of one's comment.").Members().Takes<PostCommentRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapPatch("/questions/{id}/answers/{answerId}/comments/{commentId}", Edit)
            .Act("editCommentOnAnswer", "Changes the text of one's comment.").Members().Takes<PostCommentRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapDelete("/questions/{id}/comments/{commentId}", (string id, string commentId, ApiCall call) => Delete(id, null, commentId, call))
            .Act("deleteCommentOnQuestion", "Deletes a comment for good.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
        api.MapDelete("/questions/{id}/answers/{answerId}/comments/{commentId}", Delete)
            .Act("deleteCommentOnAnswer", "Deletes a comment for good.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted, RefusalCode.NotAllowed, RefusalCode.Suspended);
    }

    private static async Task<IResult> Edit(string id, string? answerId, string commentId, ApiCall call, MarkdownRenderer renderer)
    {
        await Change(PathIds.Question(id), PathIds.Post(answerId), PathIds.Comment(commentId), call, renderer);
        return Answers.Nothing();
    }

    /// <summary>Changes a comment's text to what the body of the call says.</summary>
    public static async Task Change(QuestionId question, PostRef post, CommentId comment, ApiCall call, MarkdownRenderer renderer)
    {
        var fields = await call.Body();
        var actor = await call.Acting(LimitedAct.Other);
        var body = renderer.RequiredComment(fields, "body");
        fields.Check();
        await call.Write(repeatable: true, grains => grains.Question(question).EditComment(new EditComment(actor, post, comment, body), CancellationToken.None));
    }

    private static async Task<IResult> Delete(string id, string? answerId, string commentId, ApiCall call)
    {
        await Remove(PathIds.Question(id), PathIds.Post(answerId), PathIds.Comment(commentId), call);
        return Answers.Nothing();
    }

    /// <summary>Deletes a comment.</summary>
    public static async Task Remove(QuestionId question, PostRef post, CommentId comment, ApiCall call)
    {
        var actor = await call.Acting(LimitedAct.Other);
        await call.Write(repeatable: false, grains => grains.Question(question).DeleteComment(new DeleteComment(actor, post, comment), CancellationToken.None));
    }

    private static async Task<IResult> Post(string id, string? answerId, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var created = await Create(question, post, call, renderer, shapes);
        var under = post.Answer is { } answer ? $"/questions/{question}/answers/{answer}" : $"/questions/{question}";
        return Answers.Created(call.Http, $"{under}/comments/{created.Id}", created, WebJson.Writing.PostCreated);
    }

    /// <summary>Comments on a post with what the body of the call says.</summary>
    public static async Task<PostCreated> Create(QuestionId question, PostRef post, ApiCall call, MarkdownRenderer renderer, PostShapes shapes)
    {
        var fields = await call.Body();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Comment, command);
        var body = renderer.RequiredComment(fields, "body");
        fields.Check();
        var comment = new CommentId(await call.NewId());
        var receipt = await call.Write(
            command is not null,
            grains => grains.Question(question).Comment(new PostComment(actor, post, comment, body, command), CancellationToken.None));
        if (receipt.Id != comment.Value)
        {
            await call.GiveBack();
        }

        var first = new CommentId(receipt.Id);
        return new PostCreated(first.ToString(), shapes.CommentUrl(question, post, first.Value), receipt.CreatedAt);
    }

    private static async Task<IResult> Get(string id, string? answerId, string commentId, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var comment = PathIds.Comment(commentId);
        var view = await call.Read((grains, ct) => grains.Question(question).ViewComment(post, comment, ct));
        var shown = await shapes.Comments(call, question, post, [view]);
        return Answers.Ok(shown[0], WebJson.Writing.CommentJson);
    }

    private static async Task<IResult> List(string id, string? answerId, ApiCall call, PostShapes shapes, string? cursor, string? limit)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var part = ListQuery.Page(cursor, limit);
        var page = await call.Read((grains, ct) => grains.Question(question).Comments(post, part, ct));
        var items = await shapes.Comments(call, question, post, page.Items);
        return Answers.Ok(new ListJson<CommentJson>(items, page.Next), WebJson.Writing.ListJsonCommentJson);
    }
}
