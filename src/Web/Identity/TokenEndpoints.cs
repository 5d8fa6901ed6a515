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
    private const int CodeMax = 64;

    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tokens", SignIn)
            .Act("createToken", "Signs in.").Takes<TokenRequest>().Creates<TokenResponse>()
            .Refuses(RefusalCode.BadCredentials, RefusalCode.SecondFactorRequired, RefusalCode.BadCode, RefusalCode.RateLimited);
        api.MapDelete("/tokens/current", SignOut)
            .Act("deleteCurrentToken", "Signs out: the token is dead at once.").Members().GivesNothing();
    }

    private static async Task<IResult> SignIn(ApiCall call, PasswordHashing passwords, WebOptions options) =>
        Answers.Created(await Open(call, passwords, options), WebJson.Writing.TokenResponse);

    /// <summary>Opens a session for whom the body of the call names.</summary>
    public static async Task<TokenResponse> Open(ApiCall call, PasswordHashing passwords, WebOptions options)
    {
        var fields = await call.Body();
        var email = fields.RequiredText("email", 1, Limits.EmailMax);
        var password = fields.RequiredText("password", 1, Limits.PasswordMax, TextKind.Secret);
        var code = fields.Text("code", 0, CodeMax);
        fields.Check();
        var proven = await Prove(call, passwords, options, email, password);
        return await Open(call, proven, code is { Length: > 0 } given ? given : null);
    }

    /// <summary>Finds out who has this address and this password.</summary>
    public static async Task<Proven> Prove(ApiCall call, PasswordHashing passwords, WebOptions options, string email, string password)
    {
        call.Http.Response.Headers.CacheControl = "no-store";
        var source = options.IsSimulated(email) ? null : SourceAddress.Of(call.Http);
        await RefuseIfTooManyFailed(call, source);
        var (member, outcome) = await Check(call, email, password, passwords);
        if (outcome == PasswordVerificationResult.Failed)
        {
            // Nobody can take this back by going away.
            await Count(call, source);
            throw new RequestRefusedException(RefusalCode.BadCredentials);
        }

        await RefuseIfTooManyFailed(call, source);
        var renewed = outcome == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.Hash(password, call.Aborted) : null;
        return new Proven(member, renewed);
    }

    /// <summary>Opens a session for who has shown the password, and a code where the account asks for one; the account counts wrong ones.</summary>
    public static async Task<TokenResponse> Open(ApiCall call, Proven proven, string? code)
    {
        var (text, token) = SessionToken.New(proven.Member);
        var open = new OpenSession(token.Hash, proven.RenewedHash, code, DeviceName.Of(call.Http.Request.Headers.UserAgent.ToString()));
        var session = await call.Write(repeatable: false, grains => grains.Account(proven.Member).OpenSession(open, CancellationToken.None));
        return new TokenResponse(text, session.ExpiresAt, new TokenMember(session.Member.ToString(), session.Handle));
    }

    /// <summary>
    /// Looked at before the password and again behind it: of those who try at once no more learn anything than of those who try one after the
    /// other, and right sign-ins that wait for the hasher are in nobody's way.
    /// </summary>
    private static async Task RefuseIfTooManyFailed(ApiCall call, string? source)
    {
        if (source is not null)
        {
            await call.Read((grains, ct) => grains.Source(source).Look(source, SourceAct.SignIn, ct));
        }
    }

    /// <summary>Counts a failure; one beyond the limit learns no more than that.</summary>
    private static async Task Count(ApiCall call, string? source)
    {
        if (source is not null)
        {
            await call.Read((grains, _) => grains.Source(source).Take(source, SourceAct.SignIn, CancellationToken.None));
        }
    }

    private static async Task<(MemberId Member, PasswordVerificationResult Outcome)> Check(
        ApiCall call,
        string email,
        string password,
        PasswordHashing passwords)
    {
        var found = await call.Find((grains, ct) => grains.Directory().FindAddress(email, ct));
        var result = found is { } id ? await call.Look((grains, ct) => grains.Account(id).Credentials(ct)) : RefusalCode.NotFound;
        if (found is { } member && result.Value is { } credentials)
        {
            return (member, await passwords.Check(credentials.PasswordHash, password, call.Aborted));
        }

        await passwords.CheckNothing(password, call.Aborted);
        return (default, PasswordVerificationResult.Failed);
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

/// <summary>Who has shown the password of an account.</summary>
/// <param name="Member">Whose.</param>
/// <param name="RenewedHash">The password hashed with the present cost, null when it need not be.</param>
internal sealed record Proven(MemberId Member, string? RenewedHash);
