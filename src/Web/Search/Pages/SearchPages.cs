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
    private static async Task<IResult> Similar(ApiCall call, PostShapes shapes, string? title, string? locale) =>
        PageAnswer.Of<SimilarList>(await Like(call, shapes, title, ListQuery.Language(locale)));

    /// <summary>Questions like the one that is being asked.</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="shapes">Shapes them.</param>
    /// <param name="title">What stands in its title, null: nothing yet.</param>
    /// <param name="language">Its language, null: the reader's.</param>
    public static async Task<SimilarModel> Like(ApiCall call, PostShapes shapes, string? title, Locale? language = null)
    {
        var query = new SimilarQuestions(title ?? "", language ?? SiteLanguage.Of(call.Http.Request), MostSimilar);
        return new SimilarModel(await shapes.Summaries(call, await call.Look((grains, ct) => grains.Search().Similar(query, ct))));
    }
}
