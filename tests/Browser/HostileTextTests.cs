using System.Text.RegularExpressions;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>
/// RELIABILITY.md, X01 to X12 and X16 in a real browser: what hostile members wrote is shown on every page where it appears, as text, and
/// nothing of it runs: not where the policy of pages is kept, and not where a browser ignores it.
/// </summary>
public sealed partial class HostileTextTests(HostileSite site, Browsers browsers) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.Started();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task X01_to_X12_Nothing_that_was_written_runs_on_a_page_about_it(bool ignoresPolicy)
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("en", IgnoresPolicy: ignoresPolicy));
        var trap = await Trap.Set(reader.Page);
        foreach (var post in Hostility.Chosen(posts))
        {
            Assert.Equal(200, await reader.Visit(post.Path));
            await trap.FindsNothing(post.Text);
            Assert.Equal(Line(post.Title), Line(await reader.Page.Locator("h1 bdi").TextContentAsync()));
            Assert.Equal($"{Line(post.Title)} · Skiller", Line(await reader.Page.TitleAsync()));
            if (post.IsVerbatim)
            {
                foreach (var place in new[] { "article.question > .post > .post-matter > .prose", "article.question .comments .prose", ".answer > .post > .post-matter > .prose", ".answer .comments .prose" })
                {
                    Assert.Contains(Line(post.Text), Line(await reader.Page.Locator(place).First.InnerTextAsync()), StringComparison.Ordinal);
                }
            }

            foreach (var path in new[] { $"{post.Path}/history", $"{post.Path}/comments", $"{post.Path}/answers/{post.Answer}/comments", $"/members/{post.Author.Handle}", $"/members/{post.Author.Handle}/reputation", $"/a/{post.Answer}" })
            {
                Assert.Equal(200, await reader.Visit(path));
                await trap.FindsNothing(post.Text);
            }
        }
    }

    [Fact]
    public async Task X01_to_X12_Nothing_runs_in_lists_and_every_title_and_name_is_read_as_it_was_written()
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("en"));
        var trap = await Trap.Set(reader.Page);
        var titles = new HashSet<string>(StringComparer.Ordinal);
        string[] lists = ["/questions", "/members", .. Hostility.IsLong ? ["/skills/writing/members", "/questions?skill=writing&sort=active", "/questions?sort=votes"] : Array.Empty<string>()];
        foreach (var path in lists)
        {
            for (string? next = path; next is not null;)
            {
                Assert.Equal(200, await reader.Visit(next));
                await trap.FindsNothing(path);
                titles.UnionWith((await reader.Page.Locator("bdi").AllTextContentsAsync()).Select(Line));
                next = await reader.Page.Locator("a[rel=next]").CountAsync() > 0 ? await reader.Page.Locator("a[rel=next]").GetAttributeAsync("href") : null;
            }
        }

        Assert.Equal([], posts.Select(static post => Line(post.Title)).Except(titles));
        Assert.Equal([], posts.Select(static post => Line(post.Name)).Except(titles));
        Assert.Equal(200, await reader.Visit("/skills/writing"));
        await trap.FindsNothing("a description");
        foreach (var text in HostileText.Verbatim.Take(20))
        {
            Assert.Contains(Line(text), Line(await reader.Page.Locator(".prose").First.InnerTextAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task X01_to_X12_Nothing_runs_on_the_pages_of_whoever_may_change_it()
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(site.Admin);
        var trap = await Trap.Set(reader.Page);
        foreach (var post in Hostility.Chosen(posts))
        {
            foreach (var path in new[] { post.Path, $"{post.Path}/edit", $"{post.Path}/delete", $"{post.Path}/answers/{post.Deleted}/deleted", $"{post.Path}/comments/{post.Comment}/edit", $"/members/{post.Author.Handle}" })
            {
                Assert.Equal(200, await reader.Visit(path));
                await trap.FindsNothing(post.Text);
            }

            if (post.IsVerbatim && post.Text.Length <= 300)
            {
                await reader.Visit($"{post.Path}/answers/{post.Deleted}/deleted");
                Assert.Equal(Line(post.Text), Line(await reader.Page.Locator(".facts-list bdi").Last.InnerTextAsync()));
            }
        }
    }

    [Fact]
    public async Task X16_The_preview_of_a_hostile_text_is_what_is_stored_and_nothing_of_it_runs()
    {
        var posts = await site.Posts();
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(await site.Member("previews"));
        var trap = await Trap.Set(reader.Page);
        await reader.Visit("/ask");
        var token = await reader.Page.InputValueAsync("form.writing input[name^=__]");
        foreach (var post in Hostility.IsLong ? posts : posts.Where(static (_, i) => i % 5 == 0))
        {
            var asked = (await site.Send("GET", $"/api/v1{post.Path}")).Expect(200);
            var form = reader.Page.APIRequest.CreateFormData();
            form.Append(await reader.Page.Locator("form.writing input[name^=__]").First.GetAttributeAsync("name") ?? "", token);
            form.Append("body", asked.Text("body"));
            var preview = await reader.Page.APIRequest.PostAsync("/writing", new() { Form = form, Headers = new Dictionary<string, string> { ["HX-Request"] = "true" } });
            Assert.Equal(asked.Text("bodyHtml").Trim(), (await preview.TextAsync()).Trim());
        }

        foreach (var post in Hostility.Chosen(posts))
        {
            await reader.Page.FillAsync("#body", post.Text);
            await reader.Page.FillAsync("#title", post.Title);
            await reader.Page.RunAndWaitForResponseAsync(
                () => reader.Page.Locator("button[name=preview]").ClickAsync(), static response => response.Request.IsNavigationRequest);
            await reader.Page.WaitForLoadStateAsync();
            await trap.FindsNothing(post.Text);
            Assert.Equal(Line(post.Text), Line(await reader.Page.InputValueAsync("#body")));
        }
    }

    /// <summary>A text in one line, as a page shows it: spaces of every kind are one.</summary>
    private static string Line(string? text) => Spaces().Replace(text ?? "", " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
