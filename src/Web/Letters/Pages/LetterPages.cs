using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Web.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Notifications;
using Skiller.Web.Notifications.Pages;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Letters.Pages;

/// <summary>
/// What the link under a mail leads to: ending these mails, or choosing them, without signing in. Looking changes nothing, since scanners of mail
/// follow links too; what is sent does, by a program with one click (RFC 8058) as by the button. The link is the proof, and opens nothing else.
/// </summary>
internal static class LetterPages
{
    public static void MapLetterPages(this IEndpointRouteBuilder pages)
    {
        var letters = pages.MapGroup("/letters/{link}").WithMetadata(UnprovenForm.It);
        letters.MapGet("", (string link, ApiCall call) => Show(call, link, null));
        letters.MapPost("", Stop);
        letters.MapPost("/choices", Choose);
    }

    // Answered at once: programs follow no redirect.
    private static async Task<IResult> Stop(string link, ApiCall call)
    {
        var problem = await call.Try(async () =>
        {
            var parsed = Parse(link);
            await call.Write(repeatable: true, grains => grains.Account(parsed.Member).StopLetters(parsed.Token, CancellationToken.None));
        });
        return problem is null || IsBad(problem) ? await Show(call, link, "letters.stopped") : throw new RequestRefusedException(problem);
    }

    private static async Task<IResult> Choose(string link, ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        form.Become(call, NotificationSettingsPages.BodyOf(form));
        var problem = await call.Try(async () =>
        {
            var parsed = Parse(link);
            await call.Read((grains, ct) => grains.Account(parsed.Member).CheckLetterLink(parsed.Token, ct));
            var fields = await call.Body();
            var settings = NotificationSettingsFields.Read(fields);
            fields.Check();
            await call.Write(repeatable: true, grains => grains.Account(parsed.Member).ChooseNotifications(settings, CancellationToken.None));
        });
        return problem is null || IsBad(problem) ? await Show(call, link, "settings.saved")
            : problem.Status == StatusCodes.Status400BadRequest ? await Show(call, link, null, form.State(problem))
            : throw new RequestRefusedException(problem);
    }

    private static async Task<IResult> Show(ApiCall call, string link, string? notice, FormState? typed = null)
    {
        LetterLinkModel? shown = null;
        var problem = await call.Try(async () =>
        {
            var parsed = Parse(link);
            await call.Read((grains, ct) => grains.Account(parsed.Member).CheckLetterLink(parsed.Token, ct));
            var account = await call.Read((grains, ct) => grains.Account(parsed.Member).View(ct));
            var settings = await call.Read((grains, ct) => grains.Account(parsed.Member).NotificationSettings(ct));
            shown = new LetterLinkModel(link, typed ?? NotificationSettingsPages.StateOf(settings), account.TimeZone ?? "UTC", notice);
        });
        if (problem is not null && !IsBad(problem))
        {
            throw new RequestRefusedException(problem);
        }

        call.Http.Response.Headers.CacheControl = "private, no-store";
        var status = problem?.Status ?? (typed is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        return PageAnswer.Of<LetterLinkPage>(shown ?? new LetterLinkModel("", null, "", null), status);
    }

    private static bool IsBad(Problem problem) => problem.Code == RefusalCode.InvalidLink.Code();

    private static MailedLink Parse(string link) =>
        MailedLink.TryParse(link, out var parsed) ? parsed : throw new RequestRefusedException(RefusalCode.InvalidLink);
}

/// <summary>Ending mails by a link.</summary>
/// <param name="Link">The link's last part.</param>
/// <param name="Form">What is chosen, null: the link is none of ours.</param>
/// <param name="TimeZone">Where its hours are.</param>
/// <param name="Notice">The key of what was just done, null: nothing.</param>
public sealed record LetterLinkModel(string Link, FormState? Form, string TimeZone, string? Notice);
