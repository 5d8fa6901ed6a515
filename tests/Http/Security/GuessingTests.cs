using System.Security.Cryptography;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Security;

/// <summary>What a stranger learns by trying: nothing, and files that are no pages are nowhere (RELIABILITY.md 3.4, 3.7).</summary>
public sealed class GuessingTests(SqliteSite site)
{
    [Fact]
    public async Task V01_Every_code_that_nobody_made_is_answered_alike()
    {
        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var code = Convert.ToBase64String(RandomNumberGenerator.GetBytes(21)).Replace('+', '-').Replace('/', '_');
            var page = (await site.Page($"/join/{code}")).Expect(404);
            Assert.Equal("same-origin", page.Header("Referrer-Policy"));
            Assert.Contains("no-", page.Header("Cache-Control"), StringComparison.Ordinal);
            answers.Add((await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(code, site.NewHandle("guess")))).ExpectProblem(404, "invitation-unknown").Said);
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/../Skiller.sln")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets/..%2f..%2fskiller.dll")]
    [InlineData("/assets/..%5c..%5cskiller.dll")]
    [InlineData("/assets/%252e%252e/skiller.dll")]
    [InlineData("/assets/")]
    [InlineData("/%ff%fe")]
    [InlineData("/questions;jsessionid=1")]
    [InlineData("/.git/HEAD")]
    [InlineData("/appsettings.json")]
    [InlineData("/skiller.pdb")]
    [InlineData("/skiller.db")]
    [InlineData("/backup.zip")]
    [InlineData("/swagger")]
    [InlineData("/metrics")]
    [InlineData("/health/details")]
    [InlineData("/health/live")]
    [InlineData("/dashboard")]
    [InlineData("/settings/me.css")]
    [InlineData("/members/me/x.png")]
    public async Task P01_P02_P17_What_is_no_page_is_not_there(string path)
    {
        var (status, _) = await RawCall.Send(site.Address, $"GET {path} HTTP/1.1", "Host: skiller.test", "Connection: close");
        Assert.True(status is 400 or 404, $"{path}: {status}");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task P06_A_body_that_is_packed_is_not_unpacked(string coding)
    {
        using var body = new ByteArrayContent(new byte[64]);
        body.Headers.ContentType = new("application/json");
        body.Headers.ContentEncoding.Add(coding);
        (await site.Send("POST", "/questions", body, site.Admin)).ExpectProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/questions")]
    [InlineData("/api/v1/nowhere")]
    public async Task P16_No_answer_says_what_it_was_made_with(string path)
    {
        var answer = await site.Page(path);
        foreach (var name in new[] { "Server", "X-Powered-By", "X-AspNet-Version" })
        {
            Assert.Equal("", answer.Header(name));
        }
    }

    [Fact]
    public async Task P17_What_a_member_sees_is_kept_nowhere_and_never_shown_to_the_next()
    {
        using var reader = await Pages.PageReader.SignedIn(site, site.Admin);
        var seen = (await reader.Get("/members")).Expect(200);
        Assert.Contains("no-store", seen.Header("Cache-Control"), StringComparison.Ordinal);
        var visitor = (await site.Page("/members")).Expect(200);
        Assert.DoesNotContain("sign-out", visitor.Body, StringComparison.Ordinal);
        Assert.Contains("Cookie", visitor.Header("Vary"), StringComparison.Ordinal);

        // A copy of somebody else's page is not confirmed.
        if (seen.Header("ETag") is { Length: > 0 } tag)
        {
            (await site.Page("/members", ("If-None-Match", tag))).Expect(200);
        }
    }
}
