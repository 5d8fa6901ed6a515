using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Invitations;

/// <summary>Asking for an invitation; the answer never tells whether the address is known.</summary>
internal static class InvitationRequestEndpoints
{
    public static void MapInvitationRequests(this IEndpointRouteBuilder api) =>
        api.MapPost("/invitation-requests", Request)
            .Act("requestInvitation", "Asks for an invitation.").Takes<AskForInvitationRequest>().Keyed().Accepts()
            .Refuses(RefusalCode.RateLimited);

    private static async Task<IResult> Request(ApiCall call, WebOptions options)
    {
        await Send(call, options);
        return TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>Asks for an invitation as the body of the call says.</summary>
    public static async Task Send(ApiCall call, WebOptions options)
    {
        var fields = await call.Body();
        var email = fields.RequiredText("email", 1, Limits.EmailMax);
        var name = fields.RequiredText("name", 1, Limits.NameMax);
        var headline = fields.Text("headline", 0, Limits.HeadlineMax);
        var skills = fields.Skills("skills", 0, Limits.SkillsPerMember);
        var motivation = fields.RequiredText("motivation", 1, Limits.MotivationMax, TextKind.Lines);
        var locale = fields.RequiredLanguage("locale");
        if (email.Length > 0 && !EmailAddress.IsPlausible(email))
        {
            fields.Fault(FieldError.Of("email", "not-an-email"));
        }

        fields.Check();
        var command = call.Command();
        var request = new RequestInvitation(email, name, headline, skills ?? [], motivation, locale, command);
        var isFree = options.IsSimulated(email) || await call.IsKnown(command);
        await Record(call, request, isFree ? null : SourceAddress.Of(call.Http));
    }

    /// <summary>Counts it against its address, unless it certainly was not recorded.</summary>
    private static async Task Record(ApiCall call, RequestInvitation request, string? source)
    {
        if (source is not null)
        {
            await call.Read((grains, ct) => grains.Source(source).Take(source, SourceAct.InvitationRequest, ct));
        }

        try
        {
            await call.Write(repeatable: true, grains => grains.Doorkeeper().RequestInvitation(request, CancellationToken.None));
        }
        catch (RequestRefusedException refused) when (source is not null && refused.Problem.Code != ProblemMapping.OutcomeUnknown.Code)
        {
            await call.GiveBack(source, SourceAct.InvitationRequest);
            throw;
        }
    }
}

/// <summary>Asks for an invitation.</summary>
internal sealed record AskForInvitationRequest(
    [property: Required, StringLength(Limits.EmailMax, MinimumLength = 3)] string Email,
    [property: Required, StringLength(Limits.NameMax, MinimumLength = 1)] string Name,
    [property: Required, StringLength(Limits.MotivationMax, MinimumLength = 1)] string Motivation,
    [property: Required, AllowedValues("fr", "en")] string Locale,
    [property: StringLength(Limits.HeadlineMax)] string? Headline = null,
    [property: MaxLength(Limits.SkillsPerMember)] IReadOnlyList<string>? Skills = null);
