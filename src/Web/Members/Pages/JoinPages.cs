using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Members.Pages;

/// <summary>The landing page of an invitation, and joining with it.</summary>
internal static class JoinPages
{
    // An address that nobody has: whether an invitation is for another one is said when one is given.
    private const string NoAddress = "";

    public static void MapJoinPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/join/{code}", Show);
        pages.MapPost("/join", Join);
    }

    private static async Task<IResult> Show(string code, ApiCall call, MemberShapes shapes)
    {
        var looked = await call.Look((grains, ct) => grains.Doorkeeper().Check(code, NoAddress, ct));
        var obstacle = looked.Refusal is { Code: not RefusalCode.InvitationForAnotherAddress } refusal ? ProblemMapping.Of(refusal) : null;
        return PageAnswer.Of<JoinPage>(
            new JoinModel(code, FormCall.NewKey(), FormState.Empty, obstacle?.Code) { Inviter = obstacle is null ? await Inviter(code, call, shapes) : null },
            obstacle?.Status ?? StatusCodes.Status200OK);
    }

    // Who holds the code may know who invites; it decorates.
    private static async Task<MemberJson?> Inviter(string code, ApiCall call, MemberShapes shapes)
    {
        try
        {
            var invitation = await call.Read((grains, ct) => grains.Invitation(code).View(ct));
            if (invitation.Inviter is not { } inviter)
            {
                return null;
            }

            var standing = call.Look((grains, ct) => grains.Standing(inviter).View(ct));
            return shapes.Member(await call.Read((grains, ct) => grains.Member(inviter).View(ct)), await standing, null);
        }
        catch (RequestRefusedException)
        {
            return null;
        }
    }

    private static async Task<IResult> Join(ApiCall call, PasswordHashing passwords, WebOptions options, Words words)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["invitation", "email", "password", "handle", "name", "locale"], ["skills"]);
        MemberCreated? created = null;
        var problem = await call.Try(async () => created = await JoinEndpoints.Create(call, passwords, options));
        return created is null
            ? PageAnswer.Of<JoinPage>(
                new JoinModel(form["invitation"] ?? "", form["key"] ?? FormCall.NewKey(), form.State(problem).With("locale", words.Tag), null),
                problem?.Status ?? StatusCodes.Status400BadRequest)
            : TypedResults.LocalRedirect("/sign-in?joined=1");
    }
}
