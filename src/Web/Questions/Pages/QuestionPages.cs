using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Questions.Pages;

/// <summary>The pages of questions: their lists, which are the home page too, and each question.</summary>
internal static class QuestionPages
{
    public static void MapQuestionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", (ApiCall call, PostShapes shapes) => List(call, shapes, null, null, null, null, isHome: true));
        pages.MapGet("/questions", (ApiCall call, PostShapes shapes, string? sort, string? skill, string? locale, string? cursor) =>
            List(call, shapes, sort, skill, locale, cursor, isHome: false));
        pages.MapGet("/questions/{id}/{slug?}", Show);
    }

    private static async Task<IResult> List(ApiCall call, PostShapes shapes, string? sort, string? skill, string? locale, string? cursor, bool isHome)
    {
        var query = new QuestionListQuery(
            QuestionEndpoints.SortOf(sort),
            ListQuery.Skill(skill),
            ListQuery.Language(locale),
            null,
            ListQuery.Page(cursor, null));
        var page = await call.Read((grains, ct) => grains.QuestionList().Page(query, ct));
        var rows = await shapes.Summaries(call, page.Items);
        return PageAnswer.Of<QuestionListPage>(new QuestionListModel(rows, page.Next, sort ?? "newest", skill, locale, cursor is null, isHome));
    }

    /// <summary>The page of a question with what is being written on it, and what stood against the last act.</summary>
    public static async Task<IResult> Page(ApiCall call, PostShapes shapes, QuestionId question, PageForms forms, Problem? problem = null)
    {
        var view = await call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(call.Actor?.Member, Count: false), ct));
        var hasForm = forms.Answer.IsRefused || forms.Comment is not null;
        var model = new QuestionModel(
            await shapes.Question(call, view),
            forms,
            forms.Answer["key"] is { Length: > 0 } key ? key : FormCall.NewKey(),
            hasForm ? null : problem?.Code);
        return PageAnswer.Of<QuestionPage>(model, problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(string id, string? slug, ApiCall call, PostShapes shapes)
    {
        var question = PathIds.Question(id);
        var view = await call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(call.Actor?.Member, Count: slug is not null), ct));
        var canonical = TitleSlug.Of(view.Title);
        return slug == canonical
            ? PageAnswer.Of<QuestionPage>(new QuestionModel(await shapes.Question(call, view), PageForms.None, FormCall.NewKey(), null))
            : TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/questions/{question}/{canonical}"), permanent: true);
    }
}
