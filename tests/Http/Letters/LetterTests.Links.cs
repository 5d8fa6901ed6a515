using System.Net;
using MimeKit;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Letters;

public abstract partial class LetterTests
{
    private const string Settings = "/members/me/notification-settings";

    [Fact]
    public async Task One_click_ends_these_mails_without_signing_in_and_a_look_changes_nothing()
    {
        var (ada, bob) = (await _readers.Join("ada"), await _readers.Join("bob"));
        var writer = await site.Member("writer");
        await Ask(writer, ada);
        await Ask(writer, bob);
        await _readers.Told(ada, 1);
        await _readers.Told(bob, 1);
        site.PutForward(_later);
        var (link, others) = (LinkOf((await Letters(ada, 1))[0]), LinkOf((await Letters(bob, 1))[0]));
        var before = await Chosen(ada);

        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.Equal(200, (int)(await http.GetAsync(link)).StatusCode);
        Assert.Equal(200, (int)(await http.GetAsync(link)).StatusCode);
        Assert.Equal(before, await Chosen(ada));

        string[] forged = [link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), $"{link.Split('.')[0]}.{others.Split('.')[1]}", link[..^1], "/letters/1"];
        foreach (var wrong in forged)
        {
            Assert.Equal(400, (int)(await http.GetAsync(wrong)).StatusCode);
            var refused = await http.PostAsync(wrong, OneClick());
            Assert.Equal(400, (int)refused.StatusCode);
            Assert.Contains("Ce lien n’est pas l’un des nôtres", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(before, await Chosen(ada));
        var stopped = await http.PostAsync(link, OneClick());
        Assert.Equal(200, (int)stopped.StatusCode);
        Assert.False(stopped.Headers.Contains("Set-Cookie"));
        var after = (await site.Send("GET", Settings, by: ada.Person)).Expect(200).Json;
        Assert.Equal(("site", "site", "never"), (after.GetProperty("mention").GetString(), after.GetProperty("comment").GetString(), after.GetProperty("digest").GetString()));

        await Ask(writer, ada);
        await Ask(writer, bob);
        await _readers.Told(bob, 2);
        site.PutForward(_later);
        await Letters(bob, 2);
        Assert.Single(await Letters(ada, 1));
    }

    [Fact]
    public async Task What_is_mailed_can_be_chosen_by_the_link()
    {
        var (ada, writer) = (await _readers.Join("ada"), await site.Member("writer"));
        await Ask(writer, ada);
        await _readers.Told(ada, 1);
        site.PutForward(_later);
        var link = LinkOf((await Letters(ada, 1))[0]);
        using var reader = new PageReader(site);
        (string, string)[] chosen =
        [
            .. new[] { "answer", "followedAnswer", "comment", "acceptance", "endorsement", "invitationUsed", "edit", "moderation", "points" }.Select(static name => (name, "site")),
            ("quiet", "0"), ("digest", "never"),
        ];

        var wrong = await reader.Post(await reader.Get(link), $"{link}/choices", [.. chosen, ("mention", "often")]);
        wrong.Expect(400, "Choose one of the ways that are offered.");
        var saved = await reader.Post(await reader.Get(link), $"{link}/choices", [.. chosen, ("mention", "never")]);
        saved.Expect(200);

        Assert.Equal("never", (await site.Send("GET", Settings, by: ada.Person)).Expect(200).Text("mention"));
    }

    private static FormUrlEncodedContent OneClick() => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" });

    private static string LinkOf(MimeMessage letter)
    {
        Assert.Equal("List-Unsubscribe=One-Click", letter.Headers[HeaderId.ListUnsubscribePost]);
        var link = letter.Headers[HeaderId.ListUnsubscribe] ?? "";
        Assert.StartsWith($"<{Site.PublicUrl}/letters/", link, StringComparison.Ordinal);
        return link[(Site.PublicUrl.Length + 1)..^1];
    }

    private async Task<string> Chosen(LetterReader reader) => (await site.Send("GET", Settings, by: reader.Person)).Expect(200).Body;
}
