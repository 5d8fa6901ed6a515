using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Journey 16: what people come for, done with the keys alone, on a wide window and on a narrow one.</summary>
public sealed class KeyboardTests(Community community, Browsers browsers)
{
    // From a field to the button that sends it, past what is proposed in between.
    private const int Near = 4;

    // Links to what was asked before, as many as are shown.
    private const int MostSimilar = 5;

    [Theory]
    [InlineData("fr", 1280)]
    [InlineData("en", 360, Explicit = true)]
    public async Task An_invited_professional_joins_asks_answers_votes_accepts_and_comments_with_keys_alone(string language, int width)
    {
        await community.Tell();
        await using var asker = await browsers.Open(community.Address, new Seen(language, width));
        await using var helper = await browsers.Open(community.Address, new Seen(language, width));
        var (asks, answers) = (new Keyboard(asker.Page), new Keyboard(helper.Page));
        var name = community.NewHandle("keys");
        await Join(asker, asks, name);
        await helper.ActAs(await community.Member("helps"));

        await asks.To(".account a[href='/ask']");
        await asks.Leave();
        await asks.Skip();
        await asks.To("#title", within: 1);
        await Answers(asker, "/search/similar", "%3F", () => asks.Type($"Comment régler une scie à ruban neuve, demande {name} ?"));
        await asks.Settles();
        await asks.To("#body", within: MostSimilar + 1);
        await asks.Type("La lame **dévie** : que faire ?");
        await Assertions.Expect(asker.Page.Locator("#preview-text strong")).ToHaveTextAsync("dévie");
        await asks.To("#skills", within: 1);
        await Answers(asker, "/ask/skills", "mainten", () => asks.Type("menuiserie mainten"));
        await Assertions.Expect(asker.Page.Locator("#proposals li")).ToHaveCountAsync(1);
        await asks.Settles();
        await asks.To("#proposals input[value=maintenance]", within: 1);
        await asker.Page.RunAndWaitForResponseAsync(() => asks.Act("Space"), "**/ask/skills?*");
        await asks.Has("#skills");
        Assert.Equal("menuiserie maintenance ", await asker.Page.InputValueAsync("#skills"));
        await asks.Settles();
        await asks.To("button[name=preview]", within: 12);
        await asks.Leave("Space");
        await asks.Skip();
        await asks.To("form[action='/ask'] .button:not(.plain)", within: 24);
        await asks.Leave();
        var question = new Uri(asker.Page.Url).AbsolutePath;

        await helper.Visit(question);
        await answers.Skip();
        await answers.To("#follow", within: 2);
        await answers.To(".question .vote.up", within: 2);
        await answers.To("form[action$='/answers'] #body");
        await answers.Type("Le guide, à un demi-millimètre.");
        await answers.To("form[action$='/answers'] .button", within: 1);
        await answers.Leave();
        await Assertions.Expect(helper.Page.Locator(".answer .prose")).ToContainTextAsync("un demi-millimètre");
        await answers.To(".answer :is(a, button)", within: 1);

        await asker.Visit(question);
        await asks.Skip();
        await asks.To(".answer .vote.up");
        await asks.Act("Space");
        await Assertions.Expect(asker.Page.Locator(".answer .vote.up")).ToHaveAttributeAsync("aria-pressed", "true");
        await asks.Settles();
        await asks.Has(".answer .vote.up");
        await asks.To(".answer [id^=accept-]", within: 6);
        await asks.Act("Enter");
        await Assertions.Expect(asker.Page.Locator(".answer.accepted")).ToHaveCountAsync(1);
        await asks.Settles();
        await asks.Has(".answer.accepted [id^=accept-]");
        await asks.To(".answer .comment-form summary", within: Near);
        await asks.Press("Enter");
        await asks.To(".answer .comment-form textarea", within: 1);
        await asks.Type("Merci, elle coupe droit.");
        await asks.To(".answer .comment-form .button", within: 1);
        await asks.Act("Enter");
        await Assertions.Expect(asker.Page.Locator(".answer .comments")).ToContainTextAsync("elle coupe droit");
        await asks.Settles();
        await asks.Has(".answer .comments li");
        await asks.To(".answer .comment-form summary", within: Near);
        await asker.FindsNothingWrong();
    }

    [Theory]
    [InlineData("fr", 1280, Explicit = true)]
    [InlineData("en", 360)]
    public async Task A_colleague_vouches_and_the_endorsed_shows_it_hides_it_and_signs_out_with_keys_alone(string language, int width)
    {
        var told = await community.Tell();
        var peer = await community.Member("vouches");
        var note = $"Vu par {peer.Handle}.";
        await using var says = await browsers.Open(community.Address, new Seen(language, width));
        await using var reads = await browsers.Open(community.Address, new Seen(language, width));
        var (vouches, decides) = (new Keyboard(says.Page), new Keyboard(reads.Page));
        await says.ActAs(peer);
        await says.Visit($"/members/{told.Helper.Handle}");
        await vouches.Skip();
        await vouches.To(".standings li:has(a[href='/skills/maintenance']) summary");
        await vouches.Press("Space");
        await vouches.To(".standings textarea", within: 1);
        await vouches.Type(note);
        await vouches.To(".standings .vouch .button", within: 1);
        await vouches.Leave();
        await vouches.To(".standings form[action$='/maintenance/withdraw'] button", within: 12);

        await SignIn(reads, decides, told.Helper.Handle);
        await decides.To(".menu summary");
        await decides.Press("Enter");
        await decides.To($".menu a[href='/members/{told.Helper.Handle}']", within: 1);
        await decides.Leave();
        await decides.Skip();
        var said = $".endorsements li:has(a[href='/members/{peer.Handle}'])";
        await decides.To($"{said} button[value=accepted]");
        await decides.Leave();
        await decides.To($"{said} button[value=hidden]");
        await decides.Leave("Space");
        await decides.To($"{said} button[value=accepted]");

        await decides.BackTo(".menu summary", within: 40);
        await decides.Press("Enter");
        await decides.Press("Tab");
        await decides.Press("Escape");
        await decides.Has(".menu:not([open]) > summary");
        await decides.Press("Space");
        await decides.To(".menu button[formaction='/sign-out']", within: 5);
        await decides.Leave();
        await decides.To(".account a[href^='/sign-in']");
        await says.FindsNothingWrong();
    }

    [Theory]
    [InlineData("fr", 1280)]
    [InlineData("en", 360, Explicit = true)]
    public async Task Something_is_searched_and_narrowed_and_a_list_ordered_with_keys_alone(string language, int width)
    {
        await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen(language, width));
        var keys = new Keyboard(reader.Page);
        await reader.Visit("/");
        await keys.To("#search", within: 8);
        await keys.Type("machines");
        await keys.Leave();
        await keys.Skip();
        await keys.To("#kind-question", within: 2);
        await keys.Act("Enter");
        await reader.Page.Locator("#kind-question[aria-current]").WaitForAsync();
        await keys.Settles();
        await keys.Has("#kind-question");

        await keys.BackTo(".site-head a[href='/questions']", within: 12);
        await keys.Leave();
        await keys.Skip();
        await keys.To("#sort-votes", within: 5);
        await keys.Act("Enter");
        await Assertions.Expect(reader.Page).ToHaveURLAsync("/questions?sort=votes");
        await keys.Settles();
        await keys.Has("#sort-votes");
        await keys.To($"#language-{language}", within: 3);
        await keys.Act("Enter");
        await Assertions.Expect(reader.Page).ToHaveURLAsync($"/questions?sort=votes&locale={language}");
        await keys.Settles();
        await keys.Has($"#language-{language}");
        await keys.To(".row a", within: 2);
        await keys.Leave();
        await reader.FindsNothingWrong();
    }

    // What is typed is asked about once it rests: what came for less of it would be exchanged under the focus.
    private static Task<IResponse> Answers(Reader reader, string path, string end, Func<Task> type) => reader.Page.RunAndWaitForResponseAsync(
        type, response => response.Url.Contains(path, StringComparison.Ordinal) && response.Url.EndsWith(end, StringComparison.Ordinal));

    private async Task Join(Reader reader, Keyboard keys, string handle)
    {
        await reader.Visit($"/join/{await community.Invitation()}");
        await keys.Skip();
        await keys.To("#name");
        await keys.Type($"Personne {handle}");
        await keys.To("#handle", within: 1);
        await keys.Type(handle);
        await keys.To("#email", within: 1);
        await keys.Type($"{handle}@{A.Domain}");
        await keys.To("#password", within: 1);
        await keys.Type(A.Password);
        await keys.To(".form .button", within: Near);
        await keys.Leave();
        await FillSignIn(keys, handle);
    }

    private static async Task SignIn(Reader reader, Keyboard keys, string handle)
    {
        await reader.Visit("/");
        await keys.To(".account a[href^='/sign-in']");
        await keys.Leave();
        await FillSignIn(keys, handle);
    }

    private static async Task FillSignIn(Keyboard keys, string handle)
    {
        await keys.Skip();
        await keys.To("#email", within: 1);
        await keys.Type($"{handle}@{A.Domain}");
        await keys.To("#password", within: 1);
        await keys.Type(A.Password);
        await keys.Leave();
    }
}
