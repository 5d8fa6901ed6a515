using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Security;

/// <summary>A session is its member's alone, and over when it is over (RELIABILITY.md 3.3).</summary>
public abstract class SessionTests(Site site)
{
    private const string Cookie = "__Host-session";

    [Fact]
    public async Task C09_Whoever_signs_in_gets_a_session_that_nobody_knew_before()
    {
        var member = await site.Member();
        using var reader = new PageReader(site.Address);
        reader.Plant(Cookie, member.Token);
        await reader.SignIn(member);
        var first = reader.Cookie(Cookie);
        Assert.NotEqual(member.Token, first);
        await reader.SignIn(member);
        Assert.NotEqual(first, reader.Cookie(Cookie));
    }

    [Fact]
    public async Task C10_A_cookie_opens_nothing_after_sign_out()
    {
        using var reader = await PageReader.SignedIn(site, await site.Member());
        using var thief = reader.OtherTab();
        (await thief.Get("/settings/account")).Expect(200);

        await reader.Get("/ask");
        var left = (await reader.Post("/sign-out")).Expect(302);

        Assert.Equal("\"cache\"", left.Header("Clear-Site-Data"));
        Assert.StartsWith("/sign-in", (await thief.Get("/settings/account")).Expect(302).Header("Location"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C11_A_session_stays_with_this_host_and_no_script_sees_it()
    {
        var member = await site.Member();
        using var reader = new PageReader(site.Address);
        await reader.Get("/sign-in");
        var entered = (await reader.Post("/sign-in", ("email", $"{member.Handle}@{A.Domain}"), ("password", A.Password))).Expect(302);
        var set = entered.Headers.GetValues("Set-Cookie").Single(static cookie => cookie.Contains("session", StringComparison.Ordinal));
        Assert.StartsWith($"{Cookie}=", set, StringComparison.Ordinal);
        Assert.True(set.Length < 4096, "A cookie that is too long is not kept.");
        var flags = set.Split("; ").Skip(1).Select(static flag => flag.ToUpperInvariant()).ToArray();
        Assert.Contains("SECURE", flags);
        Assert.Contains("HTTPONLY", flags);
        Assert.Contains("SAMESITE=LAX", flags);
        Assert.Contains("PATH=/", flags);
        Assert.DoesNotContain(flags, static flag => flag.StartsWith("DOMAIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("99999999999999999999.x")]
    [InlineData("<script>")]
    [InlineData("-1.%00")]
    public async Task C13_A_forged_session_is_none_and_no_fault(string forged)
    {
        using var reader = new PageReader(site.Address);
        reader.Plant(Cookie, forged);
        (await reader.Get("/")).Expect(200);
        (await reader.Get("/settings/account")).Expect(302);
        var called = await site.Send("GET", "/members/me", headers: ("Authorization", $"Bearer {forged}"));
        Assert.Equal(401, called.Status);
    }

    [Fact]
    public async Task C20_A_program_without_a_session_is_told_and_a_reader_is_led_to_sign_in()
    {
        var called = (await site.Send("GET", "/members/me")).ExpectProblem(401, "unauthorized");
        Assert.Equal("", called.Header("Location"));
        var looked = (await site.Page("/settings/account")).Expect(302);
        Assert.Equal("/sign-in?back=%2Fsettings%2Faccount", looked.Header("Location"));
    }
}

public sealed class SessionTestsOnSqlite(SqliteSite site) : SessionTests(site);

public sealed class SessionTestsOnPostgres(PostgresSite site) : SessionTests(site);
