using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Naming a member as one types, with the keys alone, and where the name leads then.</summary>
public sealed class NamingTests(Community community, Browsers browsers)
{
    private const string List = "[role=listbox]";

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_member_is_named_by_arrows_and_Enter_and_their_name_leads_to_them(int width)
    {
        var (asker, helper, writer) = (await community.Member("begins"), await community.Member("helps"), await community.Member("names"));
        var question = await community.Question(asker);
        await community.Answer(question, helper);
        await using var reader = await browsers.Open(community.Address, new Seen("en", width));
        await reader.ActAs(writer);
        await reader.Visit($"/questions/{question}");
        await reader.Page.Locator($"#question-{question} .comment-form summary").ClickAsync();
        var text = reader.Page.Locator($"#comments-{question}-body");
        await text.PressSequentiallyAsync("Do you agree, @");

        // Those who take part, the asker first.
        await Assertions.Expect(reader.Page.Locator($"{List} [role=option]")).ToHaveCountAsync(2);
        await Assertions.Expect(reader.Page.Locator($"{List} [aria-selected=true]")).ToHaveAttributeAsync("data-handle", asker.Handle);
        await Assertions.Expect(text).ToHaveAttributeAsync("aria-activedescendant", "named-0");
        await Assertions.Expect(reader.Page.Locator("#said")).ToContainTextAsync("2 members proposed");
        await reader.FindsNothingWrong();

        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(text).ToHaveAttributeAsync("aria-activedescendant", "named-1");
        await Assertions.Expect(reader.Page.Locator($"{List} [aria-selected=true]")).ToHaveAttributeAsync("data-handle", helper.Handle);
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("ArrowUp");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(text).ToHaveValueAsync($"Do you agree, @{helper.Handle} ");
        await Assertions.Expect(text).ToBeFocusedAsync();
        await Assertions.Expect(reader.Page.Locator(List)).ToHaveCountAsync(0);
        Assert.Null(await text.GetAttributeAsync("aria-activedescendant"));

        await text.PressSequentiallyAsync("and others?");
        await reader.Page.Locator($"#comments-{question} .button").ClickAsync();
        var link = reader.Page.Locator($"#comments-{question} a.mention");
        await Assertions.Expect(link).ToHaveTextAsync($"@{helper.Handle}");
        await reader.FindsNothingWrong();
        await link.ClickAsync();
        await reader.Page.WaitForURLAsync($"**/members/{helper.Handle}");
    }

    [Fact]
    public async Task Escape_closes_the_list_until_another_name_begins_and_Tab_takes_what_is_chosen()
    {
        var (asker, writer) = (await community.Member("closed"), await community.Member("closes"));
        var question = await community.Question(asker);
        await using var reader = await browsers.Open(community.Address, new Seen("en"));
        await reader.ActAs(writer);
        await reader.Visit($"/questions/{question}");
        var text = reader.Page.Locator("#body");
        await text.PressSequentiallyAsync($"See @{asker.Handle[..3]}");
        await reader.Page.Locator(List).WaitForAsync();
        await reader.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(reader.Page.Locator(List)).ToHaveCountAsync(0);

        // All at once: a list for the beginning of what was typed may be there before the one for all of it, and no key takes from it.
        await text.PressSequentiallyAsync($"{asker.Handle[3..]}\nand again ");
        await reader.Page.Keyboard.InsertTextAsync($"@{asker.Handle[..4]}");
        await reader.Page.Locator(List).WaitForAsync();
        await reader.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(text).ToHaveValueAsync($"See @{asker.Handle}\nand again @{asker.Handle} ");
        await Assertions.Expect(text).ToBeFocusedAsync();

        // A press on one takes it too; what is no name of a member opens nothing.
        await text.PressSequentiallyAsync($"me@{asker.Handle[..3]} and ");
        await reader.Page.Keyboard.InsertTextAsync($"@{asker.Handle[..5]}");
        await reader.Page.Locator($"{List} [data-handle='{asker.Handle}']").ClickAsync();
        await Assertions.Expect(text).ToHaveValueAsync($"See @{asker.Handle}\nand again @{asker.Handle} me@{asker.Handle[..3]} and @{asker.Handle} ");
        await Assertions.Expect(reader.Page.Locator("#preview-text a.mention")).ToHaveCountAsync(3);
        await reader.FindsNothingWrong();
    }
}
