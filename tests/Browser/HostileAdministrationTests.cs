using System.Globalization;
using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>RELIABILITY.md, X01 to X12 in what administrators write: the site's name and its pages, a suspension's reason, a skill's description.</summary>
public sealed class HostileAdministrationTests(AdministeredSite site, Browsers browsers) : IClassFixture<AdministeredSite>
{
    // Each has room in a name of thirty characters.
    private static readonly string[] _names = ["\"><script>alert(1)</script>", "</title><svg onload=alert(1)>", "{{alert(1)}}${alert(1)}'\""];

    [Theory]
    [InlineData("/administration/texts/name/en", "form[action$='/name/en']")]
    [InlineData("/administration/texts/charter/en", "form[action$='/charter/en']")]
    [InlineData("/administration/members", "main form[action='/administration/members']")]
    [InlineData("/administration/members/{member}", "form[action$='{member}']")]
    [InlineData("/skills/writing/edit", "form[action$='/edit/fr']")]
    public async Task Nothing_runs_that_an_administrator_types_into_a_form(string page, string form)
    {
        var member = await site.Member("typed-about");
        await site.Question(member, "writing");
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(site.Admin);
        await Eventually.Holds(async () => (await site.Send("GET", "/skills/writing")).Status == 200, "the skill");
        await HostileForm.FillAll(
            reader, page.Replace("{member}", member.Handle, StringComparison.Ordinal), form.Replace("{member}", member.Handle, StringComparison.Ordinal));
    }

    [Fact]
    public async Task X01_to_X12_Nothing_runs_of_the_name_of_the_site_wherever_it_is_shown()
    {
        var member = await site.Member("reads");
        var question = await site.Question(member, "writing");
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        var trap = await Trap.Set(reader.Page);
        foreach (var name in _names)
        {
            await reader.ActAs(site.Admin);
            await reader.Visit("/administration/texts/name/fr");
            Assert.Equal(302, await HostileForm.Fill(reader, "form[action$='/name/fr']", name));
            foreach (var path in new[] { "/administration/texts/name/fr", "/", $"/questions/{question}", $"/members/{member.Handle}", "/about", "/search", "/nowhere", "/sign-in" })
            {
                // No page waits long for the site's words, and each front learns them by itself.
                await Eventually.Holds(
                    async () =>
                    {
                        await reader.Visit(path);
                        return await reader.Page.Locator(".mark span").InnerTextAsync() == name;
                    },
                    $"{path}: {name}");
                await trap.FindsNothing(name);
                Assert.EndsWith($" · {name}", await reader.Page.TitleAsync(), StringComparison.Ordinal);
            }

            foreach (var path in new[] { "/opensearch.xml", "/questions/feed.atom" })
            {
                await Eventually.Holds(
                    async () =>
                    {
                        var machine = await reader.Page.APIRequest.GetAsync(path);
                        Assert.Equal(200, machine.Status);
                        var names = System.Xml.Linq.XDocument.Parse(await machine.TextAsync()).Root!.Elements().Where(static element => element.Name.LocalName is "title" or "ShortName");

                        // What a browser lists its search engines by has sixteen characters.
                        return names.Any(element => element.Value.Contains(name[..16], StringComparison.Ordinal) && !element.HasElements);
                    },
                    $"{path}: {name}");
            }
        }
    }

    [Fact]
    public async Task X01_to_X12_Nothing_runs_of_a_page_that_an_administrator_wrote_nor_of_its_preview_and_its_history()
    {
        await using var reader = await browsers.Open(site.Address, new Seen("fr"));
        await reader.ActAs(site.Admin);
        var trap = await Trap.Set(reader.Page);
        foreach (var text in HostileForm.Texts)
        {
            await reader.Visit("/administration/texts/charter/fr");
            await reader.Page.FillAsync("#body", $"## {text}\n\n{text}");
            await reader.Send("preview");
            await trap.FindsNothing(text);
            await reader.Send("form[action$='/charter/fr'] .button:not(.plain)");
            await trap.FindsNothing(text);
            Assert.Equal(200, await reader.Visit(await reader.Page.Locator("a[href*='version=']").First.GetAttributeAsync("href") ?? ""));
            await trap.FindsNothing(text);
            Assert.Equal(200, await reader.Visit("/charter"));
            await trap.FindsNothing(text);
            Assert.Contains(text, await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task X01_to_X12_Nothing_runs_of_the_reason_of_a_suspension_for_whoever_reads_it()
    {
        var member = await site.Member("suspended");
        await using var decides = await browsers.Open(site.Address, new Seen("fr"));
        await using var reads = await browsers.Open(site.Address, new Seen("en"));
        await decides.ActAs(site.Admin);
        await reads.ActAs(member);
        var (opened, read) = (await Trap.Set(decides.Page), await Trap.Set(reads.Page));
        foreach (var text in HostileForm.Texts)
        {
            await decides.Visit($"/administration/members/{member.Handle}");
            await decides.Page.FillAsync("#until", TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await decides.Page.FillAsync("#reason", text);
            await decides.Send($"form[action='/administration/members/{member.Handle}'] .button");
            await opened.FindsNothing(text);
            Assert.Equal(text, await decides.Page.InputValueAsync("#reason"));
            await Eventually.Holds(async () => await decides.Visit("/administration/members") == 200 && (await decides.Page.Locator("main").InnerTextAsync()).Contains(text, StringComparison.Ordinal), "the list");
            await opened.FindsNothing(text);

            foreach (var path in new[] { "/", "/ask", "/settings", $"/members/{member.Handle}" })
            {
                await reads.Visit(path);
                await read.FindsNothing(text);
                await Assertions.Expect(reads.Page.Locator(".read-only bdi")).ToHaveTextAsync(text);
            }

            await reads.Visit("/ask");
            await HostileForm.Fill(reads, "form[action='/ask']", text);
            await read.FindsNothing(text);
        }
    }
}
