using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Members;

/// <summary>Journey 8: a member's recognition shown outside by a link that can be revoked.</summary>
public abstract class SharingTests(Site site)
{
    [Fact]
    public async Task A_link_shows_what_is_proven_apart_from_what_is_recognised_to_somebody_without_an_account()
    {
        var (asker, helper, peer) = (await site.Member("asker"), await site.Member("helper"), await site.Member("peer"));
        var (proven, recognised) = ($"proven-{helper.Id}", $"seen-{helper.Id}");
        var question = await site.Question(asker, proven, recognised);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        await site.Send("PATCH", $"/questions/{question}", new { skills = new[] { proven } }, asker);
        var other = $"known-{helper.Id}";
        await site.Question(asker, other);
        foreach (var skill in new[] { proven, other })
        {
            (await site.Send("PUT", $"/members/{helper.Handle}/endorsements/{skill}", new { note = $"Seen at work: {skill} <b>" }, peer)).Expect(204);
        }

        (await site.Send("PUT", $"/members/me/endorsements/{proven}/{peer.Handle}", new { status = "accepted" }, helper)).Expect(204);
        var (_, address) = await Made(helper);

        using var outsider = new PageReader(site.Address);
        await Eventually.Holds(async () => (await outsider.Get(address)).Expect(200).Body.Contains($"/a/{answer}", StringComparison.Ordinal));
        var page = (await outsider.Get(address)).Expect(200);
        var text = System.Net.WebUtility.HtmlDecode(page.Body);
        var apart = text.IndexOf("id=\"recognised\"", StringComparison.Ordinal);
        Assert.InRange(text.IndexOf($">{proven}</h3>", StringComparison.Ordinal), text.IndexOf("id=\"proven\"", StringComparison.Ordinal), apart);
        Assert.InRange(text.IndexOf($">{other}</h3>", StringComparison.Ordinal), apart, text.Length);

        // Points of all time and of the last year, the answer behind them, who vouches and when; a note only once it was accepted.
        Assert.Contains("<strong>15 points</strong> · 365 derniers jours : <strong>15 points</strong>".Replace("jours :", "jours\u00a0:", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/members/{peer.Handle}\"", text[..apart], StringComparison.Ordinal);
        Assert.Contains($"Seen at work: {proven} &lt;b&gt;", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain($"Seen at work: {other}", text, StringComparison.Ordinal);
        Assert.Contains($"<time datetime=\"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}", text[apart..] + text[..apart], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_tells_nobody_of_itself_and_asks_nothing_of_its_reader()
    {
        var (_, address) = await Made(await site.Member("helper"));
        using var outsider = new PageReader(site.Address);
        var page = (await outsider.Get(address)).Expect(200);

        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.Contains("noindex", page.Header("X-Robots-Tag"), StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"noindex", page.Body, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Empty(page.Header("Set-Cookie"));
        Assert.DoesNotContain("<form", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(address, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_link_is_gone_at_once_and_says_nothing_of_whose_it_was()
    {
        var helper = await site.Member("helper");
        var (reader, address) = await Made(helper);
        using var outsider = new PageReader(site.Address);
        Assert.Contains(helper.Handle, (await outsider.Get(address)).Expect(200).Body, StringComparison.Ordinal);
        var share = Field((await reader.Get("/settings/sharing")).Body, "share");

        (await reader.Post("/settings/sharing/revoke", ("share", share))).Expect(302);
        var gone = (await outsider.Get(address)).Expect(410);
        Assert.DoesNotContain(helper.Handle, gone.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(address, gone.Body, StringComparison.Ordinal);
        Assert.Contains("demande-en un nouveau", System.Net.WebUtility.HtmlDecode(gone.Body), StringComparison.Ordinal);
        Assert.Contains("noindex", gone.Body, StringComparison.Ordinal);
        Assert.Equal("no-referrer", gone.Header("Referrer-Policy"));

        // Sent twice, and for a link that nobody made.
        (await reader.Post("/settings/sharing/revoke", ("share", share))).Expect(302);
        (await outsider.Get(address)).Expect(410);
        Assert.DoesNotContain("/shared/", (await reader.Get("/settings/sharing")).Expect(200).Body, StringComparison.Ordinal);
        reader.Dispose();
    }

    [Fact]
    public async Task What_nobody_made_is_not_there()
    {
        using var outsider = new PageReader(site.Address);
        foreach (var token in new[] { new string('A', 32), "short", new string('*', 32), new string('A', 33) })
        {
            Assert.Equal("no-referrer", (await outsider.Get($"/shared/{token}")).Expect(404).Header("Referrer-Policy"));
        }
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_link_and_ten_are_the_most()
    {
        var helper = await site.Member("helper");
        using var reader = await PageReader.SignedIn(site, helper);
        var key = Field((await reader.Get("/settings/sharing")).Body, "key");
        (await reader.Post("/settings/sharing", ("key", key))).Expect(302);
        (await reader.Post("/settings/sharing", ("key", key))).Expect(302);
        Assert.Single(Addresses((await reader.Get("/settings/sharing")).Body));

        for (var i = 1; i < Contracts.Limits.SharesPerMember; i++)
        {
            (await reader.Post("/settings/sharing", ("key", $"key-{i}"))).Expect(302);
        }

        var page = (await reader.Get("/settings/sharing")).Expect(200).Body;
        Assert.Equal(Contracts.Limits.SharesPerMember, Addresses(page).Distinct().Count());
        Assert.DoesNotContain("name=\"key\"", page, StringComparison.Ordinal);
        (await reader.Post("/settings/sharing", ("key", "one-more"))).Expect(409);
    }

    [Fact]
    public async Task Nobody_revokes_anothers_link_and_visitors_are_asked_to_sign_in()
    {
        var (reader, address) = await Made(await site.Member("helper"));
        var share = Field((await reader.Get("/settings/sharing")).Body, "share");
        using var stranger = await PageReader.SignedIn(site, await site.Member("stranger"));
        await stranger.Get("/settings/sharing");
        await stranger.Post("/settings/sharing/revoke", ("share", share));

        using var outsider = new PageReader(site.Address);
        (await outsider.Get(address)).Expect(200);
        Assert.StartsWith("/sign-in", (await outsider.Get("/settings/sharing")).Expect(302).Header("Location"), StringComparison.Ordinal);
        reader.Dispose();
    }

    private async Task<(PageReader Reader, string Address)> Made(Person member)
    {
        var reader = await PageReader.SignedIn(site, member);
        var key = Field((await reader.Get("/settings/sharing")).Expect(200).Body, "key");
        Assert.Equal("/settings/sharing?done=made", (await reader.Post("/settings/sharing", ("key", key))).Expect(302).Header("Location"));
        return (reader, Assert.Single(Addresses((await reader.Get("/settings/sharing?done=made")).Expect(200).Body)));
    }

    private static string[] Addresses(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, "href=\"(/shared/[^\"]+)\"").Select(static found => found.Groups[1].Value)];

    private static string Field(string page, string name) =>
        System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\" value=\"([^\"]+)\"") is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"There is no {name}.");
}

public sealed class SharingTestsOnSqlite(SqliteSite site) : SharingTests(site);

public sealed class SharingTestsOnPostgres(PostgresSite site) : SharingTests(site);
