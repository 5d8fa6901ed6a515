using System.Net;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Following;

/// <summary>The buttons that follow, mute and block, and the pages of what was chosen by them.</summary>
public sealed class FollowPageTests(SqliteSite site)
{
    private const string Followed = "id=\"follow\" form=\"proof\" formaction=\"{0}/follow\" name=\"set\" value=\"0\" aria-pressed=\"true\"";
    private const string NotFollowed = "id=\"follow\" form=\"proof\" formaction=\"{0}/follow\" name=\"set\" value=\"1\" aria-pressed=\"false\"";

    [Fact]
    public async Task A_question_a_skill_and_a_member_are_followed_and_left_by_a_plain_form()
    {
        var (asker, me) = (await site.Member("asker"), await site.Member("reader"));
        var skill = site.NewHandle("button");
        var question = await site.Question(asker, skill);
        using var reader = await PageReader.SignedIn(site, me);
        await IsKnown(skill);
        foreach (var path in new[] { $"/questions/{question}", $"/skills/{skill}", $"/members/{asker.Handle}" })
        {
            Assert.Contains(Button(NotFollowed, path), Text(await reader.Open(path)), StringComparison.Ordinal);
            Assert.Equal(path, (await reader.Post($"{path}/follow", ("set", "1"))).Expect(302).Header("Location"));
            Assert.Contains(Button(Followed, path), Text(await reader.Open(path)), StringComparison.Ordinal);
            Assert.True((await site.Send("GET", $"{path}/follow", by: me)).Expect(200)["following"].GetBoolean());
            Assert.Equal(path, (await reader.Post($"{path}/follow", ("set", "0"))).Expect(302).Header("Location"));
            Assert.Contains(Button(NotFollowed, path), Text(await reader.Open(path)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_scripts_the_buttons_change_in_place_and_count_the_reader_at_once()
    {
        var (asker, me) = (await site.Member("asker"), await site.Member("reader"));
        var path = $"/members/{asker.Handle}";
        using var reader = await PageReader.SignedIn(site, me);
        await reader.Open(path);
        var part = Text(await reader.PostForPart($"{path}/follow", ("set", "1")));
        Assert.Contains(Button(Followed, path), part, StringComparison.Ordinal);
        Assert.Contains(">1 abonné<", part, StringComparison.Ordinal);
        Assert.Contains("id=\"said\"", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        (await reader.PostForPart("/members/nobody-at-all/follow", ("set", "1"))).Expect(404);
    }

    [Fact]
    public async Task A_visitor_has_no_button_nor_has_anybody_one_for_themself()
    {
        var (asker, me) = (await site.Member("asker"), await site.Member("reader"));
        var skill = site.NewHandle("unpressed");
        var question = await site.Question(asker, skill);
        (await site.Send("PUT", $"/members/{asker.Handle}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/skills/{skill}/follow", by: me)).Expect(204);
        using var visitor = new PageReader(site.Address);
        await IsKnown(skill);
        foreach (var path in new[] { $"/questions/{question}", $"/skills/{skill}", $"/members/{asker.Handle}" })
        {
            Assert.DoesNotContain($"formaction=\"{path}/", Text(await visitor.Open(path)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("\"/feed\"", Text(await visitor.Get("/")), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await visitor.Get("/feed")).Expect(302).Header("Location"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/questions/{question}", $"/skills/{skill}", $"/members/{asker.Handle}" })
        {
            // Who asked follows the question.
            await Eventually.Holds(async () => Text(await visitor.Open(path)).Contains(">1 abonné<", StringComparison.Ordinal));
        }

        using var reader = await PageReader.SignedIn(site, asker);
        var own = Text(await reader.Open($"/members/{asker.Handle}"));
        Assert.DoesNotContain($"formaction=\"/members/{asker.Handle}/", own, StringComparison.Ordinal);
        Assert.Contains(">1 abonné<", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_the_API_that_is_for_oneself_leads_to_the_feed()
    {
        using var visitor = new PageReader(site.Address);
        Assert.Equal("/sign-in?back=%2Ffeed", (await visitor.Get("/questions?sort=for-me")).Expect(302).Header("Location"));
        using var reader = await PageReader.SignedIn(site, await site.Member("reader"));
        Assert.Equal("/feed", (await reader.Get("/questions?sort=for-me")).Expect(302).Header("Location"));
        (await reader.Get("/feed")).Expect(200);
    }

    [Fact]
    public async Task The_feed_shows_what_is_asked_in_a_followed_skill_says_why_and_less_of_it_can_be_undone()
    {
        var (asker, me) = (await site.Member("asker"), await site.Member("reader"));
        var skill = site.NewHandle("fed");
        await site.Question(asker, skill);
        using var reader = await PageReader.SignedIn(site, me);
        Assert.Contains("href=\"/feed\">Pour moi</a>", Text(await reader.Get("/")), StringComparison.Ordinal);
        Assert.Contains("Rien de neuf dans ce que tu suis.", Text(await reader.Get("/feed")), StringComparison.Ordinal);
        (await reader.Post($"/skills/{skill}/follow", ("set", "1"))).Expect(302);
        var question = await site.Question(asker, skill);
        await Eventually.Holds(async () => Text(await reader.Get("/feed")).Contains($"/questions/{question}/", StringComparison.Ordinal));
        var page = Text(await reader.Get("/feed"));
        Assert.Contains($"Parce que tu suis {skill}", page, StringComparison.Ordinal);
        Assert.Contains($"Question posée par Name of {asker.Handle}", page, StringComparison.Ordinal);
        Assert.Contains($"formaction=\"/skills/{skill}/mute?back=feed\" name=\"set\" value=\"1\"", page, StringComparison.Ordinal);

        var left = (await reader.Post($"/skills/{skill}/mute?back=feed", ("set", "1"))).Expect(302).Header("Location");
        page = Text(await reader.Get(left));
        Assert.Contains($"{skill} est en sourdine.", page, StringComparison.Ordinal);
        Assert.Contains($"formaction=\"/skills/{skill}/mute?back=feed\" name=\"set\" value=\"0\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/questions/{question}/", page, StringComparison.Ordinal);
        Assert.Equal("/feed", (await reader.Post($"/skills/{skill}/mute?back=feed", ("set", "0"))).Expect(302).Header("Location"));
        Assert.Contains($"/questions/{question}/", Text(await reader.Get("/feed")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_is_listed_for_everybody_and_what_is_muted_and_blocked_for_oneself()
    {
        var (asker, me) = (await site.Member("asker"), await site.Member("reader"));
        var skill = site.NewHandle("quieted");
        var question = await site.Question(asker, skill);
        using var reader = await PageReader.SignedIn(site, me);
        await reader.Get("/settings/quiet");
        (await reader.Post($"/skills/{skill}/follow", ("set", "1"))).Expect(302);
        using var visitor = new PageReader(site.Address);
        await Eventually.Holds(async () => Text(await visitor.Get($"/skills/{skill}/followers")).Contains($"/members/{me.Handle}", StringComparison.Ordinal));
        await Eventually.Holds(async () => Text(await visitor.Get($"/members/{me.Handle}/following?kind=skills")).Contains($"/skills/{skill}", StringComparison.Ordinal));
        (await visitor.Get($"/members/{me.Handle}/following?kind=questions")).Expect(404);

        (await reader.Post($"/skills/{skill}/mute", ("set", "1"))).Expect(302);
        (await reader.Post($"/questions/{question}/mute", ("set", "1"))).Expect(302);
        (await reader.Post($"/members/{asker.Handle}/block", ("set", "1"))).Expect(302);
        var page = Text(await reader.Get("/settings/quiet"));
        string[] undone = [$"/skills/{skill}/mute", $"/questions/{question}/mute", $"/members/{asker.Handle}/block"];
        foreach (var action in undone)
        {
            Assert.Contains($"formaction=\"{action}?back=quiet\" name=\"set\" value=\"0\"", page, StringComparison.Ordinal);
            Assert.Equal("/settings/quiet", (await reader.Post($"{action}?back=quiet", ("set", "0"))).Expect(302).Header("Location"));
            Assert.DoesNotContain($"{action}?back", Text(await reader.Get("/settings/quiet")), StringComparison.Ordinal);
        }

        Assert.StartsWith("/sign-in", (await visitor.Get("/settings/quiet")).Expect(302).Header("Location"), StringComparison.Ordinal);
    }

    // Skills come into being a moment after the questions that name them.
    private Task IsKnown(string skill) => Eventually.Holds(async () => (await site.Send("GET", $"/skills/{skill}")).Status == 200, skill);

    private static string Button(string pattern, string path) => pattern.Replace("{0}", path, StringComparison.Ordinal);

    private static string Text(Reply page) => WebUtility.HtmlDecode(page.Expect(200).Body);
}
