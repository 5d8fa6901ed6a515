using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Web.Administration.Pages;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Questions.Pages;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Skills.Pages;

/// <summary>
/// An administrator describes a skill, in each language by itself. The page of the skill shows it to them at once, and to visitors as soon as
/// their copy is made again.
/// </summary>
internal static class DescribingPages
{
    public static void MapDescribingPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/skills/{slug}/edit").WithMetadata(MembersPage.It);
        members.MapGet("", async (string slug, ApiCall call) =>
        {
            await call.Administrator();
            return TypedResults.LocalRedirect(PathOf(PathIds.Skill(slug), SiteLanguage.Of(call.Http.Request)));
        });
        members.MapGet("/{language}", Show);
        members.MapPost("/{language}", Describe);
    }

    private static async Task<IResult> Show(string slug, string language, ApiCall call, MarkdownRenderer renderer)
    {
        var (skill, locale) = (PathIds.Skill(slug), LocaleOf(language));
        await call.Administrator();
        var view = await Described(skill, call);
        var text = SkillEndpoints.WordsIn(view, locale)?.Text ?? "";
        return Page(view, locale, FormState.Empty.With("body", text), FormPreview.Of(renderer, text), StatusCodes.Status200OK);
    }

    private static async Task<IResult> Describe(string slug, string language, ApiCall call, MarkdownRenderer renderer)
    {
        var (skill, locale) = (PathIds.Skill(slug), LocaleOf(language));
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        var view = await Described(skill, call);
        var text = form["body"] is { Length: > 0 } typed ? typed.ReplaceLineEndings("\n") : null;
        form.Become(call, new JsonObject { ["description"] = text });
        var isPreview = form["preview"] is not null;
        var problem = isPreview ? null : await call.Try(() => SkillEndpoints.Change(skill, locale, call, renderer));
        return isPreview || problem is not null
            ? Page(view, locale, form.State(Named(problem)), FormPreview.Of(renderer, form), problem?.Status ?? StatusCodes.Status200OK)
            : TypedResults.LocalRedirect($"/skills/{Uri.EscapeDataString(skill.Value)}");
    }

    private static IResult Page(SkillView view, Locale locale, FormState form, string preview, int status) => PageAnswer.Of<DescribePage>(
        new DescribeModel(
            view.Slug.Value,
            locale,
            SkillEndpoints.WordsIn(view, locale) is null && SkillEndpoints.WordsFor(view, locale) is not null,
            form,
            preview),
        status);

    private static Locale LocaleOf(string language) =>
        RequestLanguage.TryParse(language, out var locale) ? locale : throw new RequestRefusedException(RefusalCode.NotFound);

    private static string PathOf(SkillSlug skill, Locale locale) => $"/skills/{Uri.EscapeDataString(skill.Value)}/edit/{RequestLanguage.Tag(locale)}";

    private static Task<SkillView> Described(SkillSlug skill, ApiCall call) => call.Read((grains, ct) => grains.Skill(skill).View(ct));

    // The form's text has the name that a preview follows.
    private static Problem? Named(Problem? problem) => problem is null
        ? null
        : problem with { Errors = [.. problem.Errors.Select(static error => error.Field == "description" ? error with { Field = "body" } : error)] };
}
