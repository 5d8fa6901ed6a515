using System.Net;
using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Webhooks;

/// <summary>Webhooks by plain forms: a member's among their settings, the site's in the administration.</summary>
public sealed class WebhookPageTests(WebhookSqliteSite site) : IClassFixture<WebhookSqliteSite>
{
    [Fact]
    public async Task A_member_makes_one_sees_its_secret_once_tests_it_replays_changes_pauses_and_removes_it()
    {
        await using var receiver = await Receiver.Start();
        var ada = await site.Member("ada");
        using var reader = await PageReader.SignedIn(site, ada);
        await reader.Open("/settings/webhooks");
        var refused = Text((await reader.Post("/settings/webhooks", ("url", "ftp://example.org/"))).Expect(400));
        Assert.Contains("Ce n’est pas une adresse web complète.", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"ftp://example.org/\"", refused, StringComparison.Ordinal);

        await reader.Open("/settings/webhooks");
        var made = Text((await reader.Post("/settings/webhooks", ("url", receiver.Url), ("kinds", "notification.answer"), ("kinds", "notification.edit"))).Expect(200));
        var secret = Regex.Match(made, "whsec_[^\"]+").Value;
        var path = Regex.Match(made, "/settings/webhooks/[0-9]+-1").Value;
        var page = Text((await reader.Open(path)).Expect(200));
        Assert.DoesNotContain("whsec_", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<input type=\"checkbox\"[^>]* checked"));

        await Eventually.Holds(async () => (await reader.Post($"{path}/test")).Status == 302, "the test");
        await Eventually.Holds(async () => Text(await reader.Open(path)).Contains("reçu", StringComparison.Ordinal), "its delivery");
        var delivery = Regex.Match(Text(await reader.Open(path)), "name=\"delivery\" value=\"(?<id>[^\"]+)\"").Groups["id"].Value;
        Assert.Equal($"{path}?done=replayed", (await reader.Post($"{path}/replay", ("delivery", delivery))).Expect(302).Header("Location"));
        await Eventually.Holds(() => Task.FromResult(receiver.All.Count == 2), "the replay");
        Assert.All(receiver.All, one => Assert.True(one.Id == delivery && one.IsSignedBy(secret)));
        (await reader.Post($"{path}/replay", ("delivery", "msg_1"))).Expect(404);

        await reader.Open(path);
        Assert.Equal($"{path}?done=saved", (await reader.Post(path, ("url", receiver.Url + "2"))).Expect(302).Header("Location"));
        (await reader.Post($"{path}/pause")).Expect(302);
        page = Text(await reader.Open(path));
        Assert.Contains("En pause, à ta demande.", page, StringComparison.Ordinal);
        Assert.Contains(receiver.Url + "2", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" checked", page, StringComparison.Ordinal);
        (await reader.Post($"{path}/resume")).Expect(302);
        Assert.Contains("whsec_", Text((await reader.Post($"{path}/secret")).Expect(200)), StringComparison.Ordinal);
        await reader.Open(path);
        Assert.Equal("/settings/webhooks", (await reader.Post($"{path}/remove")).Expect(302).Header("Location"));
        (await reader.Get(path)).Expect(404);
    }

    [Fact]
    public async Task The_sites_are_for_administrators_and_nobodys_page_shows_anothers()
    {
        await using var receiver = await Receiver.Start();
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var mine = (await site.Send("POST", "/webhooks", new { url = receiver.Url }, ada)).Expect(201).Text("id");
        using var admin = await PageReader.SignedIn(site, site.Admin);
        await admin.Open("/administration/webhooks");
        var made = Text((await admin.Post("/administration/webhooks", ("url", receiver.Url), ("kinds", "question.closed"))).Expect(200));
        var path = Regex.Match(made, "/administration/webhooks/site-[0-9]+").Value;
        (await admin.Open(path)).Expect(200);
        (await admin.Get($"/settings/webhooks/{path.Split('/')[^1]}")).Expect(404);
        (await admin.Get($"/settings/webhooks/{mine}")).Expect(404);

        using var other = await PageReader.SignedIn(site, bob);
        (await other.Get("/administration/webhooks")).Expect(403);
        (await other.Get(path)).Expect(403);
        (await other.Get($"/settings/webhooks/{mine}")).Expect(404);
        Assert.DoesNotContain(receiver.Url, Text(await other.Open("/settings/webhooks")), StringComparison.Ordinal);
        using var visitor = new PageReader(site.Address);
        Assert.StartsWith("/sign-in", (await visitor.Get("/settings/webhooks")).Expect(302).Header("Location"), StringComparison.Ordinal);
    }

    private static string Text(Reply reply) => WebUtility.HtmlDecode(reply.Body);
}
