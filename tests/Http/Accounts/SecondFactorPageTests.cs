using System.Text.RegularExpressions;
using OtpNet;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Accounts;

/// <summary>Two-step sign-in, by pages and by the API (A08, A09).</summary>
public abstract class SecondFactorPageTests(Site site)
{
    [Fact]
    public async Task It_is_set_up_with_a_code_asked_for_at_sign_in_and_recovered_without_the_telephone()
    {
        var address = $"{site.NewHandle("careful")}@mailbox-of-tests.fr";
        await site.Newcomer(address);
        using var reader = new PageReader(site);
        await reader.SignIn(address);
        var offer = (await reader.Post(await reader.Get("/settings/security"), "/settings/security/set-up")).Expect(200, "Scan this picture");
        Assert.Contains("<svg class=\"qr\" role=\"img\"", offer.Html, StringComparison.Ordinal);
        var secret = Regex.Match(offer.Html, "<code class=\"secret\">([^<]*)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

        // A mistyped code does not mean to begin anew.
        var again = (await reader.Post(offer, "/settings/security/on", ("code", "000000"), ("password", A.Password))).Expect(401, "The code is wrong");
        Assert.Equal(offer.Value("seed"), again.Value("seed"));
        var used = Code(secret);
        var on = (await reader.Post(again, "/settings/security/on", ("code", used), ("password", A.Password))).Expect(200, "Two-step sign-in is on");
        var recovery = Regex.Matches(on.Html, "<code>([^<]*)</code>").Select(static m => m.Groups[1].Value).ToArray();
        Assert.Equal(10, recovery.Length);

        using var other = new PageReader(site);
        var step = (await other.SignIn(address)).Expect(200, "Second step");
        (await other.Get("/settings")).Expect(200, "Sign in");
        step = (await other.Post(step, "/sign-in/code", ("code", used))).Expect(401, "The code is wrong");
        (await other.Post(step, "/sign-in/code", ("code", recovery[0]))).Expect(200, "Sign out");

        var token = new { email = address, password = A.Password };
        (await site.SendFrom(site.NewSource(), "POST", "/tokens", token)).ExpectProblem(401, "second-factor-required");
        (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { token.email, token.password, code = recovery[0] })).ExpectProblem(401, "bad-code");
        (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { token.email, token.password, code = recovery[1] })).Expect(201);
        await site.Mail(address, "Un code de secours a servi");

        var off = (await other.Get("/settings/security")).Expect(200, "8 recovery codes are left");
        (await other.Post(off, "/settings/security/off", ("code", recovery[2]), ("password", "not this one"))).Expect(403, "Confirm that it is you");
        (await other.Post(off, "/settings/security/off", ("code", recovery[2]), ("password", A.Password))).Expect(200, "Two-step sign-in is off");
        (await new PageReader(site).SignIn(address)).Expect(200, "Sign out");
    }

    [Fact]
    public async Task Codes_cannot_be_guessed()
    {
        var address = $"{site.NewHandle("guessed")}@mailbox-of-tests.fr";
        await site.Newcomer(address);
        using var reader = new PageReader(site);
        await reader.SignIn(address);
        var offer = await reader.Post(await reader.Get("/settings/security"), "/settings/security/set-up");
        var secret = Regex.Match(offer.Html, "<code class=\"secret\">([^<]*)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        (await reader.Post(offer, "/settings/security/on", ("code", Code(secret)), ("password", A.Password))).Expect(200);

        var guess = new { email = address, password = A.Password, code = "000000" };
        for (var i = 0; i < 5; i++)
        {
            (await site.SendFrom(site.NewSource(), "POST", "/tokens", guess)).ExpectProblem(401, "bad-code");
        }

        (await site.SendFrom(site.NewSource(), "POST", "/tokens", guess)).ExpectProblem(429, "rate-limited");
    }

    private static string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
}

public sealed class SecondFactorPageTestsOnSqlite(SqliteSite site) : SecondFactorPageTests(site);

public sealed class SecondFactorPageTestsOnPostgres(PostgresSite site) : SecondFactorPageTests(site);
