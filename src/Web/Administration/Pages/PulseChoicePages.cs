using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Site;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Site;
using Skiller.Web.Site.Forms;

namespace Skiller.Web.Administration.Pages;

/// <summary>Administrators choose the goal of the site's growth, and what of its pulse everybody may see.</summary>
internal static class PulseChoicePages
{
    private const string Path = "/administration/pulse";

    public static void MapPulseChoicePages(this IEndpointRouteBuilder pages)
    {
        var members = pages.MapGroup(Path).WithMetadata(MembersPage.It);
        members.MapGet("", Show);
        members.MapPost("", Choose);
    }

    private static async Task<IResult> Show(ApiCall call, SiteTexts site, string? done)
    {
        await call.Administrator();
        var choice = site.Current.Pulse;
        var form = FormState.Empty
            .With("goal", choice.Goal.ToString(CultureInfo.InvariantCulture))
            .With("public", Kebab.Of(choice.Public));
        return PageAnswer.Of<PulseChoicePage>(new PulseChoiceModel(form, done == "saved"));
    }

    private static async Task<IResult> Choose(ApiCall call, SiteTexts site)
    {
        var form = await FormBody.Read(call.Http);
        await call.Administrator();
        var problem = await call.Try(async () =>
        {
            var choice = new PulseChoice(GoalOf(form["goal"]), VisibilityOf(form["public"]));
            var actor = await call.Acting(LimitedAct.Other);
            site.Learn(await call.Write(repeatable: true, grains => grains.Site().ChoosePulse(new ChoosePulse(actor, choice), CancellationToken.None)));
        });
        return problem is null
            ? TypedResults.LocalRedirect(PageAddress.Of(Path, ("done", "saved")))
            : PageAnswer.Of<PulseChoicePage>(new PulseChoiceModel(form.State(problem), false), problem.Status);
    }

    // As it is written in either language: with spaces or commas between the thousands.
    private static long GoalOf(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(static c => !char.IsWhiteSpace(c) && c is not ('\u202F' or '\u00A0' or ',')));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var goal)
            ? goal
            : throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("goal", "not-a-number")));
    }

    private static PulseVisibility VisibilityOf(string? typed) => typed switch
    {
        "nothing" => PulseVisibility.Nothing,
        "growth" => PulseVisibility.Growth,
        "everything" => PulseVisibility.Everything,
        _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("public", "not-one-of", "nothing, growth, everything"))),
    };
}

/// <summary>What is chosen of the pulse.</summary>
/// <param name="Form">The form.</param>
/// <param name="IsSaved">Whether it was just saved.</param>
public sealed record PulseChoiceModel(FormState Form, bool IsSaved);
