using System.Net.Http.Headers;
using System.Text;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

/// <summary>Bodies, headers, languages: what the front itself refuses, so one database is enough.</summary>
public sealed class StrictInputTests(SqliteSite site)
{
    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{\"title\":\"a\",\"title\":\"b\"}")]
    [InlineData("{\"title\":\"a\"")]
    [InlineData("{\"title\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}")]
    [InlineData("{'title':1}")]
    public async Task What_is_no_strict_json_object_is_malformed(string body) =>
        (await site.Send("POST", "/questions", body, site.Admin)).ExpectProblem(400, "malformed");

    [Fact]
    public async Task T03_T04_Nul_and_lone_surrogates_are_faults_of_their_field()
    {
        (await site.Send("POST", "/questions", """{"title":"a long enough title\u0000","body":"a long enough body of text\ud800","skills":["c#"]}""", site.Admin))
            .ExpectFaults("title", "body");
        var invalid = new ByteArrayContent([.. "{\"title\":\""u8, 0xC0, 0xAF, .. "\"}"u8]);
        invalid.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await site.Send("POST", "/questions", invalid, site.Admin)).ExpectProblem(400, "malformed");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_media_type_is_a_415(string? type)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        (await site.Send("POST", "/questions", content, site.Admin)).ExpectProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_beyond_256_KiB_is_a_413_however_it_is_sent()
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"title\":\"{new string('x', 300_000)}\"}}");
        var whole = new ByteArrayContent(bytes);
        var chunked = new StreamContent(new OneWayStream(bytes));
        foreach (var content in new HttpContent[] { whole, chunked })
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            (await site.Send("POST", "/questions", content, site.Admin)).ExpectProblem(413, "too-large");
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer sk_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer sk_999999999999999999_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_bad_token_is_a_401_on_every_call(string header)
    {
        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("GET", "/questions", null), ("GET", "/questions?limit=0", null), ("GET", "/skills/A%20B", null), ("GET", "/questions/0", null),
            ("POST", "/questions", "nothing"), ("POST", "/questions", A.Question()), ("PUT", "/questions/1/vote", new { value = 9 }), ("POST", "/tokens", new { }),
            ("POST", "/members", new { }), ("DELETE", "/tokens/current", null), ("GET", "/members/me", null), ("PATCH", "/questions/1", new { }),
        })
        {
            var reply = (await site.Send(method, path, body, headers: ("Authorization", header))).ExpectProblem(401, "unauthorized");
            Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task Without_a_token_acts_are_a_401()
    {
        foreach (var (method, path) in new[] { ("POST", "/questions"), ("PUT", "/questions/1/vote"), ("GET", "/invitations"), ("PATCH", "/members/me"), ("DELETE", "/questions/1") })
        {
            (await site.Send(method, path)).ExpectProblem(401, "unauthorized");
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404, "not-found")]
    [InlineData("GET", "/nowhere", 404, "not-found")]
    [InlineData("GET", "/api/v1/search?q=a", 404, "not-found")]
    [InlineData("PUT", "/api/v1/questions", 405, "method-not-allowed")]
    [InlineData("TRACE", "/api/v1/questions", 405, "method-not-allowed")]
    public async Task What_has_no_route_is_a_problem_too(string method, string path, int status, string code)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(site.Address, path));
        using var response = await http.SendAsync(request);
        var reply = (await Reply.Of(response)).ExpectProblem(status, code);
        if (status == 405)
        {
            Assert.Contains("GET", reply.Header("Allow"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en-GB,en;q=0.8", "en", "There is nothing here.")]
    [InlineData("de", "fr", "Il n’y a rien ici.")]
    [InlineData("*;q=0.1, fr;q=0", "fr", "Il n’y a rien ici.")]
    [InlineData("\u0001\u0002", "fr", "Il n’y a rien ici.")]
    public async Task Messages_follow_the_language_of_the_client(string header, string tag, string title)
    {
        if (header.Any(char.IsControl))
        {
            header = ";;=";
        }

        var reply = (await site.Send("GET", "/questions/0", headers: ("Accept-Language", header))).ExpectProblem(404, "not-found");
        Assert.Equal((tag, title), (reply.Header("Content-Language"), reply.Text("title")));
        Assert.Contains("Accept-Language", reply.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_keep_browsers_from_guessing()
    {
        foreach (var path in new[] { "/questions", "/questions/0", "/nowhere" })
        {
            var reply = await site.Send("GET", path);
            Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
            Assert.Contains("default-src 'none'", reply.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("no-referrer", reply.Header("Referrer-Policy"));
        }

        Assert.Contains("no-store", (await site.Send("GET", "/members/me", by: site.Admin)).Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_api_runs_only_scripts_of_this_site()
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(site.Address, "/api/"));
        var page = await Reply.Of(response);
        page.Expect(200);
        Assert.Matches("script-src 'self' 'sha256-[A-Za-z0-9+/=]+';", page.Header("Content-Security-Policy"));
        Assert.DoesNotContain("https://", page.Body, StringComparison.Ordinal);
        foreach (var script in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var asset = await http.GetAsync(new Uri(site.Address, $"/api/{script}"));
            Assert.True(asset.IsSuccessStatusCode, script);
        }
    }

    /// <summary>A stream without a length, so that it is sent in chunks.</summary>
    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
