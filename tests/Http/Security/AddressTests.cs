using System.Net;
using Skiller.Tests.Given;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Security;

/// <summary>Which names, methods and ways the site is reached by (RELIABILITY.md 3.3).</summary>
public sealed class AddressTests(SqliteSite site)
{
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://skiller.test@evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task C14_Signing_in_leads_nowhere_else(string back)
    {
        using var reader = new PageReader(site.Address);
        var form = await reader.Get($"/sign-in?back={Uri.EscapeDataString(back)}");
        if (form.Status is 400)
        {
            Assert.Contains('\t', back);
            return;
        }

        Assert.Equal("/", PageReader.Field(form.Expect(200).Body, "back"));
        var member = await site.Member();
        var entered = await reader.Post("/sign-in", ("email", $"{member.Handle}@{A.Domain}"), ("password", A.Password), ("back", back));
        Assert.Equal("/", entered.Expect(302).Header("Location"));
    }

    [Fact]
    public async Task C14_A_way_back_through_many_sign_ins_ends_here()
    {
        var path = "//evil.example/";
        for (var depth = 0; depth < 50 && path.Length < 8_000; depth++)
        {
            path = $"/sign-in?back={Uri.EscapeDataString(path)}";
            var answer = await site.Page(path);
            Assert.True(answer.Status is 200 or 400 or 414, $"{answer.Status}");
            Assert.DoesNotContain("value=\"//evil", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task C15_A_request_for_another_host_is_refused_and_never_echoed()
    {
        Assert.Equal(200, (await Get("Host: skiller.test")).Status);
        Assert.Equal(200, (await Get($"Host: 127.0.0.1:{site.Address.Port}")).Status);
        Assert.Equal(200, (await Get("Host: localhost")).Status);
        var (status, head) = await Get("Host: evil.example");
        Assert.Equal(400, status);
        Assert.DoesNotContain("evil", head, StringComparison.Ordinal);
        Assert.Equal(400, (await Get("Host: skiller.test.evil.example")).Status);
        Assert.Equal(400, (await Get("Host: skiller.test", "Host: evil.example")).Status);
        Assert.Equal(400, (await Get()).Status);

        // A proxy asks under its own name for whoever, as in HTTP/1.0, names none.
        Assert.Equal(Site.Fronts > 1 ? 200 : 400, (await RawCall.Send(site.Address, "GET /questions HTTP/1.0")).Status);
    }

    [Fact]
    public async Task C15_A_program_that_asks_another_host_gets_a_problem() =>
        (await site.Send("GET", "/questions", headers: ("Host", "evil.example"))).ExpectProblem(400, "unknown-host");

    [Fact]
    public async Task C16_What_somebody_says_of_where_they_come_from_is_not_believed()
    {
        var made = await site.Send("POST", "/invitations", new { }, site.Admin, ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Prefix", "/evil"));
        Assert.StartsWith($"{Site.PublicUrl}/join/", made.Expect(201).Text("url"), StringComparison.Ordinal);
        var page = await site.Page("/sign-in", ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "evil.example"));
        Assert.DoesNotContain("evil.example", page.Expect(200).Body, StringComparison.Ordinal);
        Assert.Contains("secure", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/sign-in?back=%0d%0aSet-Cookie:%20evil=1")]
    [InlineData("/questions/1/x%0d%0aSet-Cookie:%20evil=1")]
    [InlineData("/skills/a%0d%0aSet-Cookie:%20evil=1")]
    public async Task C17_No_line_of_a_header_is_made_up(string path)
    {
        var (status, head) = await RawCall.Send(site.Address, $"GET {path} HTTP/1.1", "Host: skiller.test", "Connection: close");
        Assert.True(status is >= 200 and < 500, head);
        Assert.DoesNotContain("\nSet-Cookie: evil", head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("BREW")]
    public async Task C21_Methods_that_are_none_of_ours_are_refused(string method)
    {
        foreach (var path in new[] { "/", "/sign-in", "/api/v1/questions" })
        {
            var (status, _) = await RawCall.Send(site.Address, $"{method} {path} HTTP/1.1", "Host: skiller.test", "Connection: close");
            Assert.Equal(405, status);
        }

        Assert.True((await RawCall.Send(site.Address, "CONNECT evil.example:80 HTTP/1.1", "Host: evil.example:80", "Connection: close")).Status >= 400);
    }

    [Fact]
    public async Task C21_Without_https_nobody_is_told_to_use_it()
    {
        Site.NeedsOneProcess("It starts a node that is told no address.");
        using var folder = new TemporaryFolder();
        await using var node = await Site.Start(folder.Path, null, "silo,web", isSimulation: true, isBehindProxy: false);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(new Uri(node.PublicAddresses[0]), "/"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        await node.Stop();
    }

    private Task<(int Status, string Head)> Get(params string[] headers) =>
        RawCall.Send(site.Address, ["GET /questions HTTP/1.1", .. headers, "Connection: close"]);
}
