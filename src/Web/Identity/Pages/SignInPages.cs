using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Identity.Pages;

/// <summary>Signing in and out.</summary>
internal static class SignInPages
{
    public static void MapSignInPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (string? back, string? joined) => PageAnswer.Of<SignInPage>(new SignInModel(
            FormState.Empty, LocalPath.Of(back), joined is not null ? "sign-in.joined" : back is null ? null : "sign-in.needed", null)));
        pages.MapPost("/sign-in", SignIn);
        pages.MapPost("/sign-out", SignOut).WithMetadata(MembersPage.It);
    }

    private static async Task<IResult> SignIn(ApiCall call, PasswordHashing passwords, WebOptions options, SiteViewer viewer)
    {
        var form = await FormBody.Read(call.Http);
        var resumed = ResumedIn(form);
        form.Become(call, ["email", "password"]);
        TokenResponse? session = null;
        var problem = await call.Try(async () => session = await TokenEndpoints.Open(call, passwords, options));
        if (session is null)
        {
            return PageAnswer.Of<SignInPage>(
                new SignInModel(form.State(problem), LocalPath.Of(form["back"]), null, resumed),
                problem?.Status ?? StatusCodes.Status400BadRequest);
        }

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
