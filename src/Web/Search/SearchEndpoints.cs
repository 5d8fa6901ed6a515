using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Search;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Search;

/// <summary>Finding questions, members and skills.</summary>
internal static class SearchEndpoints
{
    /// <summary>The kinds by their names in addresses.</summary>
    public static readonly string[] Kinds = ["question", "member", "skill"];

    public static void MapSearch(this IEndpointRouteBuilder api) => api.MapGet("/search", Find)
        .Query("search", "Finds questions, members and skills: words, [skill], \"phrase\", -word, author:handle, is:unanswered.").Pages<SearchJson>();

    public static SearchKind? KindOf(string? text) => text switch
    {
        null => null,
        "question" => SearchKind.Question,
        "member" => SearchKind.Member,
        "skill" => SearchKind.Skill,
        _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("kind", "not-one-of", string.Join(", ", Kinds)))),
    };

    private static async Task<IResult> Find(ApiCall call, SearchShapes shapes, string? q, string? kind, string? cursor, string? limit)
    {
        var query = new SearchQuery(q ?? "", KindOf(kind), RequestLanguage.Of(call.Http.Request), ListQuery.Page(cursor, limit));
        var page = await call.Read((grains, ct) => grains.Search().Find(query, ct));
        return Answers.Ok(await shapes.Page(call, page), WebJson.Writing.SearchJson);
    }
}
