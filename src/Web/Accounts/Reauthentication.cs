using Microsoft.AspNetCore.Identity;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Identity;
using Skiller.Web.Problems;

namespace Skiller.Web.Accounts;

/// <summary>What lets somebody in is changed by whoever shows the password again, so that a session left open gives nobody the account (A12).</summary>
internal sealed class Reauthentication(PasswordHashing passwords, WebOptions options)
{
    /// <summary>The field of the present password.</summary>
    public const string Field = "password";

    /// <summary>The password as it was sent; that it is missing is told by <see cref="Check(RequestFields)"/>.</summary>
    public static string Read(RequestFields fields) => fields.RequiredText(Field, 1, Limits.PasswordMax, TextKind.Secret);

    /// <summary>Refuses when a field was at fault. That nothing but the password is missing is no fault of what is asked for: who asks is not shown to be the member.</summary>
    public static void Check(RequestFields fields)
    {
        try
        {
            fields.Check();
        }
        catch (RequestRefusedException refused) when (refused.Problem.Errors is [{ Field: Field, Rule: "required" }])
        {
            throw new RequestRefusedException(ProblemMapping.ReauthenticationRequired with { Errors = refused.Problem.Errors });
        }
    }

    /// <summary>Refuses a wrong password, which counts as a failed sign-in.</summary>
    public async Task Check(ApiCall call, Actor actor, string password)
    {
        var account = await call.Read((grains, ct) => grains.Account(actor.Member).View(ct));
        var source = options.IsSimulated(account.Email) ? null : SourceAddress.Of(call.Http);
        if (source is not null)
        {
            await call.Read((grains, ct) => grains.Source(source).Look(source, SourceAct.SignIn, ct));
        }

        var credentials = await call.Read((grains, ct) => grains.Account(actor.Member).Credentials(ct));
        if (await passwords.Check(credentials.PasswordHash, password, call.Aborted) != PasswordVerificationResult.Failed)
        {
            return;
        }

        if (source is not null)
        {
            await call.Read((grains, _) => grains.Source(source).Take(source, SourceAct.SignIn, CancellationToken.None));
        }

        throw new RequestRefusedException(ProblemMapping.ReauthenticationRequired with { Errors = [FieldError.Of(Field, "wrong-password")] });
    }
}
