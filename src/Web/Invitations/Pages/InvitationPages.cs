using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Invitations.Pages;

/// <summary>Inviting, and asking for an invitation.</summary>
internal static class InvitationPages
{
    public static void MapInvitationPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/invitations").WithMetadata(MembersPage.It);
        members.MapGet("", (ApiCall call, Authors authors) => Page(call, authors, FormState.Empty, null, FormCall.NewKey()));
        members.MapPost("", Invite);
        members.MapPost("/{id}/revoke", Revoke);
        pages.MapGet("/invitation", () => PageAnswer.Of<RequestPage>(new RequestModel(FormState.Empty, FormCall.NewKey(), false)));
        pages.MapPost("/invitation", Request);
    }

    private static async Task<IResult> Invite(ApiCall call, WebOptions options, Authors authors)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["email", "note"]);
        InvitationCreated? made = null;
        var problem = await call.Try(async () => made = await InvitationEndpoints.Create(call, options));
        return made is null
            ? await Page(call, authors, form.State(problem), null, form["key"] ?? FormCall.NewKey(), problem)
            : await Page(call, authors, FormState.Empty, made, FormCall.NewKey());
    }

    private static async Task<IResult> Revoke(string id, ApiCall call, Authors authors)
    {
        var problem = await call.Try(() => InvitationEndpoints.TakeBack(id, call));
        return problem is null
            ? TypedResults.LocalRedirect("/invitations")
            : await Page(call, authors, FormState.Empty with { Problem = problem.Code }, null, FormCall.NewKey(), problem);
    }

    private static async Task<IResult> Page(ApiCall call, Authors authors, FormState form, InvitationCreated? made, string key, Problem? problem = null)
    {
        var mine = await InvitationEndpoints.Mine(call, authors, new PageRequest(null, Limits.PageDefault));
        return PageAnswer.Of<InvitationsPage>(
            new InvitationsModel(mine.Items, mine.Left, made, form, key),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> Request(ApiCall call, WebOptions options)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["email", "name", "headline", "motivation", "locale"], ["skills"]);
        var problem = await call.Try(() => InvitationRequestEndpoints.Send(call, options));
        return PageAnswer.Of<RequestPage>(
            new RequestModel(form.State(problem), form["key"] ?? FormCall.NewKey(), problem is null),
            problem?.Status ?? StatusCodes.Status200OK);
    }
}
