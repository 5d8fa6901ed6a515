using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Drafts;
using Skiller.Web.Problems;
using Skiller.Web.Search.Pages;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Skills;
using Skiller.Web.Text;

namespace Skiller.Web.Questions.Pages;

/// <summary>Asking a question, with skills proposed and a draft kept while it is written.</summary>
internal static class AskPages
{
    private const int Proposed = 10;

    public static void MapAskPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/ask").WithMetadata(MembersPage.It);
        members.MapGet("", Show);
        members.MapPost("", Ask);
        members.MapGet("/skills", async (ApiCall call, string? skills) => Htmx.Part<SkillProposals>(await Proposals(call, skills)));
    }

    private static async Task<IResult> Show(ApiCall call, PostShapes shapes, string? skill)
    {
        var proposals = Proposals(call, null);
        var draft = await call.Draft(DraftForms.Ask);
        var form = draft is null ? FormState.Empty.With("skills", skill) : FormState.Empty.With(draft);
        return PageAnswer.Of<AskPage>(
            new AskModel(form, await FormPreview.Of(call, shapes, form["body"]), await proposals, await Similar(call, shapes, form["title"]), draft?.At));
    }

    private static async Task<IResult> Ask(ApiCall call, MarkdownRenderer renderer, PostShapes shapes, WebOptions options)
    {
        var form = await FormBody.Read(call.Http);
        if (form["preview"] is not null)
        {
            await call.Try(() => call.KeepDraft(form));
            return await Page(call, shapes, form, null);
        }

        QuestionCreated? created = null;
        form.BecomeOnce(call, ["title", "body", "locale"], ["skills"]);
        var problem = await call.Try(async () => created = await QuestionEndpoints.Create(call, renderer, options));
        if (created is null)
        {
            return await Page(call, shapes, form, problem ?? ProblemMapping.BadRequest);
        }

        await call.DropDraft(form[DraftForms.Field]);
        return TypedResults.LocalRedirect($"/questions/{created.Id}/{TitleSlug.Of(created.Title)}");
    }

    private static async Task<IResult> Page(ApiCall call, PostShapes shapes, FormBody form, Problem? problem)
    {
        var (proposals, similar) = (Proposals(call, null), Similar(call, shapes, form["title"]));
        return PageAnswer.Of<AskPage>(
            new AskModel(form.State(problem), await FormPreview.Of(call, shapes, form), await proposals, await similar),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>What the script shows while the title is typed, for who has none and for a draft that comes back.</summary>
    private static async Task<SimilarModel> Similar(ApiCall call, PostShapes shapes, string? title)
    {
        try
        {
            return string.IsNullOrWhiteSpace(title) ? SimilarModel.None : await SearchPages.Like(call, shapes, title);
        }
        catch (RequestRefusedException)
        {
            // They only help.
            return SimilarModel.None;
        }
    }

    /// <summary>Skills that hold the word being typed, without those before it; the most used ones while there is no word.</summary>
    private static async Task<ProposalsModel> Proposals(ApiCall call, string? typed)
    {
        var words = FormBody.Words(typed);
        var text = words is [.., var last] && typed is [.., var end] && !FormBody.IsBetween(end) ? last : null;
        try
        {
            var query = new SkillListQuery(SkillEndpoints.TextOf(text), SkillSort.Use, new PageRequest(null, Proposed));
            var page = await call.Read((grains, ct) => grains.SkillList().Page(query, ct));
            return new ProposalsModel([.. page.Items.Select(SkillEndpoints.Summary).Where(skill => text == skill.Slug || !words.Contains(skill.Slug))], text);
        }
        catch (RequestRefusedException)
        {
            // They only help.
            return new ProposalsModel([], null);
        }
    }
}
