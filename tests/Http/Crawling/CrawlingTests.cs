using System.Globalization;
using System.Xml.Linq;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Crawling;

public sealed class CrawlingTestsOnSqlite(SqliteSite site) : CrawlingTests(site);

public sealed class CrawlingTestsOnPostgres(PostgresSite site) : CrawlingTests(site);

/// <summary>What search engines and browsers ask for by itself.</summary>
public abstract class CrawlingTests(Site site)
{
    private static readonly XNamespace _sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task Robots_are_told_where_nothing_is_to_be_found_and_where_the_sitemap_is()
    {
        var robots = (await site.Page("/robots.txt")).Expect(200);
        Assert.Equal("text/plain; charset=utf-8", robots.Header("Content-Type"));
        Assert.StartsWith("User-agent: *\nDisallow: /ask\n", robots.Body, StringComparison.Ordinal);
        Assert.EndsWith($"\nSitemap: {Site.PublicUrl}/sitemap.xml\n", robots.Body, StringComparison.Ordinal);
        await IsValidated("/robots.txt");
    }

    [Theory]
    [InlineData("fr", "Chercher une question")]
    [InlineData("en", "Find a question")]
    public async Task A_browser_is_told_how_to_search(string language, string words)
    {
        var told = (await site.Page("/opensearch.xml", ("Accept-Language", language))).Expect(200);
        XNamespace ns = "http://a9.com/-/spec/opensearch/1.1/";
        var description = XDocument.Parse(told.Body).Root!;
        Assert.Equal("Skiller", description.Element(ns + "ShortName")?.Value);
        Assert.StartsWith(words, description.Element(ns + "Description")?.Value, StringComparison.Ordinal);
        Assert.Equal($"{Site.PublicUrl}/search?q={{searchTerms}}", description.Element(ns + "Url")?.Attribute("template")?.Value);
        Assert.Contains("href=\"/opensearch.xml\"", (await site.Page("/")).Body, StringComparison.Ordinal);
        await IsValidated("/opensearch.xml");
    }

    [Fact]
    public async Task The_sitemap_names_each_page_once_and_nothing_that_was_deleted()
    {
        var asker = await site.Member();
        var (kept, deleted) = (await site.Question(asker, "maps&co"[..4]), await site.Question(asker));
        (await site.Send("DELETE", $"/questions/{deleted}", by: asker)).Expect(204);
        var url = (await site.Send("GET", $"/questions/{kept}")).Text("url");

        string[] expected = [url, $"{Site.PublicUrl}/members/{asker.Handle}", $"{Site.PublicUrl}/skills/maps"];
        List<string> all = [];
        await Eventually.Holds(
            async () => !expected.Except(all = await Addresses(), StringComparer.Ordinal).Any() && !all.Any(address => address.Contains($"/questions/{deleted}/", StringComparison.Ordinal)),
            $"{string.Join(' ', expected)}, without {deleted}");
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains($"{Site.PublicUrl}/charter", all);
        Assert.All(all, address => Assert.StartsWith(Site.PublicUrl, address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_says_when_a_question_was_last_active_and_is_not_sent_again_unchanged()
    {
        var question = await site.Question(await site.Member());
        var part = string.Create(CultureInfo.InvariantCulture, $"/sitemaps/questions-{(long.Parse(question, CultureInfo.InvariantCulture) - 1) / 10_000}.xml");
        await Eventually.Holds(async () => (await site.Page(part)).Body.Contains($"/questions/{question}/", StringComparison.Ordinal), part);

        var listed = XDocument.Parse((await site.Page(part)).Body).Root!.Elements(_sitemap + "url")
            .Single(url => url.Element(_sitemap + "loc")!.Value.Contains($"/questions/{question}/", StringComparison.Ordinal));

        var activeAt = (await site.Send("GET", "/questions?limit=100")).Items().Single(q => q.GetProperty("id").GetString() == question).GetProperty("activeAt").GetDateTimeOffset();
        Assert.Equal(activeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), listed.Element(_sitemap + "lastmod")?.Value);
        await IsValidated("/sitemap.xml");
        await IsValidated("/sitemaps/pages-0.xml");
        await IsValidated("/sitemaps/members-0.xml");
    }

    [Theory]
    [InlineData("/sitemaps/questions-999.xml")]
    [InlineData("/sitemaps/questions-999999999999999999.xml")]
    [InlineData("/sitemaps/questions--1.xml")]
    [InlineData("/sitemaps/accounts-0.xml")]
    [InlineData("/sitemaps/pages-1.xml")]
    public async Task A_part_that_holds_nothing_is_not_there(string path) => (await site.Page(path)).Expect(404);

    [Fact]
    public async Task What_the_site_says_itself_has_an_address_in_each_language_and_what_members_wrote_has_one()
    {
        var about = (await site.Page("/about?lang=en", ("Accept-Language", "fr"))).Expect(200);
        Assert.Equal("en", about.Header("Content-Language"));
        Assert.Contains($"<link rel=\"canonical\" href=\"{Site.PublicUrl}/about?lang=en\"", about.Body, StringComparison.Ordinal);
        foreach (var (language, address) in new[] { ("fr", "/about?lang=fr"), ("en", "/about?lang=en"), ("x-default", "/about") })
        {
            Assert.Contains($"<link rel=\"alternate\" hreflang=\"{language}\" href=\"{Site.PublicUrl}{address}\"", about.Body, StringComparison.Ordinal);
        }

        var question = await site.Question(await site.Member());
        var page = (await site.Page($"/questions/{question}/how-does-one-ask-a-good-question?lang=en")).Expect(200);
        Assert.Contains($"<link rel=\"canonical\" href=\"{Site.PublicUrl}/questions/{question}/how-does-one-ask-a-good-question\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hreflang", page.Body, StringComparison.Ordinal);
    }

    private async Task<List<string>> Addresses()
    {
        var index = XDocument.Parse((await site.Page("/sitemap.xml")).Expect(200).Body).Root!;
        var addresses = new List<string>();
        foreach (var part in index.Elements(_sitemap + "sitemap").Select(static p => new Uri(p.Element(_sitemap + "loc")!.Value)))
        {
            addresses.AddRange(XDocument.Parse((await site.Page(part.PathAndQuery)).Expect(200).Body).Root!
                .Elements(_sitemap + "url").Select(static url => url.Element(_sitemap + "loc")!.Value));
        }

        return addresses;
    }

    // Whoever joins or asks between the two looks changes what there is: it is looked at twice again then.
    private Task IsValidated(string path) => Eventually.Holds(
        async () =>
        {
            var first = (await site.Page(path)).Expect(200);
            Assert.Matches("^\"[0-9a-f]{16}\"$", first.Header("ETag"));
            Assert.NotEqual(DateTimeOffset.UnixEpoch, DateTimeOffset.Parse(first.Header("Last-Modified"), CultureInfo.InvariantCulture));
            var second = await site.Page(path, ("If-None-Match", first.Header("ETag")));
            if (second.Status == 200)
            {
                return false;
            }

            Assert.Empty(second.Expect(304).Body);
            return true;
        },
        $"{path} is not sent again unchanged");
}
