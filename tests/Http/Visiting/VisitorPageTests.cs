using System.Net;
using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Visiting;

/// <summary>Pages of visitors come from memory: compressed as the reader takes them, and right within a second after any change.</summary>
public sealed class VisitorPageTests(SqliteSite site)
{
    private const string French = "fr";

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("identity", "")]
    [InlineData("", "")]
    [InlineData(";;q=,", "")]
    public async Task A_page_comes_in_the_best_coding_that_the_reader_takes_and_says_the_same_in_each(string taken, string given)
    {
        var path = await Asked();
        var (_, plain, _) = await Visit(path);
        var (reply, text, length) = await Visit(path, ("Accept-Encoding", taken));
        Assert.Equal(given, string.Join(',', reply.Content.Headers.ContentEncoding));
        Assert.Equal(WithoutLooks(plain), WithoutLooks(text));
        Assert.Contains("Accept-Encoding", reply.Headers.Vary);
        Assert.True(given.Length == 0 || length < plain.Length / 2, $"{length} bytes of {plain.Length}");
    }

    [Fact]
    public async Task What_pages_bring_along_is_packed_only_for_who_takes_that()
    {
        var (_, page, _) = await Visit("/about");
        var sheet = page.Split("href=\"").Single(static part => part.StartsWith("/assets/site", StringComparison.Ordinal)).Split('"')[0];
        Assert.Equal(["br"], (await Visit(sheet, ("Accept-Encoding", "gzip, br"))).Reply.Content.Headers.ContentEncoding);
        Assert.Empty((await Visit(sheet, ("Accept-Encoding", "br;q=0"))).Reply.Content.Headers.ContentEncoding);
        Assert.Empty((await Visit(sheet, ("Accept-Encoding", "brotli"))).Reply.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Whoever_has_the_page_is_told_so_until_it_changes()
    {
        var (question, path) = await AskedBy(site.Admin);
        var tag = "";
        // Each look is one more on the page, and not every front knows of it at once.
        await Eventually.Holds(
            async () =>
            {
                tag = (await Visit(path)).Reply.Headers.ETag?.ToString() ?? "";
                Assert.NotEqual("", tag);
                var (same, nothing, _) = await Visit(path, ("If-None-Match", tag));
                return (HttpStatusCode.NotModified, "") == (same.StatusCode, nothing);
            },
            "the page is known");

        await site.Answer(question, await site.Member());
        await Eventually.Holds(async () => (await Visit(path, ("If-None-Match", tag))).Reply.StatusCode == HttpStatusCode.OK, "the page has changed");
    }

    [Fact]
    public async Task A_visitor_sees_a_change_soon_and_whoever_made_it_at_once()
    {
        var (question, path) = await AskedBy(site.Admin);
        await Visit(path);
        await Visit(path);
        (await site.Send("POST", $"/questions/{question}/answers", new { body = "A text that nobody else has written so far." }, site.Admin)).Expect(201);
        Assert.Contains("nobody else has written", (await site.Send("GET", $"/questions/{question}", by: site.Admin)).Body, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await Visit(path)).Text.Contains("nobody else has written", StringComparison.Ordinal), "the answer on the page");
    }

    [Fact]
    public async Task What_peers_say_of_an_author_stands_on_the_page_soon_after_they_said_it_and_goes_with_it()
    {
        var skill = site.NewHandle("forge");
        var (author, peer, other) = (await site.Member("author"), await site.Member(), await site.Member());
        var question = await site.Question(peer, skill);
        await site.Answer(question, author);
        var path = new Uri((await site.Send("GET", $"/questions/{question}")).Text("url")).AbsolutePath;
        var vouching = $"/members/{author.Handle}/endorsements/{skill}";
        Assert.DoesNotContain("class=\"behind\"", (await Visit(path)).Text, StringComparison.Ordinal);

        (await site.Send("PUT", vouching, new { }, peer)).Expect(204);
        await Shows("· 1 recommandation<");
        await Shows($"<li><a href=\"/members/{author.Handle}#skills\">{skill}</a> ");
        await Shows("· 1 endorsement<", "en");

        // Beside the points, which lead to their ledger.
        (await site.Send("PUT", vouching, new { }, other)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/answers/{await AnswerOf(question)}/vote", new { value = 1 }, other)).Expect(200);
        await Shows($"{skill} <span class=\"standing\">10</span></a> <span class=\"quiet\">· 2 recommandations</span>");
        await Shows("· 2 endorsements<", "en");

        // What its member hides does not count, nor what was taken back.
        (await site.Send("PUT", $"/members/me/endorsements/{skill}/{peer.Handle}", new { status = "hidden" }, author)).Expect(204);
        await Shows("· 1 recommandation<");
        (await site.Send("DELETE", vouching, by: other)).Expect(204);
        await Eventually.Holds(async () => (await Visit(path)).Text is var page && !page.Contains("recommandation<", StringComparison.Ordinal) && page.Contains("class=\"behind\"", StringComparison.Ordinal), "no endorsement");

        Task Shows(string text, string language = French) => Eventually.Holds(async () => (await Visit(path, ("Accept-Language", language))).Text.Contains(text, StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Each_language_and_each_theme_has_its_own_copy()
    {
        var path = await Asked();
        Assert.Contains("<html lang=\"fr\"", (await Visit(path)).Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", (await Visit(path, ("Accept-Language", "en"))).Text, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", (await Visit(path, ("Cookie", "theme=dark"))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-theme=\"dark\"", (await Visit(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_that_memory_answers_are_counted()
    {
        var (question, path) = await AskedBy(site.Admin);
        for (var i = 0; i < 20; i++)
        {
            await Visit(path);
        }

        // What memory answered is told with the next look that asks.
        await Eventually.Holds(
            async () =>
            {
                await Visit(path);
                return (await site.Send("GET", $"/questions/{question}", by: site.Admin))["views"].GetInt64() > 20;
            },
            "twenty looks");
    }

    [Fact]
    public async Task What_is_no_page_is_not_kept()
    {
        var (question, path) = await AskedBy(site.Admin);
        await Visit(path);
        (await site.Send("DELETE", $"/questions/{question}", by: site.Admin)).Expect(204);
        await Eventually.Holds(async () => (await Visit(path)).Reply.StatusCode == HttpStatusCode.Gone, "the page is gone");
        (await site.Send("POST", $"/questions/{question}/undelete", by: site.Admin)).Expect(204);
        await Eventually.Holds(async () => (await Visit(path)).Reply.StatusCode == HttpStatusCode.OK, "the page is back");
        Assert.Equal(HttpStatusCode.MovedPermanently, (await Visit($"/questions/{question}/another-title")).Reply.StatusCode);
    }

    [Fact]
    public async Task A_visitor_gets_no_cookie()
    {
        foreach (var path in new[] { "/", "/questions?sort=votes", "/skills", "/members", "/about", await Asked() })
        {
            Assert.False((await Visit(path)).Reply.Headers.Contains("Set-Cookie"), path);
        }
    }

    // How often a page was looked at is no part of what it says: two fronts know of different looks.
    private static string WithoutLooks(string page) => Regex.Replace(page, "· [0-9]+ vues? ·", "·");

    private async Task<string> AnswerOf(string question) => (await site.Send("GET", $"/questions/{question}"))["answers"][0].GetProperty("id").GetString() ?? "";

    private async Task<string> Asked() => (await AskedBy(site.Admin)).Path;

    private async Task<(string Question, string Path)> AskedBy(Person person)
    {
        var question = await site.Question(person);
        return (question, new Uri((await site.Send("GET", $"/questions/{question}")).Text("url")).AbsolutePath);
    }

    private async Task<(HttpResponseMessage Reply, string Text, int Length)> Visit(string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, path));
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        foreach (var (name, value) in headers.Prepend(("Accept-Language", French)).GroupBy(static h => h.Item1).Select(static g => g.Last()))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (reply, Packed.Text(bytes, reply.Content.Headers.ContentEncoding.SingleOrDefault()), bytes.Length);
    }
}
