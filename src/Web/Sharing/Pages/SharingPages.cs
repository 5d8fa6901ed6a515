using System.Buffers.Text;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Sharing;
using Skiller.Web.Api;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Sharing.Pages;

/// <summary>Links that show one's recognition to whoever has them, and the page that they show.</summary>
internal static class SharingPages
{
    private const string Settings = "/settings/sharing";
    private const int TokenChars = 32;

    public static void MapSharingPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup(Settings).WithMetadata(MembersPage.It);
        members.MapGet("", (ApiCall call, string? done) => List(call, FormState.Empty, FormCall.NewKey(), done));
        members.MapPost("", Make);
        members.MapPost("/revoke", Revoke);
        pages.MapGet("/shared/{token}", Show);
    }

    private static async Task<IResult> Make(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, []);
        var problem = await call.Try(async () =>
        {
            (await call.BodyIfAny()).Check();
            var command = call.Command();
            var actor = await call.Acting(LimitedAct.Other);
            await call.Write(
                command is not null, grains => grains.Account(actor.Member).Share(new ShareProfile(actor, command), CancellationToken.None));
        });
        return problem is null
            ? TypedResults.LocalRedirect($"{Settings}?done=made")
            : await List(call, form.State(problem), FormCall.NewKey(), null, problem);
    }

    // Also for the suspended: it shows less than before.
    private static async Task<IResult> Revoke(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        var actor = await call.Member();
        await call.Write(repeatable: true, grains => grains.Account(actor.Member).RevokeShare(form["share"] ?? "", CancellationToken.None));
        return TypedResults.LocalRedirect($"{Settings}?done=revoked");
    }

    private static async Task<IResult> List(ApiCall call, FormState form, string key, string? done, Problem? problem = null)
    {
        var actor = await call.Member();
        var shares = await call.Read((grains, ct) => grains.Account(actor.Member).Shares(ct));
        var notice = done switch { "made" => "sharing.made", "revoked" => "sharing.revoked", _ => null };
        return PageAnswer.Of<SharesPage>(new SharesModel(shares.Items, form, key, notice), problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(string token, ApiCall call, MemberShapes shapes, Authors authors, TimeProvider clock)
    {
        // The address is the secret: nobody is to keep it, pass it on or list it.
        var headers = call.Http.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        headers.CacheControl = "private, no-store";
        if (token.Length != TokenChars || !Base64Url.IsValid(token))
        {
            return Nothing(call, ProblemMapping.NoRoute);
        }

        var looked = await call.Look((grains, ct) => grains.Share(token).View(ct));
        return looked.Value is { } share
            ? PageAnswer.Of<SharedProfilePage>(await SharedProfiles.Of(call, share.Member, shapes, authors, clock.GetUtcNow()))
            : Nothing(call, ProblemMapping.Of(looked.Refusal ?? Refusal.Of(RefusalCode.NotFound)));
    }

    private static IResult Nothing(ApiCall call, Problem problem) =>
        PageAnswer.Of<ErrorPage>(new ErrorModel(problem.Code, problem.Status, RequestTrace.IdOf(call.Http)), problem.Status);
}
