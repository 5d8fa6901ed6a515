using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Identity.Pages;

/// <summary>Signing in and out.</summary>
internal static class SignInPages
{
    private const int CodeMax = 64;

    public static void MapSignInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (string? back, string? joined, string? reset) => PageAnswer.Of<SignInPage>(new SignInModel(
            FormState.Empty,
            LocalPath.Of(back),
            joined is not null ? "sign-in.joined" : reset is not null ? "sign-in.reset" : back is null ? null : "sign-in.needed",
            null)));
        pages.MapPost("/sign-in", SignIn);
        pages.MapPost("/sign-in/code", GiveCode);
        pages.MapPost("/sign-out", SignOut).WithMetadata(MembersPage.It);
    }

    private static async Task<IResult> SignIn(ApiCall call, PasswordHashing passwords, WebOptions options, SiteViewer viewer, SecondStep step)
    {
        var form = await FormBody.Read(call.Http);
        var resumed = ResumedIn(form);
        form.Become(call, ["email", "password"]);
        Proven? proven = null;
        TokenResponse? session = null;
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var email = fields.RequiredText("email", 1, Limits.EmailMax);
            var password = fields.RequiredText("password", 1, Limits.PasswordMax, TextKind.Secret);
            fields.Check();
            proven = await TokenEndpoints.Prove(call, passwords, options, email, password);
            session = await TokenEndpoints.Open(call, proven, code: null);
        });
        if (session is not null)
        {
            return await Enter(call, options, viewer, session, form, resumed);
        }

        if (proven is not null && problem?.Code == RefusalCode.SecondFactorRequired.Code())
        {
            return PageAnswer.Of<CodePage>(new CodeModel(FormState.Empty, LocalPath.Of(form["back"]), step.Seal(proven.Member), resumed));
        }

        return PageAnswer.Of<SignInPage>(
            new SignInModel(form.State(problem), LocalPath.Of(form["back"]), null, resumed),
            problem?.Status ?? StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> GiveCode(ApiCall call, WebOptions options, SiteViewer viewer, SecondStep step)
    {
        var form = await FormBody.Read(call.Http);
        var resumed = ResumedIn(form);
        if (step.Open(form["step"]) is not { } member)
        {
            return PageAnswer.Of<SignInPage>(
                new SignInModel(FormState.Empty, LocalPath.Of(form["back"]), "sign-in.too-late", resumed), StatusCodes.Status401Unauthorized);
        }

        form.Become(call, ["code"]);
        TokenResponse? session = null;
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var code = fields.RequiredText("code", 1, CodeMax);
            fields.Check();
            session = await TokenEndpoints.Open(call, new Proven(member, RenewedHash: null), code);
        });
        return session is not null
            ? await Enter(call, options, viewer, session, form, resumed)
            : PageAnswer.Of<CodePage>(
                new CodeModel(form.State(problem), LocalPath.Of(form["back"]), form["step"] ?? "", resumed),
                problem?.Status ?? StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Enter(
        ApiCall call, WebOptions options, SiteViewer viewer, TokenResponse session, FormBody form, Resumed? resumed)
    {
        SessionCookie.Set(call.Http, options.PublicUrl, session.Token, session.ExpiresAt);
        if (resumed is null)
        {
            return TypedResults.LocalRedirect(LocalPath.Of(form["back"]));
        }

        // The form that waited is shown again under the new session, and sent by its writer.
        call.UseToken(SessionToken.Parse(session.Token));
        await PageFilter.Recognise(call.Http, call, viewer);
        return PageAnswer.Of<ResumePage>(resumed);
    }

    private static async Task<IResult> SignOut(ApiCall call, WebOptions options)
    {
        var actor = await call.Member();
        await call.Write(repeatable: true, grains => grains.Account(actor.Member).EndSession(call.SessionHash, CancellationToken.None));
        SessionCookie.Delete(call.Http, options.PublicUrl);
        call.Http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.LocalRedirect("/");
    }

    private static Resumed? ResumedIn(FormBody form) => form[$"{Resumed.Prefix}action"] is { Length: > 0 } action
        ? new Resumed(
            LocalPath.Of(action),
            [
                .. form.Shown.Where(static field => field.Key.StartsWith(Resumed.Prefix, StringComparison.Ordinal) && field.Key != $"{Resumed.Prefix}action")
                    .Select(static field => KeyValuePair.Create(field.Key[Resumed.Prefix.Length..], field.Value)),
            ])
        : null;
}
