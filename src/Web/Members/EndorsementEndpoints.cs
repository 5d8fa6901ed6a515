using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Members;

/// <summary>Vouching for a member's skill.</summary>
internal static class EndorsementEndpoints
{
    public static void MapEndorsements(this IEndpointRouteBuilder api)
    {
        api.MapPut("/members/{handle}/endorsements/{slug}", Endorse)
            .Act("endorse", "Vouches for a member's skill that somebody has used; at most 20 skills of one member.").Members().MayTake<EndorsementRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.OwnSkill, RefusalCode.Suspended, RefusalCode.Full);
        api.MapDelete("/members/{handle}/endorsements/{slug}", Withdraw)
            .Act("withdrawEndorsement", "Takes an endorsement back.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended);
    }

    private static async Task<IResult> Endorse(string handle, string slug, ApiCall call)
    {
        var wanted = PathIds.MemberHandle(handle);
        var skill = PathIds.Skill(slug);
        var fields = await call.BodyIfAny();
        var note = fields.Text("note", 0, Limits.NoteMax, TextKind.Lines);
        fields.Check();
        var actor = await call.Acting(LimitedAct.Other);
        var member = await call.MemberOf(wanted);
        await call.Write(repeatable: true, grains => grains.Member(member).Endorse(new EndorseSkill(actor, skill, note), CancellationToken.None));
        return Answers.Nothing();
    }

    private static async Task<IResult> Withdraw(string handle, string slug, ApiCall call)
    {
        var wanted = PathIds.MemberHandle(handle);
        var skill = PathIds.Skill(slug);
        var actor = await call.Acting(LimitedAct.Other);
        var member = await call.MemberOf(wanted);
        await call.Write(
            repeatable: true,
            grains => grains.Member(member).WithdrawEndorsement(new WithdrawEndorsement(actor, skill), CancellationToken.None));
        return Answers.Nothing();
    }
}

/// <summary>Vouches for a skill, perhaps with a word about why.</summary>
internal sealed record EndorsementRequest([property: StringLength(Limits.NoteMax)] string? Note = null);
