using System.Globalization;
using System.Xml.Linq;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Feeds;

public sealed class FeedTestsOnSqlite(SqliteSite site) : FeedTests(site);

public sealed class FeedTestsOnPostgres(PostgresSite site) : FeedTests(site);

/// <summary>Feeds: what is new, as any visitor sees it, fetched again only when it changed.</summary>
public abstract class FeedTests(Site site)
{
    private static readonly XNamespace _atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task New_questions_are_in_the_feeds_of_the_site_the_skill_and_the_member()
    {
        var asker = await site.Member();
        var skill = site.NewHandle("c#");
        var question = await site.Question(asker, skill);
        string[] feeds = ["/questions/feed.atom", $"/skills/{Uri.EscapeDataString(skill)}/feed.atom", $"/members/{asker.Handle}/feed.atom"];
        foreach (var feed in feeds)
        {
            var entry = await Comes(feed, question);
            Assert.Equal("How does one ask a good question?", entry.Element(_atom + "title")?.Value);
            Assert.Equal("<p>I would like to know how one asks a <em>good</em> question.</p>", entry.Element(_atom + "content")?.Value.Trim());
            Assert.Equal(("html", skill), (entry.Element(_atom + "content")?.Attribute("type")?.Value, entry.Element(_atom + "category")?.Attribute("term")?.Value));
            Assert.Equal($"Name of {asker.Handle}", entry.Element(_atom + "author")?.Element(_atom + "name")?.Value);
            Assert.Equal($"{Site.PublicUrl}/questions/{question}/how-does-one-ask-a-good-question", entry.Element(_atom + "link")?.Attribute("href")?.Value);
            Assert.Equal("fr", entry.Attribute(XNamespace.Xml + "lang")?.Value);
        }

        Assert.DoesNotContain((await Read("/questions/feed.atom?locale=en")).Elements(_atom + "entry"), entry => entry.Element(_atom + "id")!.Value.EndsWith($"/{question}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_feed_of_a_question_has_its_answers_newest_first_and_at_once()
    {
        var asker = await site.Member();
        var question = await site.Question(asker);
        var (first, second) = (await site.Answer(question, await site.Member()), await site.Answer(question, await site.Member()));
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = first }, asker)).Expect(200);

        var ids = (await Read($"/questions/{question}/feed.atom")).Elements(_atom + "entry").Select(static e => e.Element(_atom + "id")!.Value);

        Assert.Equal([$"{Site.PublicUrl}/a/{second}", $"{Site.PublicUrl}/a/{first}", $"{Site.PublicUrl}/questions/{question}"], ids);
    }

    [Fact]
    public async Task What_was_deleted_is_in_no_feed()
    {
        var asker = await site.Member();
        var (question, other) = (await site.Question(asker), await site.Question(asker));
        var answer = await site.Answer(other, await site.Member());
        var feed = $"/members/{asker.Handle}/feed.atom";
        await Eventually.Holds(async () => (await Read(feed)).Elements(_atom + "entry").Count() == 2, feed);
        (await site.Send("DELETE", $"/questions/{question}", by: asker)).Expect(204);
        (await site.Send("DELETE", $"/questions/{other}/answers/{answer}", by: site.Admin)).Expect(204);

        // At once, although lists may lag.
        Assert.Single((await Read(feed)).Elements(_atom + "entry"));
        Assert.Single((await Read($"/questions/{other}/feed.atom")).Elements(_atom + "entry"));
        (await site.Page($"/questions/{question}/feed.atom")).Expect(410);
        (await site.Page("/members/nobody-at-all/feed.atom")).Expect(404);
        (await site.Page("/skills/never-used-by-anybody/feed.atom")).Expect(404);
    }

    [Fact]
    public async Task A_feed_that_did_not_change_is_not_sent_again()
    {
        var question = await site.Question(await site.Member());
        var path = $"/questions/{question}/feed.atom";
        var first = (await site.Page(path)).Expect(200);
        Assert.Equal("application/atom+xml; charset=utf-8", first.Header("Content-Type"));
        Assert.Empty((await site.Page(path, ("If-None-Match", first.Header("ETag")))).Expect(304).Body);
        Assert.Empty((await site.Page(path, ("If-Modified-Since", first.Header("Last-Modified")))).Expect(304).Body);
        (await site.Page(path, ("If-None-Match", "\"other\""), ("If-Modified-Since", first.Header("Last-Modified")))).Expect(200);
        var before = DateTimeOffset.Parse(first.Header("Last-Modified"), CultureInfo.InvariantCulture).AddSeconds(-1);
        (await site.Page(path, ("If-Modified-Since", before.ToString("R", CultureInfo.InvariantCulture)))).Expect(200);

        await site.Answer(question, await site.Member());
        (await site.Page(path, ("If-None-Match", first.Header("ETag")))).Expect(200);
    }

    [Fact]
    public async Task Text_that_ends_elements_or_scripts_ends_nothing_in_a_feed_or_in_the_data_of_a_page()
    {
        const string title = "]]></title></script><!-- <script>alert(1)</script> & \u00e9";
        var asker = await site.Member();
        var asked = (await site.Send("POST", "/questions", new { title, body = "Text with </script> and `]]>` and <!-- in it.", skills = new[] { "asking" } }, asker)).Expect(201);

        var entry = Entry(await Read($"/questions/{asked.Text("id")}/feed.atom"), asked.Text("id"));
        var page = (await site.Page(new Uri(asked.Text("url")).PathAndQuery)).Expect(200).Body;

        Assert.Equal(title, entry.Element(_atom + "title")?.Value);
        const string begin = "<script type=\"application/ld+json\">";
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var data = page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)];
        Assert.DoesNotContain('<', data);
        var thing = System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("@graph")[0];
        Assert.Equal(("QAPage", title), (thing.GetProperty("@type").GetString(), thing.GetProperty("mainEntity").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Pages_link_to_their_feeds_for_readers_and_for_programs()
    {
        var asker = await site.Member();
        var question = await site.Question(asker, "linked");
        await Eventually.Holds(async () => (await site.Page("/skills/linked")).Status == 200, "/skills/linked");
        foreach (var (page, feed) in new[]
        {
            ("/", "/questions/feed.atom"), ("/questions?locale=fr", "/questions/feed.atom?locale=fr"), ("/skills/linked", "/skills/linked/feed.atom"),
            ($"/members/{asker.Handle}", $"/members/{asker.Handle}/feed.atom"),
            ($"/questions/{question}/how-does-one-ask-a-good-question", $"/questions/{question}/feed.atom"),
        })
        {
            var body = System.Net.WebUtility.HtmlDecode((await site.Page(page)).Expect(200).Body);
            Assert.Matches($"<link rel=\"alternate\" type=\"application/atom\\+xml\" title=\"[^\"]+\" href=\"{System.Text.RegularExpressions.Regex.Escape(feed)}\"", body);
            Assert.Contains($"<a href=\"{feed}\" type=\"application/atom", body, StringComparison.Ordinal);
            (await site.Page(feed)).Expect(200);
        }
    }

    private static XElement Entry(XElement feed, string question) => Find(feed, question) ?? throw new InvalidOperationException($"{question} is not in the feed.");

    private static XElement? Find(XElement feed, string question) =>
        feed.Elements(_atom + "entry").SingleOrDefault(entry => entry.Element(_atom + "id")!.Value == $"{Site.PublicUrl}/questions/{question}");

    // Looked for in what was read at once: a feed has room for twenty, and others ask meanwhile.
    private async Task<XElement> Comes(string feed, string question)
    {
        XElement? entry = null;
        await Eventually.Holds(
            async () =>
            {
                var page = await site.Page(feed);
                entry = page.Status == 200 ? Find(XDocument.Parse(page.Body).Root!, question) : null;
                return entry is not null;
            },
            $"{question} in {feed}");
        return entry!;
    }

    private async Task<XElement> Read(string path) => XDocument.Parse((await site.Page(path)).Expect(200).Body).Root!;
}
