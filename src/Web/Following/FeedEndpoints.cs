using Microsoft.AspNetCore.Routing;
using Skiller.Web.Api;

namespace Skiller.Web.Following;

/// <summary>What happened in what one follows.</summary>
internal static class FeedEndpoints
{
    public static void MapFeed(this IEndpointRouteBuilder api) => api.MapGet("/feed", Get)
        .Query("getFeed", "What happened in what one follows, the newest first, one item for each question and day. A page may be short and go on.")
        .Members().Lists<FeedItemJson>();

    private static async Task<IResult> Get(ApiCall call, FeedShapes shapes, string? cursor, string? limit) =>
        Answers.Ok(await shapes.Page(call, ListQuery.Page(cursor, limit)), WebJson.Writing.ListJsonFeedItemJson);
}
