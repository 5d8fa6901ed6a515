using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Search;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Skiller.Web.Resources;
using Skiller.Web.Site;

namespace Skiller.Web.Search.Pages;

/// <summary>What is found, and what is like the question that somebody is about to ask.</summary>
internal static class SearchPages
{
    private const int MostSimilar = 5;

    public static void MapSearchPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/search", Find);
        pages.MapGet("/search/similar", Similar);
    }

    private static async Task<IResult> Find(ApiCall call, SearchShapes shapes, string? q, string? kind, string? cursor)
    {
        var (text, only) = ((q ?? "").Trim(), SearchEndpoints.KindOf(kind));
        var language = SiteLanguage.Of(call.Http.Request);
        try
        {
            var query = new SearchQuery(text, only, language, ListQuery.Page(cursor, null));
            var page = await call.Read((grains, ct) => grains.Search().Find(query, ct));
            return PageAnswer.Of<SearchPage>(new SearchModel(text, kind, await shapes.Page(call, page), null, cursor is null));
        }
        catch (RequestRefusedException refused) when (refused.Problem.Errors is [{ Field: "q" } fault, ..])
        {
            // Beside its field, with what was typed.
            var model = new SearchModel(text, kind, new SearchJson([], null, null), Messages.Rule(fault, language), true);
            return PageAnswer.Of<SearchPage>(model, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>A fragment for the page that asks: <c>?title=…&amp;locale=fr|en</c>. Empty when nothing is like it.</summary>
    private static async Task<IResult> Similar(ApiCall call, PostShapes shapes, string? title, string? locale)
    {
        var language = ListQuery.Language(locale) ?? SiteLanguage.Of(call.Http.Request);
        var like = await call.Look((grains, ct) => grains.Search().Similar(new SimilarQuestions(title ?? "", language, MostSimilar), ct));
        return PageAnswer.Of<SimilarList>(new SimilarModel(await shapes.Summaries(call, like)));
    }
}
