using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Members;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;
using Skiller.Web.Text;

namespace Skiller.Web.Accounts.Pages;

/// <summary>One's profile, language and time zone, address, password and sessions.</summary>
internal static class SettingsPages
{
    private static readonly char[] _between = [' ', ',', ';', '\n', '\r', '\t'];

    public static void MapSettingsPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/settings").WithMetadata(MembersPage.It);
        members.MapGet("", ShowProfile);
        members.MapPost("", SaveProfile);
        members.MapGet("/account", (ApiCall call, string? done) => Account(call, FormState.Empty, FormState.Empty, done));
        members.MapPost("/email", ChangeEmail);
        members.MapPost("/password", ChangePassword);
        members.MapGet("/sessions", ShowSessions);
        members.MapPost("/sessions", EndSessions);
    }

    private static async Task<IResult> ShowProfile(ApiCall call, string? saved)
    {
        var actor = await call.Member();
        var account = call.Read((grains, ct) => grains.Account(actor.Member).View(ct));
        var profile = await call.Read((grains, ct) => grains.Member(actor.Member).View(ct));
        var form = FormState.Empty
            .With("name", profile.Name)
            .With("headline", profile.Headline)
            .With("bio", profile.Bio)
            .With("skills", string.Join(' ', profile.Skills.Select(static skill => skill.Value)))
            .With("locale", RequestLanguage.Tag((await account).Locale ?? profile.Locale))
            .With("timeZone", (await account).TimeZone ?? "UTC");
        return PageAnswer.Of<ProfileSettingsPage>(new ProfileSettingsModel(form, saved is not null));
    }

    private static async Task<IResult> SaveProfile(ApiCall call, MarkdownRenderer renderer)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, new JsonObject
        {
            ["name"] = form["name"] ?? "",
            ["headline"] = form["headline"] is { Length: > 0 } headline ? headline : null,
            ["bio"] = form["bio"] is { Length: > 0 } bio ? bio.ReplaceLineEndings("\n") : null,
            ["locale"] = form["locale"] ?? "",
            ["skills"] = new JsonArray([.. (form["skills"] ?? "").Split(_between, StringSplitOptions.RemoveEmptyEntries).Select(static word => (JsonNode)word.ToLowerInvariant())]),
        });
        var problem = await call.Try(async () =>
        {
            var actor = await MemberEndpoints.Change(call, renderer);
            var locale = RequestLanguage.TryParse(form["locale"], out var language) ? language : Locale.Fr;
            var zone = form["timeZone"] is { Length: > 0 } chosen ? chosen : "UTC";
            await call.Write(
                repeatable: true,
                grains => grains.Account(actor.Member).ChoosePreferences(new ChoosePreferences(locale, zone), CancellationToken.None));
        });
        return problem is null
            ? TypedResults.LocalRedirect("/settings?saved=1")
            : PageAnswer.Of<ProfileSettingsPage>(new ProfileSettingsModel(form.State(problem), IsSaved: false), problem.Status);
    }

    private static async Task<IResult> ChangeEmail(ApiCall call, Reauthentication present)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, ["email", Reauthentication.Field]);
        var problem = await call.Try(async () =>
        {
            var fields = await call.Body();
            var email = fields.RequiredText("email", 1, Limits.EmailMax);
            var password = Reauthentication.Read(fields);
            if (email.Length > 0 && !EmailAddress.IsPlausible(email))
            {
                fields.Fault(FieldError.Of("email", "not-an-email"));
            }

            Reauthentication.Check(fields);
            var actor = await call.Acting(LimitedAct.Other);
            await present.Check(call, actor, password);
            await call.Write(repeatable: false, grains => grains.Account(actor.Member).AskAddressChange(email, CancellationToken.None));
        });
        return problem is null ? TypedResults.LocalRedirect("/settings/account?done=email") : await Account(call, form.State(problem), FormState.Empty, null, problem);
    }

    private static async Task<IResult> ChangePassword(ApiCall call, Reauthentication present, PasswordHashing passwords)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, [Reauthentication.Field, "newPassword"]);
        var problem = await call.Try(async () =>
        {
            var actor = await call.Acting(LimitedAct.Other);
            var credentials = await call.Read((grains, ct) => grains.Account(actor.Member).Credentials(ct));
            var account = await call.Read((grains, ct) => grains.Account(actor.Member).View(ct));
            var fields = await call.Body();
            var password = Reauthentication.Read(fields);
            var wanted = NewPassword.Read(fields, "newPassword", credentials.Handle, account.Email);
            Reauthentication.Check(fields);
            await present.Check(call, actor, password);
            var hash = await passwords.Hash(wanted, call.Aborted);
            await call.Write(
                repeatable: true,
                grains => grains.Account(actor.Member).ChangePassword(new ChangePassword(hash, call.SessionHash), CancellationToken.None));
        });
        return problem is null
            ? TypedResults.LocalRedirect("/settings/account?done=password")
            : await Account(call, FormState.Empty, form.State(problem), null, problem);
    }

    private static async Task<IResult> Account(ApiCall call, FormState email, FormState password, string? done, Problem? problem = null)
    {
        var actor = await call.Member();
        var account = await call.Read((grains, ct) => grains.Account(actor.Member).View(ct));
        var notice = done switch { "email" => "settings.email-asked", "password" => "settings.password-changed", _ => null };
        return PageAnswer.Of<AccountSettingsPage>(
            new AccountSettingsModel(account, email.Problem is null ? email.With("email", account.Email) : email, password, notice),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ShowSessions(ApiCall call, string? ended)
    {
        var actor = await call.Member();
        var sessions = await call.Read((grains, ct) => grains.Account(actor.Member).Sessions(call.SessionHash, ct));
        return PageAnswer.Of<SessionsPage>(new SessionsModel(sessions.Items, ended is not null));
    }

    private static async Task<IResult> EndSessions(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        var actor = await call.Member();
        var command = new EndSessions(form["session"], call.SessionHash);
        await call.Write(repeatable: true, grains => grains.Account(actor.Member).EndSessions(command, CancellationToken.None));
        return TypedResults.LocalRedirect("/settings/sessions?ended=1");
    }
}
