using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Mail;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>Administrators decide requests for an invitation, and look after mails.</summary>
internal static class AdministrationPages
{
    public static void MapAdministrationPages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup("/administration").WithMetadata(MembersPage.It);
        members.MapGet("", Overview);
        members.MapGet("/requests", (ApiCall call, string? cursor, string? decided) => Requests(call, cursor, FormState.Empty, new HashSet<string>(), decided));
        members.MapPost("/requests", Decide);
        members.MapGet("/mail", (ApiCall call) => Mail(call, null));
        members.MapPost("/mail", TestMail);
    }

    private static async Task<IResult> Overview(ApiCall call)
    {
        await call.Administrator();
        return PageAnswer.Of<OverviewPage>(OverviewModel.It);
    }

    private static async Task<IResult> Requests(
        ApiCall call, string? cursor, FormState form, IReadOnlySet<string> chosen, string? decided, Problem? problem = null)
    {
        var actor = await call.Administrator();
        var query = new RequestQuery(actor, ListQuery.Page(cursor, null));
        var page = await call.Read((grains, ct) => grains.Doorkeeper().Requests(query, ct));
        var next = page.Next is { } after ? PageAddress.Of("/administration/requests", ("cursor", after)) : null;
        int? number = int.TryParse(decided, NumberStyles.None, CultureInfo.InvariantCulture, out var done) ? done : null;
        return PageAnswer.Of<RequestsPage>(
            new RequestsModel(page.Items, next, form, chosen, number), problem?.Status ?? StatusCodes.Status200OK);
    }

    // Each is an act of its own; what was decided before one that is refused stays decided, and the others stay marked.
    private static async Task<IResult> Decide(ApiCall call)
    {
        var form = await FormBody.Read(call.Http);
        var actor = await call.Administrator();
        var isAccepted = form["decision"] == "accept";
        string[] chosen = [.. form.All("request").Where(static id => id.Length == AddressHashChars && id.All(char.IsAsciiHexDigitLower)).Distinct()];
        var decided = 0;
        var problem = await call.Try(async () =>
        {
            if (chosen.Length == 0)
            {
                throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("request", "none-chosen")));
            }

            actor = await call.Acting(LimitedAct.Other);
            foreach (var request in chosen)
            {
                var command = new DecideRequest(actor, isAccepted, isAccepted ? null : form["reason"]);
                await call.Write(repeatable: true, grains => grains.InvitationRequest(request).Decide(command, CancellationToken.None));
                decided++;
            }
        });
        return problem is null
            ? TypedResults.LocalRedirect(PageAddress.Of("/administration/requests", ("decided", decided.ToString(CultureInfo.InvariantCulture))))
            : await Requests(call, null, form.State(problem), chosen.Skip(decided).ToHashSet(StringComparer.Ordinal), null, problem);
    }

    private static async Task<IResult> TestMail(ApiCall call, Words words)
    {
        await call.Administrator();
        var actor = await call.Acting(LimitedAct.Other);
        var test = await call.Write(repeatable: false, grains => grains.Mail().SendTest(actor, words.Language, CancellationToken.None));
        return await Mail(call, test);
    }

    private static async Task<IResult> Mail(ApiCall call, MailTestReceipt? test)
    {
        var actor = await call.Administrator();
        var view = await call.Read((grains, ct) => grains.Mail().View(actor, ct));
        return PageAnswer.Of<MailPage>(new MailModel(view, test));
    }

    private const int AddressHashChars = 64;
}
