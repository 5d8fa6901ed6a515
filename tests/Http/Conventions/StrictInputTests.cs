using System.Net.Http.Headers;
using System.Text;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

public sealed class StrictInputTestsOnSqlite(SqliteSite site) : StrictInputTests(site);

public sealed class StrictInputTestsOnPostgres(PostgresSite site) : StrictInputTests(site);

/// <summary>Bodies, headers, languages.</summary>
public abstract class StrictInputTests(Site site)
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
    public async Task A_body_beyond_384_KiB_is_a_413_however_it_is_sent()
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"title\":\"{new string('x', 384 * 1024)}\"}}");
        var whole = new ByteArrayContent(bytes);
        var chunked = new StreamContent(new OneWayStream(bytes));
        foreach (var content in new HttpContent[] { whole, chunked })
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            (await site.Send("POST", "/questions", content, site.Admin)).ExpectProblem(413, "too-large");
        }
    }

    [Fact]
    public async Task The_longest_body_fits_however_its_characters_are_written()
    {
        // 30,000 characters outside the basic plane, each as two escapes of six bytes.
        var body = string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 30_000));
        (await site.Send("POST", "/questions", $$"""{"title":"What do thirty thousand smiles say?","body":"{{body}}","skills":["smiling"]}""", site.Admin)).Expect(201);
    }

    [Fact]
    public async Task I09_A_list_of_tens_of_thousands_of_skills_is_refused_by_its_length()
    {
        var skills = string.Join(',', Enumerable.Range(0, 40_000).Select(static i => $"\"a{i}\""));
        var start = TimeProvider.System.GetTimestamp();
        foreach (var path in new[] { "/members", "/invitation-requests" })
        {
            var refused = await site.Send("POST", path, $"{{\"skills\":[{skills}]}}");
            Assert.Single(refused.ExpectProblem(400, "invalid")["errors"].GetProperty("skills").EnumerateArray());
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Of_many_unknown_fields_twenty_are_named()
    {
        var body = $"{{{string.Join(',', Enumerable.Range(0, 1_000).Select(static i => $"\"x{i}\":1"))}}}";
        var refused = (await site.Send("PUT", "/questions/1/vote", body, site.Admin)).ExpectProblem(400, "invalid");
        Assert.Equal(21, refused["errors"].EnumerateObject().Count());
    }

    [Theory]
    [InlineData("/skills?query=%00", "query")]
    [InlineData("/skills?query=a%0Ab", "query")]
    [InlineData("/skills?query=%C2%85", "query")]
    [InlineData("/questions?locale=%00", "locale")]
    [InlineData("/questions?skill=%00", "skill")]
    [InlineData("/questions?elsewhere=%1B", "elsewhere")]
    public async Task T03_Control_characters_in_a_query_are_a_fault(string path, string field) => (await site.Send("GET", path)).ExpectFaults(field);

    [Theory]
    [InlineData("/skills?query=%ED%A0%80")]
    [InlineData("/skills?query=%FF")]
    [InlineData("/skills?query=%F0%9F%98%80")]
    public async Task T04_What_is_no_text_in_a_query_is_no_fault_of_ours(string path) =>
        Assert.Contains((await site.Send("GET", path)).Status, new[] { 200, 400 });

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_slug_that_no_path_can_name_is_none(string slug)
    {
        (await site.Send("GET", $"/questions?skill={slug}")).ExpectFaults("skill");
        (await site.Send("POST", "/questions", A.Question(slug), site.Admin)).ExpectFaults("skills");
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_object_where_every_field_may_be_absent()
    {
        var member = await site.Member();
        await site.Question(member, "c#");
        (await site.Send("PUT", $"/members/{member.Handle}/endorsements/c%23", by: site.Admin)).Expect(204);
        (await site.Send("POST", "/invitations", by: member)).Expect(201);
        (await site.Send("POST", "/invitations", "", member)).Expect(201);
        (await site.Send("POST", "/questions", by: member)).ExpectProblem(415, "unsupported-media-type");
        var text = new ByteArrayContent("{}"u8.ToArray());
        (await site.Send("POST", "/invitations", text, member)).ExpectProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("/members/nobody-at-all/reputation?sort=newest")]
    [InlineData("/questions/1/answers?sort=votes")]
    [InlineData("/questions/1/comments?sort=")]
    [InlineData("/skills/asking/members?sort=reputation")]
    public async Task A_list_without_orders_knows_none(string path) => (await site.Send("GET", path)).ExpectFaults("sort");

    [Fact]
    public async Task Who_is_told_a_secret_is_told_not_to_store_it()
    {
        var member = await site.Member();
        var token = (await site.Send("POST", "/tokens", new { email = $"{member.Handle}@{A.Domain}", password = A.Password })).Expect(201);
        Assert.Contains("no-store", token.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_is_a_get_without_its_body()
    {
        var question = await site.Question(site.Admin);
        foreach (var path in new[] { $"/questions/{question}", "/questions", "/skills", $"/members/{site.Admin.Handle}", "/questions/0" })
        {
            var (get, head) = (await site.Send("GET", path), await site.Send("HEAD", path));
            Assert.Equal((get.Status, ""), (head.Status, head.Body));
            foreach (var name in new[] { "Content-Type", "ETag", "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy" })
            {
                Assert.Equal(get.Header(name), head.Header(name));
            }
        }

        (await site.Send("HEAD", $"/questions/{question}", headers: ("If-None-Match", (await site.Send("GET", $"/questions/{question}")).Header("ETag")))).Expect(304);
        Assert.Equal(405, (await site.Send("HEAD", "/tokens")).Status);
        Assert.Equal(401, (await site.Send("HEAD", "/members/me")).Status);
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
    [InlineData("GET", "/api/v1/nowhere?q=a", 404, "not-found")]
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

    [Theory]
    [InlineData("fr", "Obtenir un jeton")]
    [InlineData("en", "Get a token")]
    public async Task The_page_of_the_api_says_how_to_begin_in_the_readers_language_under_the_strict_policy(string language, string token)
    {
        var page = (await site.Page("/api", ("Accept-Language", language))).Expect(200);
        Assert.Contains(token, page.Body, StringComparison.Ordinal);
        Assert.Contains($"curl -X POST &quot;{Site.PublicUrl}/api/v1/tokens&quot;", page.Body, StringComparison.Ordinal);
        Assert.Contains("<a class=\"button\" href=\"/api/reference\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_of_the_api_runs_only_scripts_of_this_site()
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(site.Address, "/api/reference/"));
        var page = await Reply.Of(response);
        page.Expect(200);
        Assert.Matches("script-src 'self' 'sha256-[A-Za-z0-9+/=]+';", page.Header("Content-Security-Policy"));
        Assert.DoesNotContain("https://", page.Body, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/api\" lang=\"fr\">", page.Body, StringComparison.Ordinal);
        foreach (var script in new[] { "scalar.js", "scalar.aspnetcore.js" })
        {
            using var asset = await http.GetAsync(new Uri(site.Address, $"/api/reference/{script}"));
            Assert.True(asset.IsSuccessStatusCode, script);
        }
    }

    /// <summary>A stream without a length, so that it is sent in chunks.</summary>
    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
