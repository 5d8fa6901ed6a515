using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Accounts.Pages;

/// <summary>The second factor of one's account: set up with a picture and a code, ended with a code, and the password for either.</summary>
internal static class SecurityPages
{
    private const int CodeMax = 64;

    public static void MapSecurityPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/settings/security").WithMetadata(MembersPage.It);
        members.MapGet("", (ApiCall call, string? done) => Show(call, FormState.Empty, null, done is null ? null : "security.ended"));
        members.MapPost("/set-up", SetUp);
        members.MapPost("/on", TurnOn);
        members.MapPost("/off", TurnOff);
    }

    private static async Task<IResult> SetUp(ApiCall call)
    {
        var actor = await call.Member();
        var offer = await call.Read((grains, ct) => grains.Account(actor.Member).OfferSecondFactor(null, SiteLanguage.Of(call.Http.Request), ct));
        return PageAnswer.Of<SecurityPage>(new SecurityModel(null, offer, [], FormState.Empty, null));
    }

    private static async Task<IResult> TurnOn(ApiCall call, Reauthentication present)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["code", "seed", Reauthentication.Field]);
        SecondFactorReceipt? receipt = null;
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var code = fields.RequiredText("code", 1, CodeMax);
            var seed = fields.RequiredText("seed", 1, CodeMax);
            var password = Reauthentication.Read(fields);
            Reauthentication.Check(fields);
            var actor = await call.Acting(LimitedAct.Other);
            await present.Check(call, actor, password);
            receipt = await call.Write(
                repeatable: false,
                grains => grains.Account(actor.Member).EnableSecondFactor(new EnableSecondFactor(seed, code), CancellationToken.None));
        });
        return receipt is null
            ? await Show(call, form.State(problem), problem, null)
            : PageAnswer.Of<SecurityPage>(new SecurityModel(receipt.RecoveryCodes.Length, null, receipt.RecoveryCodes, FormState.Empty, "security.on"));
    }

    private static async Task<IResult> TurnOff(ApiCall call, Reauthentication present)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["code", Reauthentication.Field]);
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var code = fields.RequiredText("code", 1, CodeMax);
            var password = Reauthentication.Read(fields);
            Reauthentication.Check(fields);
            var actor = await call.Acting(LimitedAct.Other);
            await present.Check(call, actor, password);
            await call.Write(repeatable: false, grains => grains.Account(actor.Member).DisableSecondFactor(code, CancellationToken.None));
        });
        return problem is null ? TypedResults.LocalRedirect("/settings/security?done=off") : await Show(call, form.State(problem), problem, null);
    }

    // A seed that was offered before is offered again, so that a mistyped code does not mean to begin anew.
    private static async Task<IResult> Show(ApiCall call, FormState form, Problem? problem, string? notice)
    {
        var actor = await call.Member();
        var account = await call.Read((grains, ct) => grains.Account(actor.Member).View(ct));
        var offer = account.RecoveryCodes is null && form["seed"] is { Length: > 0 } seed
            ? await call.Read((grains, ct) => grains.Account(actor.Member).OfferSecondFactor(seed, SiteLanguage.Of(call.Http.Request), ct))
            : null;
        return PageAnswer.Of<SecurityPage>(
            new SecurityModel(account.RecoveryCodes, offer, [], form, notice), problem?.Status ?? StatusCodes.Status200OK);
    }
}
