using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Two people side by side: what one does appears at the other, on the page that is open.</summary>
public sealed class LiveTests(Community community, Browsers browsers)
{
    [Fact]
    public async Task An_answer_a_vote_a_comment_and_an_acceptance_appear_without_reload()
    {
        var (asker, helper) = (await community.Member("waits"), await community.Member("writes"));
        var question = await community.Question(asker);
        await using var reader = await Watch(asker, question);
        await using var visitor = await Watch(null, question);

        var answer = await community.Answer(question, helper);
        foreach (var page in new[] { reader.Page, visitor.Page })
        {
            await page.Locator($"#answer-{answer}").WaitForAsync();
            await Assertions.Expect(page.Locator("#answers")).ToHaveTextAsync("1 answer");
            await Assertions.Expect(page.Locator(".live [role=status]")).ToHaveTextAsync("A new answer has arrived.");
        }

        (await community.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        (await community.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);

        // What the asker does elsewhere their own page hears of with what others do: the comment comes last.
        (await community.Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = "Thank you for these words." }, helper)).Expect(201);
        foreach (var page in new[] { reader.Page, visitor.Page })
        {
            await Assertions.Expect(page.Locator($"#answer-{answer} .votes")).ToContainTextAsync("1");
            await Assertions.Expect(page.Locator($"#answer-{answer} .comments")).ToContainTextAsync("Thank you for these words.");
            await page.Locator(".answer.accepted").WaitForAsync();
            Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage === true"));
        }

        // The page is what a fresh one is, and its buttons work.
        await reader.Page.ClickAsync($"#accept-{answer}");
        await visitor.Page.Locator(".answer:not(.accepted)").WaitForAsync();
        await reader.FindsNothingWrong();
        await visitor.FindsNothingWrong();
    }

    [Fact]
    public async Task What_is_being_typed_stays_when_something_arrives()
    {
        var (asker, helper) = (await community.Member("types"), await community.Member("hurries"));
        var question = await community.Question(asker);
        var first = await community.Answer(question, helper);
        await using var reader = await Watch(asker, question);
        await reader.Page.ClickAsync($"#answer-{first} .comment-form summary");
        await reader.Page.FillAsync($"#answer-{first} .comment-form textarea", "A remark that is not sent yet");
        await reader.Page.FillAsync("#body", "An answer of my own that is not sent yet");

        var second = await community.Answer(question, helper);
        await reader.Page.Locator($"#answer-{second}").WaitForAsync();
        Assert.Equal("A remark that is not sent yet", await reader.Page.InputValueAsync($"#answer-{first} .comment-form textarea"));
        Assert.Equal("An answer of my own that is not sent yet", await reader.Page.InputValueAsync("#body"));
        Assert.True(await reader.Page.EvaluateAsync<bool>("document.activeElement.id === 'body'"));
    }

    [Fact]
    public async Task Who_was_offline_catches_up_by_themselves()
    {
        var (asker, helper) = (await community.Member("travels"), await community.Member("stays"));
        var question = await community.Question(asker);
        await using var reader = await Watch(asker, question);
        await reader.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(reader.Page.Locator(".live [role=status]")).ToContainTextAsync("Connection lost");

        var answer = await community.Answer(question, helper);
        await reader.Page.Context.SetOfflineAsync(false);
        await reader.Page.Locator($"#answer-{answer}").WaitForAsync();
        Assert.Equal(1, await reader.Page.Locator($"#answer-{answer}").CountAsync());
        await Assertions.Expect(reader.Page.Locator("a.bell .count")).ToHaveTextAsync("1");
        await Assertions.Expect(reader.Page.Locator(".live [role=status]")).Not.ToContainTextAsync("Connection lost");
        Assert.True(await reader.IsTheSamePage());
    }

    [Fact]
    public async Task Whoever_pauses_it_is_told_how_much_there_is_and_shows_it_when_they_like()
    {
        var (asker, helper) = (await community.Member("pauses"), await community.Member("goes-on"));
        var question = await community.Question(asker);
        await using var reader = await Watch(asker, question);
        await reader.Page.ClickAsync(".live button");
        var answer = await community.Answer(question, helper);
        await Assertions.Expect(reader.Page.Locator(".live a")).ToHaveTextAsync("Show 1 change");
        Assert.Equal(0, await reader.Page.Locator($"#answer-{answer}").CountAsync());
        await reader.FindsNothingWrong();

        await reader.Page.ClickAsync(".live a");
        await reader.Page.Locator($"#answer-{answer}").WaitForAsync();
        await Assertions.Expect(reader.Page.Locator(".live a")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_list_says_that_there_are_new_questions()
    {
        var asker = await community.Member("asks-now");
        var skill = community.NewHandle("skill");
        await community.Question(asker, skill);
        await using var reader = await browsers.Open(community.Address, new Seen("en"));
        await reader.Visit($"/questions?skill={skill}");
        await reader.Listens();
        var question = await community.Question(asker, skill);
        await Assertions.Expect(reader.Page.Locator(".live a")).ToHaveTextAsync("Show 1 new question");
        await reader.FindsNothingWrong();
        await Eventually.Holds(async () => (await community.Send("GET", $"/questions?skill={skill}")).Items().Count == 2, "the list");
        await reader.Page.ClickAsync(".live a");
        await reader.Page.Locator($"a[href^='/questions/{question}/']").First.WaitForAsync();
    }

    [Fact]
    public async Task The_bell_counts_by_itself_in_every_tab()
    {
        var (asker, helper) = (await community.Member("is-told"), await community.Member("tells"));
        var question = await community.Question(asker);
        await using var reader = await Watch(asker, question);
        var other = await reader.Page.Context.NewPageAsync();
        await other.GotoAsync($"{community.Address}/members");

        await community.Answer(question, helper);
        await Assertions.Expect(other.Locator("a.bell .count")).ToHaveTextAsync("1");
        await Assertions.Expect(other.Locator("#said")).ToHaveTextAsync("Notifications, 1 unread");
        await reader.Page.BringToFrontAsync();
        await Assertions.Expect(reader.Page.Locator("a.bell .count")).ToHaveTextAsync("1");

        (await community.Send("POST", $"/questions/{question}/comments", new { body = "A word beside the answer." }, helper)).Expect(201);
        await Assertions.Expect(reader.Page.Locator("a.bell")).ToHaveAttributeAsync("aria-label", "Notifications, 2 unread");
        Assert.True(await reader.IsTheSamePage());
        await reader.FindsNothingWrong();
    }

    private async Task<Reader> Watch(Person? person, string question)
    {
        var reader = await browsers.Open(community.Address, new Seen("en"));
        if (person is not null)
        {
            await reader.ActAs(person);
        }

        await reader.Visit($"/questions/{question}");
        await reader.Listens();
        return reader;
    }
}
