using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Accounts.Pages;

/// <summary>
/// What links in mails lead to: a new password for who forgot theirs, and the proof of an address. Following a link changes nothing, since
/// scanners of mail follow them too; the button does.
/// </summary>
internal static class ForgottenPages
{
    public static void MapForgottenPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/forgotten", () => PageAnswer.Of<ForgottenPage>(new ForgottenModel(FormState.Empty, IsSent: false)));
        pages.MapPost("/forgotten", Ask);
        pages.MapGet("/reset/{link}", ShowReset);
        pages.MapPost("/reset", Reset);
        pages.MapGet("/confirm/{link}", (string link) => PageAnswer.Of<ConfirmPage>(new ConfirmModel(link, null)));
        pages.MapPost("/confirm", Confirm);
    }

    private static async Task<IResult> Ask(ApiCall call, WebOptions options)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["email"]);
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var email = fields.RequiredText("email", 1, Limits.EmailMax);
            if (email.Length > 0 && !EmailAddress.IsPlausible(email))
            {
                fields.Fault(FieldError.Of("email", "not-an-email"));
            }

            fields.Check();
            if (!options.IsSimulated(email))
            {
                var source = SourceAddress.Of(call.Http);
                await call.Read((grains, ct) => grains.Source(source).Take(source, SourceAct.PasswordReset, ct));
            }

            await call.Write(repeatable: true, grains => grains.Doorkeeper().ForgetPassword(email, CancellationToken.None));
        });
        return PageAnswer.Of<ForgottenPage>(
            new ForgottenModel(form.State(problem), problem is null), problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ShowReset(string link, ApiCall call)
    {
        var problem = await call.Try(() => Check(call, link));
        return problem is null || problem.Code == RefusalCode.InvalidLink.Code()
            ? PageAnswer.Of<ResetPage>(new ResetModel(link, FormState.Empty, problem is null), problem?.Status ?? StatusCodes.Status200OK)
            : throw new RequestRefusedException(problem);
    }

    private static async Task<IResult> Reset(ApiCall call, PasswordHashing passwords, WebOptions options)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["link", "newPassword"]);
        var link = form["link"] ?? "";
        var problem = await call.Try(async () =>
        {
            // Before the password is hashed, which costs something.
            await Check(call, link);
            var parsed = Parse(link);
            var credentials = await call.Read((grains, ct) => grains.Account(parsed.Member).Credentials(ct));
            var account = await call.Read((grains, ct) => grains.Account(parsed.Member).View(ct));
            var fields = await call.Body();
            fields.RequiredText("link", 1, 200);
            var password = NewPassword.Read(fields, "newPassword", credentials.Handle, account.Email);
            fields.Check();
            var hash = await passwords.Hash(password, call.Aborted);
            await call.Write(
                repeatable: false,
                grains => grains.Account(parsed.Member).ResetPassword(new ResetPassword(parsed.Token, hash), CancellationToken.None));
        });
        if (problem is null)
        {
            SessionCookie.Delete(call.Http, options.PublicUrl);
            return TypedResults.LocalRedirect("/sign-in?reset=1");
        }

        return PageAnswer.Of<ResetPage>(new ResetModel(link, form.State(problem), problem.Code != RefusalCode.InvalidLink.Code()), problem.Status);
    }

    private static async Task<IResult> Confirm(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        var link = form["link"] ?? "";
        var problem = await call.Try(async () =>
        {
            var parsed = Parse(link);
            await call.Write(repeatable: true, grains => grains.Account(parsed.Member).ConfirmAddress(parsed.Token, CancellationToken.None));
        });
        return problem is null || problem.Code == RefusalCode.InvalidLink.Code()
            ? PageAnswer.Of<ConfirmPage>(new ConfirmModel("", problem is null), problem?.Status ?? StatusCodes.Status200OK)
            : throw new RequestRefusedException(problem);
    }

    private static async Task Check(ApiCall call, string link)
    {
        var parsed = Parse(link);
        await call.Read((grains, ct) => grains.Account(parsed.Member).CheckPasswordReset(parsed.Token, ct));
    }

    private static MailedLink Parse(string link) =>
        MailedLink.TryParse(link, out var parsed) ? parsed : throw new RequestRefusedException(RefusalCode.InvalidLink);
}
