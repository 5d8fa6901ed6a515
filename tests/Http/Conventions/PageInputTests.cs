using System.Net;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

/// <summary>Pages refuse bad input as the API does: never a 500, nothing off the site, nothing without proof (C01, C04, C14, I05, T03).</summary>
public abstract class PageInputTests(Site site)
{
    [Theory]
    [InlineData("/skills?query=%00")]
    [InlineData("/questions?sort=votes&sort=newest")]
    [InlineData("/questions?locale=de")]
    public async Task A_query_that_is_no_text_or_says_a_thing_twice_is_refused(string path) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("GET", path)).StatusCode);

    [Fact]
    public async Task A_form_that_is_none_or_is_cut_off_is_refused()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send("POST", "/choices", "{}", "application/json")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("POST", "/choices", "abc", "multipart/form-data; boundary=x")).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\u00e9")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_elsewhere(string back)
    {
        var answer = await Send("POST", "/choices", $"theme=dark&back={Uri.EscapeDataString(back)}", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_without_its_proof_or_of_another_site_does_nothing()
    {
        const string form = "email=a%40load.example.org&password=whatever";
        Assert.Equal(HttpStatusCode.BadRequest, (await Send("POST", "/sign-in", form, "application/x-www-form-urlencoded")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("POST", "/sign-in", form, "application/x-www-form-urlencoded", "cross-site")).StatusCode);
    }

    [Fact]
    public async Task A_member_who_is_lost_is_still_a_member()
    {
        using var reader = await Pages.PageReader.SignedIn(site, await site.Member());
        Assert.Contains("/sign-out", (await reader.Get("/nowhere")).Expect(404).Body, StringComparison.Ordinal);
        using var visitor = new Pages.PageReader(site.Address);
        Assert.DoesNotContain("/sign-out", (await visitor.Get("/nowhere")).Expect(404).Body, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> Send(string method, string path, string? body = null, string? type = null, string? from = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(site.Address, path));
        request.Headers.Accept.ParseAdd("text/html");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", type));
        }

        if (from is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
        }

        return await client.SendAsync(request);
    }
}

public sealed class PageInputTestsOnSqlite(SqliteSite site) : PageInputTests(site);

public sealed class PageInputTestsOnPostgres(PostgresSite site) : PageInputTests(site);
