using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Drafts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Questions;
using Skiller.Web.Api;
using Skiller.Web.Drafts;
using Skiller.Web.Following.Pages;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Questions.Pages;

/// <summary>The pages of questions: their lists, which are the home page too, and each question.</summary>
internal static class QuestionPages
{
    // What is for a reader alone has a page of its own.
    private const string Feed = "/feed";

    public static void MapQuestionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", (ApiCall call, PostShapes shapes) => List(call, shapes, null, null, null, null, isHome: true)).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/questions", (ApiCall call, PostShapes shapes, string? sort, string? skill, string? locale, string? cursor) =>
            List(call, shapes, sort, skill, locale, cursor, isHome: false)).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/questions/{id}/{slug?}", Show).WithMetadata(RememberedForVisitors.It);
    }

    private static async Task<IResult> List(ApiCall call, PostShapes shapes, string? sort, string? skill, string? locale, string? cursor, bool isHome)
    {
        if (sort == QuestionEndpoints.ForMe)
        {
            return TypedResults.LocalRedirect(call.Actor is null ? PageAddress.Of("/sign-in", ("back", Feed)) : Feed);
        }

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
        var (standings, follow) = (SkillStandings.Of(call, view), Follow(call, question));
        var model = new QuestionModel(
            await shapes.Question(call, view),
            await standings,
            forms,
            hasForm ? null : problem?.Code,
            view.StreamVersion,
            await follow);
        return PageAnswer.Of<QuestionPage>(model, problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(
        string id,
        string? slug,
        ApiCall call,
        PostShapes shapes,
        QuestionMemory memory,
        StandingsMemory behind,
        Remembering remembering)
    {
        var question = PathIds.Question(id);
        if (call.Actor is null)
        {
            var kept = await memory.Visit(call, question, slug is null ? 0 : remembering.Visits);
            if (slug != TitleSlug.Of(kept.Question.Title))
            {
                return Canonical(question, kept.Question.Title);
            }

            var counting = Followers(call, question);
            var known = await SkillStandings.Of(call, kept.Question, behind);
            var followers = await counting;
            return remembering.Holds((kept.Basis, known, followers))
                ? Remembering.Kept
                : PageAnswer.Of<QuestionPage>(new QuestionModel(kept.Question, known, PageForms.None, null, kept.StreamVersion) { Followers = followers });
        }

        var draft = call.Draft(DraftForms.AnswerTo(question));
        var view = await call.Read((grains, ct) => grains.Question(question).View(new ViewQuestion(call.Actor?.Member, Count: slug is not null && remembering.Visits > 0), ct));
        if (slug != TitleSlug.Of(view.Title))
        {
            return Canonical(question, view.Title);
        }

        var (standings, follow) = (SkillStandings.Of(call, view), Follow(call, question));
        return PageAnswer.Of<QuestionPage>(new QuestionModel(
            await shapes.Question(call, view), await standings, await Forms(call, await draft, shapes), null, view.StreamVersion, await follow));
    }

    // It decorates: a page that is in memory is shown without it.
    private static async Task<long?> Followers(ApiCall call, QuestionId question)
    {
        try
        {
            return await call.Look((grains, ct) => grains.FollowerList().Count(Source.Of(question), ct));
        }
        catch (RequestRefusedException)
        {
            return null;
        }
    }

    private static Task<FollowModel?> Follow(ApiCall call, QuestionId question) =>
        FollowModel.Of(call, Source.Of(question), string.Create(CultureInfo.InvariantCulture, $"/questions/{question}"));

    private static RedirectHttpResult Canonical(QuestionId question, string title) =>
        TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/questions/{question}/{TitleSlug.Of(title)}"), permanent: true);

    private static async Task<PageForms> Forms(ApiCall call, Draft? draft, PostShapes shapes)
    {
        if (draft is null)
        {
            return PageForms.None;
        }

        var form = FormState.Empty.With(draft);
        return new PageForms(form, await FormPreview.Of(call, shapes, form["body"]), Draft: draft.At);
    }
}
