using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Api;

namespace Skiller.Web.Questions;

/// <summary>The history of posts.</summary>
internal static class RevisionEndpoints
{
    public static void MapRevisions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/questions/{id}/revisions", (string id, ApiCall call, PostShapes shapes, string? cursor, string? limit) => List(id, null, call, shapes, cursor, limit))
            .Query("listRevisionsOfQuestion", "Versions of a question, oldest first.").Lists<RevisionJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
        api.MapGet("/questions/{id}/answers/{answerId}/revisions", List)
            .Query("listRevisionsOfAnswer", "Versions of an answer, oldest first.").Lists<RevisionJson>()
            .Refuses(RefusalCode.NotFound, RefusalCode.Deleted);
    }

    private static async Task<IResult> List(string id, string? answerId, ApiCall call, PostShapes shapes, string? cursor, string? limit)
    {
        var question = PathIds.Question(id);
        var post = PathIds.Post(answerId);
        var part = ListQuery.Page(cursor, limit);
        var page = await call.Read((grains, ct) => grains.Question(question).Revisions(post, part, ct));
        var items = await shapes.Revisions(call, post, page.Items);
        return Answers.Ok(new ListJson<RevisionJson>(items, page.Next), WebJson.Writing.ListJsonRevisionJson);
    }
}
