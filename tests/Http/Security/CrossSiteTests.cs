using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Security;

/// <summary>What other sites can make a member's browser do here: nothing (RELIABILITY.md 3.3).</summary>
public sealed class CrossSiteTests(SqliteSite site)
{
    [Fact]
    public async Task C02_The_proof_of_another_reader_or_of_before_sign_in_proves_nothing()
    {
        using var before = new PageReader(site.Address);
        await before.Get("/sign-in");
        using var reader = before.OtherTab();
        await reader.SignIn(await site.Member());
        using var stranger = await PageReader.SignedIn(site, await site.Member());
        await stranger.Get("/ask");

        foreach (var other in new[] { before, stranger })
        {
            using var mixed = reader.WithProofOf(other);
            (await mixed.Post("/sign-out")).Expect(400);
            (await reader.Get("/ask")).Expect(200);
        }

        (await reader.Post("/sign-out")).Expect(302);
        (await reader.Get("/ask")).Expect(302);
    }

    [Fact]
    public async Task C03_A_form_cannot_pass_for_a_call_of_a_program()
    {
        var member = await site.Member();
        using var body = new StringContent("{\"body\":\"x\"}", System.Text.Encoding.UTF8, "text/plain");
        (await site.Send("POST", "/questions", body, member)).ExpectProblem(415, "unsupported-media-type");

        // And a cookie is no token: a program shows its token itself.
        (await site.Send("POST", "/questions", A.Question(), headers: ("Cookie", $"__Host-session={member.Token}; session={member.Token}"))).ExpectProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task C04_C07_No_other_site_signs_anybody_in(string header, string value)
    {
        using var reader = new PageReader(site.Address);
        await reader.Get("/sign-in");
        reader.Always(header, value);
        var answer = await reader.Post("/sign-in", ("email", $"{site.Admin.Handle}@{A.Domain}"), ("password", A.Password));
        answer.Expect(403);
        Assert.DoesNotContain("session", answer.Header("Set-Cookie"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/choices")]
    [InlineData("/settings/security/off")]
    [InlineData("/drafts/discard")]
    public async Task C05_What_acts_is_not_done_by_a_link(string path)
    {
        using var reader = await PageReader.SignedIn(site, site.Admin);
        var answer = await reader.Get(path);
        Assert.True(answer.Status is 404 or 405, $"{path}: {answer.Status}");
        (await reader.Get("/settings/account")).Expect(200);
    }

    [Fact]
    public async Task C05_A_head_and_a_question_about_options_change_nothing()
    {
        var member = await site.Member();
        var question = await site.Question(member);
        foreach (var method in new[] { "HEAD", "OPTIONS" })
        {
            Assert.True((await site.Send(method, $"/questions/{question}", by: member)).Status is 200 or 204 or 405);
        }

        (await site.Send("GET", $"/questions/{question}")).Expect(200);
        (await site.Send("OPTIONS", "/tokens/current", by: member)).Expect(405);
        (await site.Send("GET", "/members/me", by: member)).Expect(200);
    }

    [Fact]
    public async Task C06_A_method_cannot_be_smuggled_past_the_one_that_is_seen()
    {
        var member = await site.Member();
        var question = await site.Question(member);
        (await site.Send("POST", $"/questions/{question}", new { }, member, ("X-HTTP-Method-Override", "DELETE"))).Expect(405);
        Assert.True((await site.Send("GET", $"/questions/{question}?_method=DELETE", by: member)).Status is 200 or 400);
        (await site.Send("GET", $"/questions/{question}")).Expect(200);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    [InlineData("/questions/feed.atom")]
    [InlineData("/api/v1/questions")]
    public async Task C08_C21_No_page_is_framed_and_each_asks_for_https_from_now_on(string path)
    {
        var answer = await site.Page(path);
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Header("Strict-Transport-Security"));
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("https://sub.skiller.test")]
    public async Task C18_No_script_of_another_site_reads_an_answer(string origin)
    {
        var answer = await site.Send("GET", "/questions", headers: [("Origin", origin), ("Access-Control-Request-Method", "GET")]);
        Assert.DoesNotContain(answer.Headers, static header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
    }
}
