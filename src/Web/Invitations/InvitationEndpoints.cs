using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Members;

namespace Skiller.Web.Invitations;

/// <summary>Inviting, and one's own invitations.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/invitations", Invite)
            .Act("invite", "Makes out an invitation; its code is shown this once.").Members().MayTake<MakeInvitationRequest>().Keyed().Creates<InvitationCreated>()
            .Refuses(RefusalCode.NoInvitationsLeft, RefusalCode.Suspended);
        api.MapGet("/invitations", List)
            .Query("listInvitations", "The invitations one has made out, newest first.").Members().Pages<InvitationsJson>();
        api.MapDelete("/invitations/{id}", Revoke)
            .Act("revokeInvitation", "Takes an invitation back that nobody has used; it may be made again.").Members().GivesNothing()
            .Refuses(RefusalCode.NotFound, RefusalCode.InvitationUsed, RefusalCode.Suspended);
    }

    private static async Task<IResult> Invite(ApiCall call, WebOptions options) =>
        Answers.Created(await Create(call, options), WebJson.Writing.InvitationCreated);

    /// <summary>Makes out an invitation as the body of the call says.</summary>
    public static async Task<InvitationCreated> Create(ApiCall call, WebOptions options)
    {
        var fields = await call.BodyIfAny();
        var email = fields.Text("email", 1, Limits.EmailMax);
        var note = fields.Text("note", 0, Limits.NoteMax, TextKind.Lines);
        if (email is not null && !EmailAddress.IsPlausible(email))
        {
            fields.Fault(FieldError.Of("email", "not-an-email"));
        }

        fields.Check();
        var command = call.Command();
        var actor = await call.Acting(LimitedAct.Other);
        var receipt = await call.Write(
            command is not null,
            grains => grains.Account(actor.Member).Invite(new MakeInvitation(actor, email, note, command), CancellationToken.None));
        return new InvitationCreated(receipt.Id, receipt.Code, options.InvitationUrl(receipt.Code), receipt.CreatedAt, receipt.ExpiresAt);
    }

    private static async Task<IResult> Revoke(string id, ApiCall call)
    {
        await TakeBack(id, call);
        return Answers.Nothing();
    }

    /// <summary>Takes an invitation back.</summary>
    public static async Task TakeBack(string id, ApiCall call)
    {
        var actor = await call.Acting(LimitedAct.Other);
        await call.Write(
            repeatable: true,
            grains => grains.Account(actor.Member).RevokeInvitation(new RevokeInvitation(actor, id), CancellationToken.None));
    }

    private static async Task<IResult> List(ApiCall call, Authors authors, string? cursor, string? limit) =>
        Answers.Ok(await Mine(call, authors, ListQuery.Page(cursor, limit)), WebJson.Writing.InvitationsJson);

    /// <summary>A part of the invitations that one has made out.</summary>
    public static async Task<InvitationsJson> Mine(ApiCall call, Authors authors, PageRequest part)
    {
        var actor = await call.Member();
        var view = await call.Read((grains, ct) => grains.Account(actor.Member).Invitations(part, ct));
        var names = await authors.Of(call, view.Page.Items.Select(i => i.UsedBy));
        var items = view.Page.Items.Select(i => new InvitationJson(
            i.Id,
            i.Hint,
            i.Email,
            i.CreatedAt,
            i.ExpiresAt,
            i.UsedBy is { } member ? names.GetValueOrDefault(member) : null,
            i.IsRevoked,
            i.UsedBy is not null));
        return new InvitationsJson([.. items], view.Page.Next, view.Left);
    }
}

/// <summary>Makes out an invitation: for one address, or for whoever has its code.</summary>
internal sealed record MakeInvitationRequest(
    [property: StringLength(Limits.EmailMax, MinimumLength = 3)] string? Email = null,
    [property: StringLength(Limits.NoteMax)] string? Note = null);

/// <summary>An invitation that was made out; the code is kept nowhere.</summary>
public sealed record InvitationCreated(string Id, string Code, string Url, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>One's own invitations, and how many more one may make; null: no limit.</summary>
internal sealed record InvitationsJson(IReadOnlyList<InvitationJson> Items, string? Next, int? Left);

/// <summary>An invitation as its maker sees it; the hint is the end of its code.</summary>
public sealed record InvitationJson(
    string Id,
    string Hint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AuthorJson? UsedBy,
    bool Revoked,
    [property: JsonIgnore] bool IsUsed);
