using System.Net;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Notifications;

public sealed class NotificationPageTestsOnSqlite(SqliteSite site) : NotificationPageTests(site);

public sealed class NotificationPageTestsOnPostgres(PostgresSite site) : NotificationPageTests(site);

/// <summary>The bell, and the page that it leads to.</summary>
public abstract class NotificationPageTests(Site site)
{
    [Fact]
    public async Task The_bell_counts_what_is_new_the_page_leads_there_and_a_button_marks_it_as_read()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        Assert.Contains("href=\"/notifications\" aria-label=\"Notifications\"", Text(await reader.Get("/questions")), StringComparison.Ordinal);
        Assert.Contains("Rien pour l’instant", Text(await reader.Get("/notifications")), StringComparison.Ordinal);

        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, helper)).Expect(200);
        await Eventually.Holds(async () => Text(await reader.Get("/questions")).Contains("aria-label=\"Notifications, non lues\u00a0: 2\"", StringComparison.Ordinal));

        // Titles are those of the list of questions, which follows by itself.
        var page = "";
        string[] expected =
        [
            $"<a href=\"/a/{answer}\">Name of {helper.Handle} a répondu à «\u00a0How does one ask a good question?\u00a0»</a>",
            "+5\u00a0: 1 vote sur ta question «\u00a0How does one ask a good question?\u00a0»",
        ];
        await Eventually.Holds(
            async () =>
            {
                page = Text(await reader.Get("/notifications"));
                return expected.All(text => page.Contains(text, StringComparison.Ordinal));
            },
            string.Join(", ", expected));
        Assert.Contains("<strong>Nouveau</strong>", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/a/{answer}\"", Text(await reader.Get("/notifications?kind=points")), StringComparison.Ordinal);

        var newest = (await site.Send("GET", "/notifications", by: asker)).Items()[0].GetProperty("position").GetInt64();
        Assert.Equal("/notifications", (await reader.Post("/notifications/read", ("upTo", $"{newest}"))).Expect(302).Headers.Location?.OriginalString);
        Assert.DoesNotContain("<strong>Nouveau</strong>", Text(await reader.Get("/notifications")), StringComparison.Ordinal);
        Assert.Contains("href=\"/notifications\" aria-label=\"Notifications\"", Text(await reader.Get("/questions")), StringComparison.Ordinal);
        (await reader.Post("/notifications/read", ("upTo", "all"))).Expect(400);
        (await reader.Get("/notifications?kind=none")).Expect(400);
    }

    [Fact]
    public async Task A_visitor_has_no_bell_and_is_asked_to_sign_in()
    {
        using var reader = new PageReader(site.Address);
        Assert.DoesNotContain("/notifications", Text(await reader.Get("/questions")), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await reader.Get("/notifications")).Expect(302).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private static string Text(Reply page) => WebUtility.HtmlDecode(page.Expect(200).Body);
}
