using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Asking, answering, voting and commenting as people do it: with a preview beside, a draft behind, two clicks, two tabs and a way back.</summary>
public sealed class WritingJourneyTests(Community community, Browsers browsers)
{
    private const string Long = "Une longue réponse, écrite pendant une heure, qui ne doit pas être perdue.";

    [Theory]
    [InlineData("fr", 1280)]
    [InlineData("en", 360)]
    public async Task A_question_is_written_with_its_preview_beside_it_and_its_draft_kept(string language, int width)
    {
        var member = await community.Member("writes");
        var title = $"Comment affûter un ciseau à bois sans meule, demande {member.Handle} ?";
        await using var reader = await browsers.Open(community.Address, new Seen(language, width));
        await reader.SignIn(member.Handle);
        await reader.Visit("/ask");
        await reader.Page.FillAsync("#title", title);
        await reader.Page.FillAsync("#body", "La pierre à eau suffit-elle ? J’ai **deux** grains.");
        await Assertions.Expect(reader.Page.Locator("#preview-text strong")).ToHaveTextAsync("deux");
        await Assertions.Expect(reader.Page.Locator("#draft-state")).Not.ToHaveTextAsync("");
        await reader.Page.Locator("#skills").PressSequentiallyAsync("menuiserie mainten");
        await reader.Page.Locator("#proposals input[value=maintenance]").ClickAsync();
        Assert.Equal("menuiserie maintenance ", await reader.Page.InputValueAsync("#skills"));
        await Assertions.Expect(reader.Page.Locator("#skills")).ToBeFocusedAsync();
        await reader.FindsNothingWrong();

        // The tab is closed; elsewhere it goes on.
        await using var elsewhere = await browsers.Open(community.Address, new Seen(language, width, HasScripts: false));
        await elsewhere.SignIn(member.Handle);
        await Eventually.Holds(async () =>
        {
            await elsewhere.Visit("/ask");
            return (await elsewhere.Page.InputValueAsync("#skills")).Trim() == "menuiserie maintenance";
        });
        Assert.Equal(title, await elsewhere.Page.InputValueAsync("#title"));
        Assert.Equal("deux", await elsewhere.Page.Locator("#preview-text strong").InnerTextAsync());
        await elsewhere.Send(".actions .button:not(.plain)");
        Assert.Contains(title, await elsewhere.Page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);

        await reader.Visit("/ask");
        Assert.Equal("", await reader.Page.InputValueAsync("#title"));
    }

    [Fact]
    public async Task While_a_title_is_typed_what_was_asked_before_about_it_is_shown()
    {
        await community.Tell();
        var member = await community.Member("looks");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit("/ask");
        await Eventually.Holds(
            async () =>
            {
                // Search follows within a second; each time something is typed it is asked again.
                await reader.Page.FillAsync("#title", "");
                await reader.Page.Locator("#title").PressSequentiallyAsync("Planifier l’entretien de machines");
                return await Shows(reader.Page.Locator(".similar a", new() { HasText = "parc de machines" }));
            },
            "the question that was asked before");
        await reader.FindsNothingWrong();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_on_a_vote_or_a_button_counts_once(bool hasScripts)
    {
        var told = await community.Tell();
        var member = await community.Member("clicks");
        await using var reader = await browsers.Open(community.Address, new Seen(HasScripts: hasScripts));
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        var votes = reader.Page.Locator($"#question-{told.Question} > .votes");
        var before = int.Parse(await votes.Locator(".number").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await DoubleClick(votes.Locator(".up"), hasScripts);
        await Assertions.Expect(votes.Locator(".up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(votes.Locator(".number")).ToHaveTextAsync($"{before + 1}");

        var text = $"Un commentaire envoyé d’un double clic par {member.Handle}.";
        await reader.Page.Locator($"#question-{told.Question} .comment-form summary").ClickAsync();
        await reader.Page.FillAsync($"#comments-{told.Question}-body", text);
        await DoubleClick(reader.Page.Locator($"#comments-{told.Question} .button"), hasScripts);
        await Assertions.Expect(reader.Page.Locator($"#comments-{told.Question} li", new() { HasText = text })).ToHaveCountAsync(1);
        await reader.Visit($"/questions/{told.Question}");
        await Assertions.Expect(reader.Page.Locator($"#comments-{told.Question} li", new() { HasText = text })).ToHaveCountAsync(1);
        await reader.FindsNothingWrong();
    }

    [Fact]
    public async Task A_vote_changes_the_page_in_place_says_so_and_keeps_the_focus()
    {
        var told = await community.Tell();
        var member = await community.Member("votes");
        await using var reader = await browsers.Open(community.Address, new Seen("en"));
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        await reader.Page.EvaluateAsync("window.unchanged = true");
        await reader.Page.Locator($"#answer-{told.Answer}-up").FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(reader.Page.Locator($"#answer-{told.Answer}-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(reader.Page.Locator($"#answer-{told.Answer}-up")).ToBeFocusedAsync();
        await Assertions.Expect(reader.Page.Locator("#said")).ToContainTextAsync("Your vote is counted.");
        Assert.True(await reader.Page.EvaluateAsync<bool>("window.unchanged"));
        await reader.FindsNothingWrong();
    }

    [Fact]
    public async Task A_comment_of_an_ended_session_is_there_again_after_signing_in()
    {
        var told = await community.Tell();
        var member = await community.Member("ended");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        await reader.Page.Locator($"#question-{told.Question} .comment-form summary").ClickAsync();
        await reader.Page.FillAsync($"#comments-{told.Question}-body", Long);
        await reader.Page.Context.ClearCookiesAsync();
        await reader.Page.Locator($"#comments-{told.Question} .button").ClickAsync();
        await reader.Page.WaitForSelectorAsync("#password");

        await reader.FillSignIn(member.Handle);
        Assert.Equal(Long, await reader.Page.InputValueAsync("#body"));
        await reader.Send(".form .button");
        Assert.Contains(Long, await reader.Page.Locator($"#comments-{told.Question}").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_of_an_ended_session_is_cast_after_signing_in()
    {
        var told = await community.Tell();
        var member = await community.Member("late");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        await reader.Page.Context.ClearCookiesAsync();
        await reader.Page.Locator($"#answer-{told.Answer}-up").ClickAsync();
        await reader.Page.WaitForSelectorAsync("#password");

        await reader.FillSignIn(member.Handle);
        await reader.Send(".form .button");
        await Assertions.Expect(reader.Page.Locator($"#answer-{told.Answer}-up")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_in_again_in_another_tab_costs_the_first_one_nothing(bool hasScripts)
    {
        var told = await community.Tell();
        var member = await community.Member("tabs");
        await using var reader = await browsers.Open(community.Address, new Seen(HasScripts: hasScripts));
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        await reader.Page.FillAsync("#body", Long);
        await reader.Page.Context.ClearCookiesAsync();
        var tab = await reader.Page.Context.NewPageAsync();
        await tab.GotoAsync("/sign-in");
        await tab.FillAsync("#email", $"{member.Handle}@{A.Domain}");
        await tab.FillAsync("#password", A.Password);
        await tab.Locator(".form .button").ClickAsync();
        await tab.WaitForURLAsync("**/");

        await reader.Send("form[action$='/answers'] .button:not(.plain)");
        Assert.Equal(Long, await reader.Page.InputValueAsync("#body"));
        await reader.Send(".form .button");
        await Assertions.Expect(reader.Page.Locator(".answer .prose", new() { HasText = Long }).First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Going_back_to_a_form_that_was_sent_and_sending_it_again_posts_one_answer(bool hasScripts)
    {
        var told = await community.Tell();
        var member = await community.Member("back");
        await using var reader = await browsers.Open(community.Address, new Seen(HasScripts: hasScripts));
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        var text = $"Une réponse que {member.Handle} renvoie après être revenu en arrière.";
        await reader.Page.FillAsync("#body", text);
        await reader.Send("form[action$='/answers'] .button:not(.plain)");
        await reader.Page.GoBackAsync();
        if (await reader.Page.InputValueAsync("#body") == text)
        {
            await reader.Page.WaitForTimeoutAsync(hasScripts ? 3_100 : 0);
            await reader.Send("form[action$='/answers'] .button:not(.plain)");
        }

        await reader.Visit($"/questions/{told.Question}");
        Assert.Equal(1, await reader.Page.Locator(".answer .prose", new() { HasText = text }).CountAsync());
    }

    [Fact]
    public async Task What_fails_on_the_way_is_said_where_one_is_and_nothing_typed_is_lost()
    {
        var told = await community.Tell();
        var member = await community.Member("fails");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        await reader.Page.Locator($"#question-{told.Question} .comment-form summary").ClickAsync();
        var field = reader.Page.Locator($"#comments-{told.Question}-body");
        await field.FillAsync("Un commentaire qui attendra.");
        foreach (var status in new[] { 503, 429, 502 })
        {
            await reader.Page.RouteAsync("**/comments", route => route.FulfillAsync(new() { Status = status, ContentType = "text/html", Body = "<h1>elsewhere</h1>" }));
            await reader.Page.RunAndWaitForResponseAsync(
                () => reader.Page.Locator($"#comments-{told.Question} .button").ClickAsync(), response => response.Status == status);
            await Assertions.Expect(reader.Page.Locator("#notice p")).ToContainTextAsync("Rien de ce que tu as écrit n’est perdu");
            Assert.Equal("Un commentaire qui attendra.", await field.InputValueAsync());
            await reader.Page.UnrouteAllAsync();
        }
    }

    // Without scripts a second click that comes late meets the page that came of the first, where it means something else.
    private static Task DoubleClick(ILocator button, bool hasScripts) =>
        hasScripts ? button.DblClickAsync() : button.EvaluateAsync("button => { button.click(); button.click(); }");

    private static async Task<bool> Shows(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new() { Timeout = 3_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
