using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Following.Pages;
using Skiller.Web.Members;
using Skiller.Web.Questions;
using Skiller.Web.Site;
using Skiller.Web.Site.Remembered;
using Skiller.Web.Text;

namespace Skiller.Web.Skills.Pages;

/// <summary>The index of skills, and the page of each: what it is, who is recognised for it, what is asked about it.</summary>
internal static class SkillPages
{
    private const int Shown = 10;

    public static void MapSkillPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/skills", List).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/skills/{slug}", Show).WithMetadata(RememberedForVisitors.It);
        pages.MapGet("/skills/{slug}/members", Leaderboard).WithMetadata(RememberedForVisitors.It);
    }

    private static async Task<IResult> List(ApiCall call, string? query, string? sort, string? cursor)
    {
        var order = ListQuery.Sort(sort, SkillSort.Use, ("use", SkillSort.Use), ("name", SkillSort.Name));
        var text = SkillEndpoints.TextOf(query);
        var page = await call.Read((grains, ct) => grains.SkillList().Page(new SkillListQuery(text, order, ListQuery.Page(cursor, null)), ct));
        return PageAnswer.Of<SkillListPage>(new SkillListModel(
            [.. page.Items.Select(SkillEndpoints.Summary)], page.Next, sort ?? "use", query, cursor is null));
    }

    private static async Task<IResult> Show(string slug, ApiCall call, MarkdownRenderer renderer, MemberShapes members, PostShapes shapes)
    {
        if (slug.Any(char.IsAsciiLetterUpper))
        {
            return TypedResults.LocalRedirect($"/skills/{Uri.EscapeDataString(slug.ToLowerInvariant())}", permanent: true);
        }

        var skill = PathIds.Skill(slug);
        var leaders = call.Read((grains, ct) => grains.Directory().Members(new MemberListQuery(skill, new(null, Shown)), ct));
        var questions = call.Read((grains, ct) =>
            grains.QuestionList().Page(new QuestionListQuery(QuestionSort.Active, skill, null, null, new(null, Shown)), ct));
        var related = call.Look((grains, ct) => grains.SkillList().Related(skill, ct));
        var follow = FollowModel.Of(call, Source.Of(skill), $"/skills/{Uri.EscapeDataString(skill.Value)}");
        var view = await call.Read((grains, ct) => grains.Skill(skill).View(ct));
        var reader = SiteLanguage.Of(call.Http.Request);
        return PageAnswer.Of<SkillPage>(new SkillModel(
            SkillEndpoints.Shape(view, renderer, reader),
            SkillEndpoints.WordsFor(view, reader)?.Locale is { } language && language != reader ? RequestLanguage.Tag(language) : null,
            [.. (await leaders).Items.Select(members.Row)],
            await shapes.Summaries(call, (await questions).Items),
            (await related).Items,
            await follow));
    }

    private static async Task<IResult> Leaderboard(string slug, ApiCall call, MemberShapes shapes, string? period, string? cursor)
    {
        var (skill, over) = (PathIds.Skill(slug), SkillEndpoints.PeriodOf(period));
        var page = await call.Read((grains, ct) => grains.Directory().Members(new MemberListQuery(skill, ListQuery.Page(cursor, null), Period: over), ct));
        return PageAnswer.Of<LeaderboardPage>(new LeaderboardModel(
            skill.Value, over == StandingPeriod.Year, [.. page.Items.Select(shapes.Row)], page.Next, cursor is null));
    }
}
