using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Journey 8: a colleague vouches for a skill, and the one it is about decides what is shown.</summary>
public sealed class RecognitionJourneyTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task A_colleague_vouches_and_the_endorsed_shows_it_and_hides_it_again(string language, int width, bool hasScripts)
    {
        var told = await community.Tell();
        var peer = await community.Member("vouches");
        var note = $"Je l’ai vue dépanner une presse, dit {peer.Handle}.";
        var seen = new Seen(language, width, HasScripts: hasScripts);
        await using var says = await browsers.Open(community.Address, seen);
        await using var reads = await browsers.Open(community.Address, seen);
        await using var visits = await browsers.Open(community.Address, seen);
        await says.SignIn(peer.Handle);
        await says.Visit($"/members/{told.Helper.Handle}");
        var skill = says.Page.Locator(".standings li", new() { Has = says.Page.Locator(".skill", new() { HasText = "maintenance" }) });
        await skill.Locator("summary").ClickAsync();
        await skill.Locator("textarea").FillAsync(note);
        await says.FindsNothingWrong();
        await skill.Locator("button").ClickAsync();
        await Assertions.Expect(skill.Locator("form[action$='/withdraw']")).ToHaveCountAsync(1);

        await visits.Visit($"/members/{told.Helper.Handle}");
        await Assertions.Expect(visits.Page.GetByText(note)).ToHaveCountAsync(0);
        await reads.SignIn(told.Helper.Handle);
        var said = reads.Page.Locator(".endorsements li", new() { HasText = note });
        await reads.Finds($"/members/{told.Helper.Handle}", said, 1);
        await reads.FindsNothingWrong();
        await said.Locator("button[value=accepted]").ClickAsync();
        await Assertions.Expect(said.Locator("button[value=accepted]")).ToHaveCountAsync(0);
        await visits.Finds($"/members/{told.Helper.Handle}", visits.Page.GetByText(note), 1);
        await visits.FindsNothingWrong();

        await said.Locator("button[value=hidden]").ClickAsync();
        await Assertions.Expect(said.Locator("button[value=hidden]")).ToHaveCountAsync(0);
        await visits.Finds($"/members/{told.Helper.Handle}", visits.Page.GetByText(note), 0);
    }

    [Theory]
    [InlineData("fr", 360, true)]
    [InlineData("en", 1280, false)]
    public async Task A_link_shows_ones_recognition_to_somebody_outside_until_it_is_revoked(string language, int width, bool hasScripts)
    {
        var told = await community.Tell();
        var seen = new Seen(language, width, IsDark: hasScripts, HasScripts: hasScripts);
        await using var makes = await browsers.Open(community.Address, seen);
        await using var visits = await browsers.Open(community.Address, seen);
        await makes.ActAs(told.Helper);
        await makes.Visit("/settings/sharing");
        var links = makes.Page.Locator(".shares a");
        var before = await links.CountAsync();
        await makes.Send("form[action='/settings/sharing'] .button");
        await Assertions.Expect(links).ToHaveCountAsync(before + 1);
        await makes.FindsNothingWrong();
        var address = await links.First.GetAttributeAsync("href") ?? "";

        Assert.Equal(200, await visits.Visit(address));
        await Assertions.Expect(visits.Page.Locator("#proven ~ article h3", new() { HasText = "maintenance" })).ToHaveCountAsync(1);
        await Assertions.Expect(visits.Page.Locator("a[href^='/a/']").First).ToBeVisibleAsync();
        await visits.FindsNothingWrong();
        if (hasScripts)
        {
            await visits.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await visits.FindsNothingWrong();
        }

        await makes.Send(".shares li:first-child .button");
        await Assertions.Expect(links).ToHaveCountAsync(before);
        Assert.Equal(410, await visits.Visit(address));
        await Assertions.Expect(visits.Page.GetByText(told.Helper.Handle)).ToHaveCountAsync(0);
        await visits.FindsNothingWrong();
    }
}
