using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>What is better without a reload happens on the page as it stands; the same links and forms work without scripts (the journeys).</summary>
public sealed class InPlaceTests(Community community, Browsers browsers)
{
    [Fact]
    public async Task Another_order_or_language_exchanges_the_list_and_keeps_the_focus_and_the_way_back()
    {
        await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen("en"));
        await reader.Visit("/questions");
        await Mark(reader);

        await reader.Page.ClickAsync("#language-en");
        await Assertions.Expect(reader.Page).ToHaveURLAsync("/questions?locale=en");
        await reader.Page.Locator("#language-en[aria-current]").WaitForAsync();
        await reader.Page.ClickAsync("#sort-votes");
        await Assertions.Expect(reader.Page).ToHaveURLAsync("/questions?sort=votes&locale=en");
        await reader.Page.Locator("#sort-votes[aria-current]").WaitForAsync();

        Assert.True(await IsMarked(reader));
        Assert.Equal("sort-votes", await reader.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.All(await reader.Page.Locator(".row a[lang]").EvaluateAllAsync<string[]>("links => links.map(link => link.lang)"), static language => Assert.Equal("en", language));
        await reader.FindsNothingWrong();

        await reader.Page.GoBackAsync();
        await reader.Page.Locator("#sort-newest[aria-current]").WaitForAsync();
    }

    [Fact]
    public async Task An_answer_is_accepted_and_taken_back_in_place()
    {
        var (asker, helper) = (await community.Member("asks"), await community.Member("helps"));
        var question = await community.Question(asker);
        var answer = await community.Answer(question, helper);
        await using var reader = await browsers.Open(community.Address, new Seen("en"));
        await reader.ActAs(asker);
        await reader.Visit($"/questions/{question}");
        await Mark(reader);

        await reader.Page.ClickAsync($"#accept-{answer}");
        await reader.Page.Locator(".answer.accepted").WaitForAsync();
        await reader.Page.ClickAsync($"#accept-{answer}");
        await reader.Page.Locator(".answer:not(.accepted)").WaitForAsync();

        Assert.True(await IsMarked(reader));
        Assert.Equal($"accept-{answer}", await reader.Page.EvaluateAsync<string>("document.activeElement.id"));
        await reader.FindsNothingWrong();
    }

    private static Task<bool> Mark(Reader reader) => reader.Page.EvaluateAsync<bool>("window.isTheSamePage = true");

    private static Task<bool> IsMarked(Reader reader) => reader.Page.EvaluateAsync<bool>("window.isTheSamePage === true");
}
