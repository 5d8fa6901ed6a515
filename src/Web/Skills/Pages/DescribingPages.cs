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

/// <summary>An administrator describes a skill. The page of the skill shows it to them at once, and to visitors as soon as their copy is made again.</summary>
internal static class DescribingPages
{
    public static void MapDescribingPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/skills/{slug}/edit").WithMetadata(MembersPage.It);
        members.MapGet("", Show);
        members.MapPost("", Describe);
    }

    private static async Task<IResult> Show(string slug, ApiCall call, MarkdownRenderer renderer)
    {
        await call.Administrator();
        var view = await Described(PathIds.Skill(slug), call);
        var text = view.Description ?? "";
        return PageAnswer.Of<DescribePage>(new DescribeModel(view.Slug.Value, FormState.Empty.With("body", text), FormPreview.Of(renderer, text)));
    }

    private static async Task<IResult> Describe(string slug, ApiCall call, MarkdownRenderer renderer)
    {
        var skill = PathIds.Skill(slug);
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        await Described(skill, call);
        var text = form["body"] is { Length: > 0 } typed ? typed.ReplaceLineEndings("\n") : null;
        form.Become(call, new JsonObject { ["description"] = text });
        var isPreview = form["preview"] is not null;
        var problem = isPreview ? null : await call.Try(() => SkillEndpoints.Change(skill, call, renderer));
        return isPreview || problem is not null
            ? PageAnswer.Of<DescribePage>(
                new DescribeModel(skill.Value, form.State(Named(problem)), FormPreview.Of(renderer, form)), problem?.Status ?? StatusCodes.Status200OK)
            : TypedResults.LocalRedirect($"/skills/{Uri.EscapeDataString(skill.Value)}");
    }

    private static Task<SkillView> Described(SkillSlug skill, ApiCall call) => call.Read((grains, ct) => grains.Skill(skill).View(ct));

    // The form's text has the name that a preview follows.
    private static Problem? Named(Problem? problem) => problem is null
        ? null
        : problem with { Errors = [.. problem.Errors.Select(static error => error.Field == "description" ? error with { Field = "body" } : error)] };
}
