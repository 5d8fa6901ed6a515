using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Identity;

/// <summary>Signing in and out.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tokens", SignIn)
            .Act("createToken", "Signs in.").Takes<TokenRequest>().Creates<TokenResponse>()
            .Refuses(RefusalCode.BadCredentials, RefusalCode.RateLimited);
        api.MapDelete("/tokens/current", SignOut)
            .Act("deleteCurrentToken", "Signs out: the token is dead at once.").Members().GivesNothing();
    }

    private static async Task<IResult> SignIn(ApiCall call, PasswordHashing passwords, WebOptions options)
    {
        var fields = await call.Body();
        var email = fields.RequiredText("email", 1, Limits.EmailMax);
        var password = fields.RequiredText("password", 1, Limits.PasswordMax, TextKind.Secret);
        fields.Text("code", 0, 64);
        fields.Check();
        var source = options.IsSimulated(email) ? null : SourceAddress.Of(call.Http);
        if (source is not null)
        {
            await call.Read((grains, ct) => grains.Source(source).Take(SourceAct.SignIn, ct));
        }

        var (member, credentials) = await Find(call, email, password, passwords);
        var outcome = await passwords.Check(credentials.PasswordHash, password, call.Aborted);
        if (outcome == PasswordVerificationResult.Failed)
        {
            await call.Look(async (grains, ct) =>
            {
                await grains.Account(member).SignInFailed(ct);
                return true;
            });
            throw new RequestRefusedException(RefusalCode.BadCredentials);
        }

        var renewed = outcome == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.Hash(password, call.Aborted) : null;
        var (text, token) = SessionToken.New(member);
        var session = await call.Write(
            repeatable: false,
            grains => grains.Account(member).OpenSession(new OpenSession(token.Hash, renewed), CancellationToken.None));
        if (source is not null)
        {
            await call.GiveBack(source, SourceAct.SignIn);
        }

        var answer = new TokenResponse(text, session.ExpiresAt, new TokenMember(session.Member.ToString(), session.Handle));
        return Answers.Created(answer, WebJson.Writing.TokenResponse);
    }

    private static async Task<(MemberId Member, AccountCredentials Credentials)> Find(
        ApiCall call,
        string email,
        string password,
        PasswordHashing passwords)
    {
        var found = await call.Find((grains, ct) => grains.Directory().FindAddress(email, ct));
        var result = found is { } id ? await call.Look((grains, ct) => grains.Account(id).Credentials(ct)) : RefusalCode.NotFound;
        if (found is { } member && result.Value is { } credentials)
        {
            return (member, credentials);
        }

        if (result.Refusal is { Code: RefusalCode.RateLimited } limited)
        {
            throw new RequestRefusedException(limited);
        }

        await passwords.CheckNothing(password, call.Aborted);
        throw new RequestRefusedException(RefusalCode.BadCredentials);
    }

    private static async Task<IResult> SignOut(ApiCall call)
    {
        var actor = await call.Member();
        await call.Write(repeatable: true, grains => grains.Account(actor.Member).EndSession(call.SessionHash, CancellationToken.None));
        return Answers.Nothing();
    }
}

/// <summary>Signs in; <c>code</c> is the second factor of those who have one.</summary>
internal sealed record TokenRequest(
    [property: Required, StringLength(Limits.EmailMax, MinimumLength = 1)] string Email,
    [property: Required, StringLength(Limits.PasswordMax, MinimumLength = 1)] string Password,
    [property: StringLength(64)] string? Code = null);

/// <summary>A token; it is shown once and kept nowhere.</summary>
internal sealed record TokenResponse(string Token, DateTimeOffset ExpiresAt, TokenMember Member);

/// <summary>Whose token it is.</summary>
internal sealed record TokenMember(string Id, string Handle);
