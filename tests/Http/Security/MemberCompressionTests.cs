using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Security;

/// <summary>A member's page is compressed only where its size can tell nothing to another site (docs/adr/0013).</summary>
public sealed class MemberCompressionTests(SqliteSite site)
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_page_that_a_member_went_to_comes_compressed_and_whole(string coding)
    {
        var (member, path, cookie) = await Question();
        var compressed = await Get(path, cookie, coding, ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "document"));
        var typed = await Get(path, cookie, coding, ("Sec-Fetch-Site", "none"), ("Sec-Fetch-Dest", "document"));

        Assert.Equal((coding, coding), (compressed.Coding, typed.Coding));
        Assert.StartsWith("<!doctype html>", compressed.Body, StringComparison.Ordinal);
        Assert.EndsWith("</html>", compressed.Body.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains($"/members/{member}\"", compressed.Body, StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", compressed.Vary, StringComparison.Ordinal);
        Assert.Contains("no-store", compressed.Cached, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cross-site", "document")]
    [InlineData("same-site", "document")]
    [InlineData("same-origin", "image")]
    [InlineData("same-origin", "iframe")]
    [InlineData(null, null)]
    public async Task Another_site_makes_nobody_ask_for_a_compressed_page_of_theirs(string? from, string? into)
    {
        var (_, path, cookie) = await Question();
        (string, string)[] said = from is null || into is null ? [] : [("Sec-Fetch-Site", from), ("Sec-Fetch-Dest", into)];
        Assert.Equal("", (await Get(path, cookie, "br", said)).Coding);
    }

    [Theory]
    [InlineData("/invitations")]
    [InlineData("/settings")]
    [InlineData("/settings/security")]
    [InlineData("/search?q=anything")]
    public async Task A_page_with_secrets_or_with_what_was_asked_for_is_never_compressed(string path)
    {
        var (_, _, cookie) = await Question();
        var page = await Get(path, cookie, "br", ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "document"));
        Assert.Equal((200, ""), (page.Status, page.Coding));
    }

    [Fact]
    public async Task Whoever_takes_no_coding_gets_none_and_a_session_that_is_over_the_page_of_visitors()
    {
        var (_, path, cookie) = await Question();
        (string, string)[] own = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "document")];
        Assert.Equal("", (await Get(path, cookie, "identity", own)).Coding);
        var over = await Get(path, cookie[..^4] + "0000", "br", own);
        Assert.Equal((200, "br"), (over.Status, over.Coding));
        Assert.DoesNotContain("/sign-out", over.Body, StringComparison.Ordinal);
    }

    private async Task<(string Handle, string Path, string Cookie)> Question()
    {
        var member = await site.Member();
        var question = await site.Question(member);
        using var reader = await PageReader.SignedIn(site, member);
        var path = (await reader.Get($"/questions/{question}")).Expect(301).Header("Location");
        var cookie = reader.Cookie("session") is { } plain ? $"session={plain}" : $"__Host-session={reader.Cookie("__Host-session")}";
        return (member.Handle, path, cookie);
    }

    private async Task<(int Status, string Coding, string Body, string Vary, string Cached)> Get(string path, string cookie, string accepted, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Address, path));
        foreach (var (name, value) in headers.Append(("Accept", "text/html")).Append(("Accept-Encoding", accepted)).Append(("Cookie", cookie)))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var answer = await http.SendAsync(request);
        var coding = string.Join(',', answer.Content.Headers.ContentEncoding);
        return (
            (int)answer.StatusCode,
            coding,
            Packed.Text(await answer.Content.ReadAsByteArrayAsync(), coding),
            string.Join(',', answer.Headers.Vary),
            answer.Headers.CacheControl?.ToString() ?? "");
    }
}
