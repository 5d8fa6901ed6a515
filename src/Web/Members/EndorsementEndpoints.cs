using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
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
        api.MapGet("/members/{handle}/endorsements", List)
            .Query("listEndorsements", "What peers say of a member: all of it to the member, to others what was accepted and their own.").Lists<EndorsementJson>()
            .Refuses(RefusalCode.NotFound);
        api.MapPut("/members/me/endorsements/{slug}/{peer}", Answer)
            .Act("answerEndorsement", "Accepts what a peer says of one's skill, or hides it: then it neither counts nor is shown.").Members().Takes<AnswerEndorsementRequest>().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended);
        api.MapDelete("/members/{handle}/endorsements/{slug}", Withdraw)
            .Act("withdrawEndorsement", "Takes an endorsement back.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.Suspended);
    }

    private static async Task<IResult> List(string handle, ApiCall call, Authors authors, string? cursor, string? limit)
    {
        var wanted = PathIds.MemberHandle(handle);
        var part = ListQuery.Page(cursor, limit);
        var member = await call.MemberOf(wanted);
        return Answers.Ok(await Of(call, authors, member, part), WebJson.Writing.ListJsonEndorsementJson);
    }

    /// <summary>What peers say of a member, as far as the caller may see it.</summary>
    public static async Task<ListJson<EndorsementJson>> Of(ApiCall call, Authors authors, MemberId member, PageRequest part)
    {
        var page = await call.Read((grains, ct) => grains.Member(member).Endorsements(call.Actor?.Member, part, ct));
        var names = await authors.Of(call, page.Items.Select(static said => (MemberId?)said.By));
        return new ListJson<EndorsementJson>(
            [.. page.Items.Select(said => Shape(said, names))], page.Next);
    }

    public static EndorsementJson Shape(EndorsementView said, IReadOnlyDictionary<MemberId, AuthorJson> names) =>
        new(said.Skill.Value, names.GetValueOrDefault(said.By), said.Note, Kebab.Of(said.Status), said.At);

    private static async Task<IResult> Answer(string slug, string peer, ApiCall call)
    {
        var skill = PathIds.Skill(slug);
        var wanted = PathIds.MemberHandle(peer);
        var fields = await call.Body();
        var status = fields.RequiredText("status", 0, 16);
        if (status is not ("accepted" or "hidden") && !fields.IsFaulty("status"))
        {
            fields.Fault(FieldError.Of("status", "invalid"));
        }

        fields.Check();
        await AnswerTo(call, skill, wanted, status == "hidden");
        return Answers.Nothing();
    }

    /// <summary>Accepts what a peer says of the caller's skill, or hides it.</summary>
    public static async Task AnswerTo(ApiCall call, SkillSlug skill, Handle peer, bool hide)
    {
        var actor = await call.Acting(LimitedAct.Other);
        var by = await call.MemberOf(peer);
        await call.Write(
            repeatable: true,
            grains => grains.Member(actor.Member).AnswerEndorsement(new AnswerEndorsement(actor, by, skill, hide), CancellationToken.None));
    }

    private static async Task<IResult> Endorse(string handle, string slug, ApiCall call)
    {
        await Vouch(PathIds.MemberHandle(handle), PathIds.Skill(slug), call);
        return Answers.Nothing();
    }

    /// <summary>Vouches for a skill with the note that the body of the call has, if any.</summary>
    public static async Task Vouch(Handle wanted, SkillSlug skill, ApiCall call)
    {
        var fields = await call.BodyIfAny();
        var note = fields.Text("note", 0, Limits.NoteMax, TextKind.Lines);
        fields.Check();
        var actor = await call.Acting(LimitedAct.Other);
        var member = await call.MemberOf(wanted);
        await call.Write(repeatable: true, grains => grains.Member(member).Endorse(new EndorseSkill(actor, skill, note), CancellationToken.None));
    }

    private static async Task<IResult> Withdraw(string handle, string slug, ApiCall call)
    {
        await TakeBack(PathIds.MemberHandle(handle), PathIds.Skill(slug), call);
        return Answers.Nothing();
    }

    /// <summary>Takes an endorsement of the caller's back.</summary>
    public static async Task TakeBack(Handle wanted, SkillSlug skill, ApiCall call)
    {
        var actor = await call.Acting(LimitedAct.Other);
        var member = await call.MemberOf(wanted);
        await call.Write(
            repeatable: true,
            grains => grains.Member(member).WithdrawEndorsement(new WithdrawEndorsement(actor, skill), CancellationToken.None));
    }
}

/// <summary>Vouches for a skill, perhaps with a word about why.</summary>
internal sealed record EndorsementRequest([property: StringLength(Limits.NoteMax)] string? Note = null);

/// <summary>What a peer says of a skill; <c>status</c>: <c>new</c>, <c>accepted</c> or <c>hidden</c>; <c>at</c>: when they said it last.</summary>
public sealed record EndorsementJson(
    string Skill,
    AuthorJson? By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note,
    string Status,
    DateTimeOffset At);

/// <summary>Accepts an endorsement, or hides it.</summary>
internal sealed record AnswerEndorsementRequest([property: Required, AllowedValues("accepted", "hidden")] string Status);
