using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Journey 4 with its live parts: from a question that fits to the first points.</summary>
public sealed class FirstAnswerTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 360)]
    public async Task A_newcomers_first_answer_is_voted_up_thanked_and_accepted_before_their_eyes_and_the_ledger_says_what_for(string language, int width)
    {
        var (newcomer, curious) = (await community.Member("newcomer"), await community.Member("curious"));
        var skill = community.NewHandle("easy");
        var question = await community.Question(curious, skill);
        await using var asker = await browsers.Open(community.Address, new Seen(language));
        await using var author = await browsers.Open(community.Address, new Seen(language, width));
        await asker.ActAs(curious);
        await asker.Visit($"/questions/{question}");
        await asker.Listens();
        await author.ActAs(newcomer);
        await Eventually.Holds(async () => await author.Visit($"/skills/{skill}") == 200, "the page of the skill");
        await author.Page.ClickAsync("#follow");
        await Assertions.Expect(author.Page.Locator("#follow")).ToHaveAttributeAsync("aria-pressed", "true");
        var card = author.Page.Locator($".feed a[href^='/questions/{question}/']");
        await Eventually.Holds(
            async () =>
            {
                await author.Visit("/feed");
                return await card.CountAsync() == 1;
            },
            "a question that fits");
        await card.ClickAsync();
        await author.Page.WaitForURLAsync($"**/questions/{question}/**");

        // Who waits for it sees it come, and acts on it there.
        await author.Page.FillAsync("#body", "Commence **petit** :\n\n1. une question, pas trois ;\n2. ce que tu as essayé.");
        await author.Send("form[action$='/answers'] .button:not(.plain)");
        await Assertions.Expect(author.Page.Locator(".answer .prose strong")).ToHaveTextAsync("petit");
        await author.Listens();
        var answer = await author.Page.Locator(".answer [id^='answer-']").First.GetAttributeAsync("id") ?? "";
        await asker.Page.Locator($"#{answer} .prose li").First.WaitForAsync();
        await Assertions.Expect(asker.Page.Locator("a.bell .count")).ToHaveTextAsync("1");

        await asker.Page.ClickAsync($"#{answer}-up");
        await Assertions.Expect(author.Page.Locator($"#{answer} .votes .number")).ToHaveTextAsync("1");
        await asker.Page.ClickAsync($"#{answer} .comment-form summary");
        await asker.Page.FillAsync($"#{answer} .comment-form textarea", "Merci, c’est exactement cela.");
        await asker.Page.ClickAsync($"#{answer} .comment-form .button");
        await Assertions.Expect(author.Page.Locator($"#{answer} .comments")).ToContainTextAsync("Merci, c’est exactement cela.");
        await author.Page.Locator("a.bell .count").WaitForAsync();
        await asker.Page.ClickAsync($"#{answer.Replace("answer", "accept", StringComparison.Ordinal)}");
        await author.Page.Locator($".accepted #{answer}").WaitForAsync();
        Assert.True(await author.IsTheSamePage());
        Assert.True(await asker.IsTheSamePage());
        await author.FindsNothingWrong();
        await asker.FindsNothingWrong();

        // What it brought, each line with its cause.
        var entries = author.Page.Locator("[aria-labelledby=ledger] tbody tr");
        await Eventually.Holds(
            async () =>
            {
                await author.Visit($"/members/{newcomer.Handle}");
                return await entries.CountAsync() == 2;
            },
            "two entries");
        await Assertions.Expect(author.Page.Locator(".profile .total .standing")).ToHaveTextAsync("25");
        await Assertions.Expect(entries.First).ToContainTextAsync("15");
        await Assertions.Expect(entries.Last).ToContainTextAsync("10");
        await entries.First.Locator("a[href*='/a/'], a[href*='/questions/']").First.ClickAsync();
        await author.Page.Locator($".accepted #{answer}").WaitForAsync();

        await Eventually.Holds(
            async () =>
            {
                await author.Visit("/notifications");
                return await author.Page.Locator(".told li.new").CountAsync() == 3;
            },
            "an acceptance, a comment, and points");
        await author.FindsNothingWrong();
    }
}
