using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>
/// RELIABILITY.md, X03, X05 and X09 to X11 where a page shows again what just came: in the fields of a form that is refused, in an address, in
/// a search, behind a session that ended; and where it comes out elsewhere: for administrators, in mails, feeds and lists of sessions.
/// </summary>
public sealed class HostileFormTests(HostileSite site, Browsers browsers) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.Started();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/sign-in", "form[action='/sign-in']")]
    [InlineData("/forgotten", "form[action='/forgotten']")]
    [InlineData("/invitation", "form[action='/invitation']")]
    [InlineData("/join/{code}", "form[action='/join']")]
    [InlineData("/", "form[action='/search']")]
    [InlineData("/skills", "form[action='/skills']")]
    public async Task Nothing_runs_that_a_visitor_types_into_a_form(string page, string form)
    {
        var path = page.Replace("{code}", await site.Invitation(), StringComparison.Ordinal);
        await using var reader = await browsers.Open(site.Address, new Seen("en"));
        await HostileForm.FillAll(reader, path, form);
    }

    [Theory]
    [InlineData("/settings", "form[action='/settings']")]
    [InlineData("/settings/account", "form[action='/settings/email']")]
    [InlineData("/settings/account", "form[action='/settings/password']")]
    [InlineData("/invitations", "form[action='/invitations']")]
    [InlineData("/ask", "form[action='/ask']")]
    [InlineData("{question}", "form[action$='/answers']")]
    [InlineData("{question}", ".question form[action$='/comments']")]
    [InlineData("{question}/edit", "form[action$='/edit']")]
    [InlineData("{question}/delete", "form[action$='/delete']")]
    [InlineData("{comment}/edit", "form[action$='/edit']")]
    [InlineData("/members/{other}", "form[action*='/endorsements/']")]
    public async Task Nothing_runs_that_a_member_types_into_a_form(string page, string form)
    {
        var posts = await site.Posts();
        var member = await site.Member("types");
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(member);
        var question = $"/questions/{await site.Question(member, "typing")}";
        var comment = (await site.Send("POST", $"{question}/comments", new { body = "Un commentaire." }, member)).Expect(201).Text("id");
        await HostileForm.FillAll(reader, page
            .Replace("{question}", question, StringComparison.Ordinal)
            .Replace("{comment}", $"{question}/comments/{comment}", StringComparison.Ordinal)
            .Replace("{other}", posts[0].Author.Handle, StringComparison.Ordinal), form);
    }

    [Fact]
    public async Task Nothing_runs_that_stands_in_an_address()
    {
        await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("en"));
        var trap = await Trap.Set(reader.Page);
        foreach (var text in HostileForm.Texts)
        {
            var typed = Uri.EscapeDataString(text);
            foreach (var path in new[]
            {
                $"/search?q={typed}", $"/search?q={typed}%20writing&kind={typed}", $"/search?q=hostile%20{typed}", $"/search/similar?title={typed}", $"/skills?query={typed}", $"/skills?sort={typed}", $"/questions?skill={typed}",
                $"/questions?cursor={typed}", $"/questions?sort={typed}&locale={typed}", $"/questions?{typed}={typed}", $"/members?query={typed}", $"/sign-in?back={typed}", $"/sign-in?joined={typed}", $"/nowhere/{typed}",
                $"/questions/{typed}", $"/skills/{typed}", $"/skills/{typed}/members", $"/members/{typed}", $"/members/{typed}/reputation?skill={typed}", $"/a/{typed}", $"/join/{typed}", $"/confirm/{typed}", $"/reset/{typed}",
            })
            {
                await reader.Visit(path);
                await (path.StartsWith("/search/similar", StringComparison.Ordinal) ? trap.HearsNothing(text) : trap.FindsNothing(text));
            }

            foreach (var path in new[] { $"/api/v1/questions?cursor={typed}", $"/api/v1/members/{typed}", $"/api/v1/{typed}", $"/assets/{typed}", $"/questions/{typed}/feed.atom", $"/problems/{typed}" })
            {
                await reader.Visit(path);
                await trap.HearsNothing(text);
            }

            await reader.Visit($"/search?q={typed}");
            Assert.Equal(text, await reader.Page.InputValueAsync("#search"));
            Assert.Contains(text, await reader.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_runs_that_is_carried_through_a_sign_in()
    {
        var member = await site.Member("carries");
        var path = $"/questions/{await site.Question(member, "carrying")}";
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        var trap = await Trap.Set(reader.Page);
        await reader.ActAs(member);
        foreach (var text in HostileForm.Texts)
        {
            // Each goes on with the session of the sign-in before it: the oldest of a member's ends for being one too many.
            await reader.Visit($"{path}/edit");
            await reader.Page.Context.ClearCookiesAsync();
            await HostileForm.Fill(reader, "form[action$='/edit']", text);
            await trap.FindsNothing(text);
            await reader.FillSignIn(member.Handle);
            await trap.FindsNothing(text);
            foreach (var field in new[] { "#title", "#body", "#skills", "#summary" })
            {
                Assert.Equal(text, await reader.Page.InputValueAsync(field));
            }
        }
    }

    [Fact]
    public async Task Nothing_runs_of_a_request_for_an_invitation_where_it_is_decided_nor_in_its_mails()
    {
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(site.Admin);
        var trap = await Trap.Set(reader.Page);
        await using var mailbox = await browsers.Open(site.Address, new Seen("fr"));
        var opened = await Trap.Set(mailbox.Page);
        foreach (var text in HostileForm.Texts)
        {
            var address = $"{site.NewHandle("wants")}@mailbox-of-tests.fr";
            var (name, headline) = (text[..Math.Min(text.Length, 80)], text[..Math.Min(text.Length, 120)]);
            var asks = new { email = address, name, headline, motivation = $"{text}\n\n{text}", locale = "fr", skills = new[] { "orgues" } };
            (await site.SendFrom(site.NewSource(), "POST", "/invitation-requests", asks)).Expect(202);
            await Eventually.Holds(async () => await reader.Visit("/administration/requests") == 200 && await reader.Page.GetByText(address).CountAsync() == 1, address);
            await trap.FindsNothing(text);
            Assert.Equal(name, await reader.Page.Locator(".request label bdi").Last.InnerTextAsync());
            Assert.Contains(text, await reader.Page.Locator(".request .motivation").Last.InnerTextAsync(), StringComparison.Ordinal);
            await HostileForm.Fill(reader, "form[action='/administration/requests']", text);
            await trap.FindsNothing(text);
            foreach (var mail in await site.Mails(address, 2))
            {
                Assert.DoesNotContain(text, mail.Subject, StringComparison.Ordinal);
                await mailbox.Page.SetContentAsync(mail.HtmlBody ?? "");
                await opened.HearsNothing(text);
                Assert.Equal(0, await mailbox.Page.Locator("script, img, iframe, svg, [onerror], [onfocus], [autofocus]").CountAsync());
                Assert.Contains(name, await mailbox.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Nothing_runs_of_a_feed_in_a_reader_that_knows_no_policy()
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("en"));
        var trap = await Trap.Set(reader.Page);
        var paths = Hostility.Chosen(posts).SelectMany(static post => new[] { $"{post.Path}/feed.atom", $"/members/{post.Author.Handle}/feed.atom" });
        foreach (var path in paths.Prepend("/questions/feed.atom").Prepend("/skills/writing/feed.atom"))
        {
            var feed = await reader.Page.APIRequest.GetAsync(path);
            Assert.Equal(200, feed.Status);
            var entries = System.Xml.Linq.XDocument.Parse(await feed.TextAsync()).Descendants().Where(static element => element.Name.LocalName == "content").ToList();
            Assert.NotEmpty(entries);
            foreach (var entry in entries)
            {
                await reader.Page.SetContentAsync(entry.Value);
                await trap.HearsNothing(path);
                Assert.Equal(0, await reader.Page.Locator("script, img, iframe, svg, style, [onerror], [onfocus], [autofocus], [style], a[href^='javascript' i]").CountAsync());
            }
        }
    }

    [Fact]
    public async Task Nothing_runs_of_what_a_device_calls_itself_nor_of_whoever_invites_or_shares()
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        var trap = await Trap.Set(reader.Page);
        var member = await site.Member("signs-in");
        foreach (var text in HostileForm.Breaking)
        {
            (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { email = $"{member.Handle}@{A.Domain}", password = A.Password }, headers: ("User-Agent", $"Firefox/{text} Linux"))).Expect(201);
        }

        foreach (var post in Hostility.Chosen(posts))
        {
            var invitation = (await site.Send("POST", "/invitations", new { note = post.Title }, post.Author)).Expect(201).Text("code");
            Assert.Equal(200, await reader.Visit($"/join/{invitation}"));
            await trap.FindsNothing(post.Text);
            await reader.ActAs(post.Author);
            await reader.Visit("/settings/sharing");
            await HostileForm.Fill(reader, "form[action='/settings/sharing']", post.Text);
            Assert.Equal(200, await reader.Visit(await reader.Page.Locator(".shares a").First.GetAttributeAsync("href") ?? ""));
            await trap.FindsNothing(post.Text);
            await reader.Page.Context.ClearCookiesAsync();
        }

        await reader.ActAs(member);
        Assert.Equal(200, await reader.Visit("/settings/sessions"));
        await trap.FindsNothing("sessions");
        Assert.Equal(HostileForm.Breaking.Count, await reader.Page.Locator(".sessions strong", new() { HasText = "Firefox, Linux" }).CountAsync());
    }
}
