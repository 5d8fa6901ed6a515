using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Web.Accounts;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Members;

/// <summary>Joining with an invitation.</summary>
internal static class JoinEndpoints
{
    private const int CodeMax = 200;

    public static void MapJoining(this IEndpointRouteBuilder api) =>
        api.MapPost("/members", Join)
            .Act("join", "Joins with an invitation.").Takes<JoinRequest>().Keyed().CreatesAt<MemberCreated>()
            .Refuses(
                RefusalCode.InvitationUnknown,
                RefusalCode.InvitationUsed,
                RefusalCode.InvitationExpired,
                RefusalCode.InvitationRevoked,
                RefusalCode.InvitationForAnotherAddress,
                RefusalCode.HandleTaken,
                RefusalCode.RateLimited);

    private static async Task<IResult> Join(ApiCall call, PasswordHashing passwords, WebOptions options)
    {
        var created = await Create(call, passwords, options);
        return Answers.Created(call.Http, $"/members/{created.Handle}", created, WebJson.Writing.MemberCreated);
    }

    /// <summary>Lets in whom the body of the call describes.</summary>
    public static async Task<MemberCreated> Create(ApiCall call, PasswordHashing passwords, WebOptions options)
    {
        var fields = await call.Body();
        var code = fields.RequiredText("invitation", 1, CodeMax);
        var email = fields.RequiredText("email", 1, Limits.EmailMax);
        var handle = fields.RequiredText("handle", 1, 100);
        var password = NewPassword.Read(fields, "password", handle, email);
        var name = fields.RequiredText("name", 1, Limits.NameMax);
        var locale = fields.RequiredLanguage("locale");
        var skills = fields.Skills("skills", 0, Limits.SkillsPerMember);
        if (email.Length > 0 && !EmailAddress.IsPlausible(email))
        {
            fields.Fault(FieldError.Of("email", "not-an-email"));
        }

        if (!Handle.TryParse(handle, out var wanted) && handle.Length > 0)
        {
            fields.Fault(FieldError.Of("handle", "not-a-handle"));
        }

        fields.Check();
        var newcomer = new Newcomer(code, email, password, wanted!, name, locale, skills ?? []);
        var receipt = await Admitted(call, options, newcomer, passwords);
        return new MemberCreated(
            receipt.Id.ToString(),
            receipt.Handle,
            receipt.Name,
            RequestLanguage.Tag(receipt.Locale),
            options.MemberUrl(receipt.Handle),
            receipt.JoinedAt);
    }

    private static async Task<MemberReceipt> Admitted(ApiCall call, WebOptions options, Newcomer newcomer, PasswordHashing passwords)
    {
        var command = call.SecretCommand();
        if (await call.IsKnown(command))
        {
            return (await Accept(call, newcomer, "", command)).Receipt;
        }

        var source = options.IsSimulated(newcomer.Email) ? null : SourceAddress.Of(call.Http);
        if (source is not null)
        {
            await call.Read((grains, ct) => grains.Source(source).Take(source, SourceAct.SignUp, ct));
        }

        var hash = "";
        try
        {
            if (await Obstacle(call, newcomer) is not { } obstacle)
            {
                hash = await passwords.Hash(newcomer.Password, call.Aborted);
            }
            else if (!await call.IsKnown(command))
            {
                throw new RequestRefusedException(obstacle);
            }

            // Otherwise it was this very call, sent twice, that has just used the invitation up.
            var (drawn, receipt) = await Accept(call, newcomer, hash, command);
            if (receipt.Id != drawn && source is not null)
            {
                await call.GiveBack(source, SourceAct.SignUp);
            }

            return receipt;
        }
        catch (Exception fault) when (source is not null && !StaysCounted(fault, isHashed: hash.Length > 0))
        {
            await call.GiveBack(source, SourceAct.SignUp);
            throw;
        }
    }

    /// <summary>What can be seen to stand against it before a password is hashed, which costs something.</summary>
    private static async Task<Refusal?> Obstacle(ApiCall call, Newcomer newcomer)
    {
        var looked = await call.Look((grains, ct) => grains.Doorkeeper().Check(newcomer.Invitation, newcomer.Email, ct));
        return looked.Refusal
            ?? (await call.Find((grains, ct) => grains.Directory().FindHandle(newcomer.Handle, ct)) is null ? null : Refusal.Of(RefusalCode.HandleTaken));
    }

    private static async Task<(MemberId Drawn, MemberReceipt Receipt)> Accept(ApiCall call, Newcomer newcomer, string hash, CommandId? command)
    {
        var member = new MemberId(await call.NewId());
        var accept = new AcceptInvitation(
            member, newcomer.Email, hash, newcomer.Handle, newcomer.Name, newcomer.Locale, newcomer.Skills, command);
        var receipt = await call.Write(
            command is not null,
            grains => grains.Doorkeeper().Join(newcomer.Invitation, accept, CancellationToken.None));
        return (member, receipt);
    }

    /// <summary>A wrong code stays counted, so that codes cannot be probed, and so does a refusal for which a password was hashed.</summary>
    private static bool StaysCounted(Exception fault, bool isHashed) => fault switch
    {
        RequestRefusedException { Problem.Code: var code } =>
            code == RefusalCode.InvitationUnknown.Code()
            || code == ProblemMapping.OutcomeUnknown.Code
            || (isHashed && code != ProblemMapping.Unavailable().Code),
        OperationCanceledException => false,
        _ => isHashed,
    };

    private sealed record Newcomer(
        string Invitation,
        string Email,
        string Password,
        Handle Handle,
        string Name,
        Locale Locale,
        System.Collections.Immutable.ImmutableArray<Contracts.Skills.SkillSlug> Skills);
}

/// <summary>Joins.</summary>
internal sealed record JoinRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Invitation,
    [property: Required, StringLength(Limits.EmailMax, MinimumLength = 3)] string Email,
    [property: Required, StringLength(Limits.PasswordMax, MinimumLength = Limits.PasswordMin)] string Password,
    [property: Required, RegularExpression("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$"), StringLength(30, MinimumLength = 3)] string Handle,
    [property: Required, StringLength(Limits.NameMax, MinimumLength = 1)] string Name,
    [property: Required, AllowedValues("fr", "en")] string Locale,
    [property: MaxLength(Limits.SkillsPerMember)] IReadOnlyList<string>? Skills = null);

/// <summary>A member who joined.</summary>
internal sealed record MemberCreated(string Id, string Handle, string Name, string Locale, string Url, DateTimeOffset JoinedAt);
