using Microsoft.AspNetCore.Routing;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Members.Pages;

/// <summary>Vouching for a colleague's skill on their page, and what one makes of what is said of oneself.</summary>
internal static class EndorsementPages
{
    public static void MapEndorsementPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/members/{handle}/endorsements/{slug}").WithMetadata(MembersPage.It);
        members.MapPost("", Endorse);
        members.MapPost("/withdraw", Withdraw);
        members.MapPost("/answer", Answer);
    }

    private static async Task<IResult> Endorse(string handle, string slug, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors)
    {
        var (member, skill) = (PathIds.MemberHandle(handle), PathIds.Skill(slug));
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["note"]);
        var problem = await call.Try(() => EndorsementEndpoints.Vouch(member, skill, call));
        return problem is null
            ? TypedResults.LocalRedirect($"/members/{member}#skills")
            : await MemberPages.Profile(member, call, shapes, posts, authors, form.State(problem).With("skill", skill.Value), problem.Status);
    }

    private static async Task<IResult> Withdraw(string handle, string slug, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors)
    {
        var (member, skill) = (PathIds.MemberHandle(handle), PathIds.Skill(slug));
        return await Done(member, "#skills", await call.Try(() => EndorsementEndpoints.TakeBack(member, skill, call)), call, shapes, posts, authors);
    }

    // The path names the peer here: what they say is answered.
    private static async Task<IResult> Answer(string handle, string slug, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors, SiteViewer viewer)
    {
        var (peer, skill) = (PathIds.MemberHandle(handle), PathIds.Skill(slug));
        var form = await FormBody.Read(call.Http);
        var problem = form["status"] is "accepted" or "hidden"
            ? await call.Try(() => EndorsementEndpoints.AnswerTo(call, skill, peer, form["status"] == "hidden"))
            : ProblemMapping.BadRequest;
        var me = PathIds.MemberHandle(viewer.Card?.Handle ?? handle);
        return await Done(me, "#endorsements", problem, call, shapes, posts, authors);
    }

    private static async Task<IResult> Done(
        Contracts.Members.Handle member, string place, Problem? problem, ApiCall call, MemberShapes shapes, PostShapes posts, Authors authors) => problem is null
        ? TypedResults.LocalRedirect($"/members/{member}{place}")
        : await MemberPages.Profile(member, call, shapes, posts, authors, FormState.Empty with { Problem = problem.Code }, problem.Status);
}
