using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Notifications;

public sealed class MentionLinkTestsOnSqlite(SqliteSite site) : MentionLinkTests(site);

public sealed class MentionLinkTestsOnPostgres(PostgresSite site) : MentionLinkTests(site);

/// <summary>Members who are named in a post lead to their pages, wherever it is shown.</summary>
public abstract class MentionLinkTests(Site site)
{
    private const string Title = "Qui saurait relire un contrat en anglais ?";

    [Fact]
    public async Task A_name_leads_to_its_member_in_questions_answers_and_comments_on_pages_and_in_the_API()
    {
        var (asker, named) = (await site.Member("asker"), await site.Member("named"));
        var text = $"Peut-être @{named.Handle}, ou @nobody-at-all, mais pas `@{named.Handle}` ni [@{named.Handle}](/about).";
        var html = $"<p>Peut-être {Link(named)}, ou @nobody-at-all, mais pas <code>@{named.Handle}</code> ni <a href=\"/about\" rel=\"nofollow ugc noopener\">@{named.Handle}</a>.</p>\n";
        var question = (await site.Send("POST", "/questions", new { title = Title, body = text, skills = new[] { "asking" } }, asker)).Expect(201).Text("id");
        var answer = (await site.Send("POST", $"/questions/{question}/answers", new { body = text }, asker)).Expect(201).Text("id");
        (await site.Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = text }, asker)).Expect(201);

        // Who joined a moment ago is known within a second.
        foreach (var reader in new[] { asker, null })
        {
            var shown = default(JsonElement);
            await Eventually.Holds(async () => (shown = (await site.Send("GET", $"/questions/{question}", by: reader)).Expect(200).Json).GetProperty("bodyHtml").GetString() == html);
            var answered = shown.GetProperty("answers")[0];
            Assert.Equal(html, shown.GetProperty("bodyHtml").GetString());
            Assert.Equal(html, answered.GetProperty("bodyHtml").GetString());
            Assert.Equal(html, answered.GetProperty("comments")[0].GetProperty("bodyHtml").GetString());
            Assert.Equal(text, shown.GetProperty("body").GetString());
        }

        using var visitor = new PageReader(site.Address);
        using var member = await PageReader.SignedIn(site, named);
        foreach (var page in new[] { visitor, member })
        {
            await Eventually.Holds(async () => (await page.Open($"/questions/{question}")).Body.Split($"<div class=\"prose\">{html}</div>").Length - 1 == 3);
        }

        // The link leads to a page, and the feed has it as well.
        (await visitor.Get($"/members/{named.Handle}")).Expect(200);
        var fed = System.Net.WebUtility.HtmlEncode(Link(named)).Replace("&quot;", "\"", StringComparison.Ordinal);
        await Eventually.Holds(async () => (await site.Page($"/questions/{question}/feed.atom")).Expect(200).Body.Contains(fed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_preview_of_a_post_names_whom_the_post_will_name()
    {
        var (asker, named) = (await site.Member("asker"), await site.Member("named"));
        var text = $"Demandons à @{named.Handle.ToUpperInvariant()} et à @nobody-at-all.";
        using var reader = await PageReader.SignedIn(site, asker);
        await reader.Get("/ask");
        var preview = "";
        await Eventually.Holds(async () => (preview = (await reader.PostForPart("/writing", ("draft", "ask"), ("body", text))).Expect(200).Body).Contains("class=\"mention\"", StringComparison.Ordinal));
        var asked = (await reader.Post("/ask", ("draft", "ask"), ("title", Title), ("body", text), ("skills", "ecriture"))).Expect(302).Header("Location");
        var stored = "";
        await Eventually.Holds(async () => (stored = (await site.Send("GET", $"/questions/{asked.Split('/')[2]}", by: asker)).Expect(200).Text("bodyHtml")).Contains("class=\"mention\"", StringComparison.Ordinal), "every front knows the member");
        Assert.StartsWith(stored, preview, StringComparison.Ordinal);
        Assert.Contains($"href=\"/members/{named.Handle}\">@{named.Handle.ToUpperInvariant()}</a>", stored, StringComparison.Ordinal);

        // In what tells nobody, no name is a link.
        Assert.DoesNotContain("class=\"mention\"", (await reader.PostForPart("/writing", ("body", text))).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_takes_the_handle_later_is_led_to_also_on_the_pages_of_visitors()
    {
        var asker = await site.Member("asker");
        var handle = site.NewHandle("later");
        var question = (await site.Send("POST", "/questions", new { title = Title, body = $"Qui est donc @{handle}, dont on parle tant ?", skills = new[] { "asking" } }, asker)).Expect(201).Text("id");
        using var visitor = new PageReader(site.Address);
        Assert.Contains($"donc @{handle},", (await visitor.Open($"/questions/{question}")).Body, StringComparison.Ordinal);
        var before = (await site.Send("GET", $"/questions/{question}")).Expect(200);
        (await site.Send("POST", "/members", A.Newcomer(await site.Invitation(), handle))).Expect(201);

        await Eventually.Holds(async () => (await visitor.Open($"/questions/{question}")).Body.Contains($"href=\"/members/{handle}\">@{handle}</a>", StringComparison.Ordinal));
        await Eventually.Holds(async () => (await site.Send("GET", $"/questions/{question}")).Expect(200).Text("bodyHtml").Contains($"href=\"/members/{handle}\"", StringComparison.Ordinal));
        Assert.NotEqual(before.Header("ETag"), (await site.Send("GET", $"/questions/{question}")).Expect(200).Header("ETag"));
    }

    private static string Link(Person named) => $"<a class=\"mention\" href=\"/members/{named.Handle}\">@{named.Handle}</a>";
}
