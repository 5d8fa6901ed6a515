using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>A member is found by the beginning of their name, as it is typed and without scripts.</summary>
public sealed class DirectoryJourneyTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("fr", 1280, false)]
    public async Task A_colleague_is_found_while_their_name_is_typed_and_the_filters_stay(string language, int width, bool hasScripts)
    {
        var told = await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen(language, width, HasScripts: hasScripts));
        await reader.Visit("/members");
        var found = reader.Page.Locator("#members .member");
        await Type(told.Helper.Handle.ToUpperInvariant());
        await Assertions.Expect(found).ToHaveCountAsync(1);
        await Assertions.Expect(found.Locator("a")).ToHaveAttributeAsync("href", $"/members/{told.Helper.Handle}");
        await Assertions.Expect(reader.Page.Locator("#members-said")).Not.ToBeEmptyAsync();
        await reader.FindsNothingWrong();

        await reader.Page.Locator("#members .narrow .skill", new() { HasText = "maintenance" }).ClickAsync();
        await Assertions.Expect(found).ToHaveCountAsync(1);
        Assert.Contains("skill=maintenance", reader.Page.Url, StringComparison.Ordinal);
        await Type("xyz");
        await Assertions.Expect(reader.Page.Locator("#members .empty a").First).ToHaveAttributeAsync("href", "/members?name=xyz");
        Assert.Contains("skill=maintenance", reader.Page.Url, StringComparison.Ordinal);
        await reader.FindsNothingWrong();

        async Task Type(string name)
        {
            await reader.Page.FillAsync("#member-name", name);
            if (!hasScripts)
            {
                await reader.Send(".find .button");
            }
        }
    }
}
