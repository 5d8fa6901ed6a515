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
        await reads.Visit($"/members/{told.Helper.Handle}");
        var said = reads.Page.Locator(".endorsements li", new() { HasText = note });
        await reads.FindsNothingWrong();
        await said.Locator("button[value=accepted]").ClickAsync();
        await Assertions.Expect(said.Locator("button[value=accepted]")).ToHaveCountAsync(0);
        await visits.Visit($"/members/{told.Helper.Handle}");
        await Assertions.Expect(visits.Page.GetByText(note)).ToHaveCountAsync(1);
        await visits.FindsNothingWrong();

        await said.Locator("button[value=hidden]").ClickAsync();
        await Assertions.Expect(said.Locator("button[value=hidden]")).ToHaveCountAsync(0);
        await visits.Visit($"/members/{told.Helper.Handle}");
        await Assertions.Expect(visits.Page.GetByText(note)).ToHaveCountAsync(0);
    }
}
