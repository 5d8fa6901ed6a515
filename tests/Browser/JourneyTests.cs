using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>What people come for, from the invitation to the ledger, with scripts and without, on a laptop and on a phone.</summary>
public sealed class JourneyTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task An_invited_professional_joins_asks_gets_an_answer_votes_accepts_and_the_ledger_says_so(string language, int width, bool hasScripts)
    {
        var seen = new Seen(language, width, HasScripts: hasScripts);
        await using var asker = await browsers.Open(community.Address, seen);
        await using var helper = await browsers.Open(community.Address, seen);
        var (asks, helps) = (community.NewHandle("asks"), community.NewHandle("helps"));
        await Join(asker, asks);
        await Join(helper, helps);

        await asker.Visit("/ask");
        await asker.Page.FillAsync("#title", $"Comment régler une scie à ruban neuve, demande {asks} ?");
        await asker.Page.FillAsync("#body", "La lame **dévie** dès que le bois est épais. Par quoi commencer ?");
        await asker.Page.FillAsync("#skills", "menuiserie affutage");
        await asker.Send("preview");
        Assert.Equal("dévie", await asker.Page.Locator(".preview strong").InnerTextAsync());
        await asker.Send("form[action='/ask'] .button:not(.plain)");
        await asker.FindsNothingWrong();
        var question = new Uri(asker.Page.Url).AbsolutePath;

        await helper.Visit(question);
        await helper.Page.FillAsync("#body", "Commence par le guide : un demi-millimètre de chaque côté, puis la tension.");
        await helper.Send("form[action$='/answers'] .button:not(.plain)");
        Assert.Contains("un demi-millimètre", await helper.Page.Locator(".answer .prose").First.InnerTextAsync(), StringComparison.Ordinal);
        await helper.FindsNothingWrong();

        await asker.Visit(question);
        await asker.Send(".answer .vote.up");
        await Assertions.Expect(asker.Page.Locator(".answer .votes .number")).ToHaveTextAsync("1");
        await Assertions.Expect(asker.Page.Locator(".answer .vote.up")).ToHaveAttributeAsync("aria-pressed", "true");
        await asker.Send(".answer button[formaction$='accepted-answer']");
        await Assertions.Expect(asker.Page.Locator(".answer.accepted")).ToHaveCountAsync(1);
        await asker.Page.Locator(".answer .comment-form summary").ClickAsync();
        await asker.Page.FillAsync(".answer .comment-form textarea", "Merci, la lame coupe droit.");
        await asker.Send(".answer .comment-form .button");
        await Assertions.Expect(asker.Page.Locator(".answer .comments")).ToContainTextAsync("la lame coupe droit");

        await Eventually.Holds(async () =>
        {
            await helper.Visit($"/members/{helps}");
            return await helper.Page.Locator(".profile .total .standing").InnerTextAsync() == "25";
        });
        Assert.Equal(2, await helper.Page.Locator("[aria-labelledby=ledger] tbody tr").CountAsync());
        await helper.FindsNothingWrong();
    }

    [Theory]
    [InlineData("fr", 360)]
    [InlineData("en", 1280)]
    public async Task Who_forgot_their_password_chooses_another_one_by_a_link_in_a_mail_without_scripts(string language, int width)
    {
        var address = await community.Newcomer($"{community.NewHandle("forgets")}@mailbox-of-tests.fr");
        await using var reader = await browsers.Open(community.Address, new Seen(language, width, HasScripts: false));

        await reader.Visit("/sign-in");
        await reader.Page.Locator("a[href='/forgotten']").ClickAsync();
        await reader.Page.FillAsync("#email", address);
        await reader.Send("form[action='/forgotten'] .button");
        Assert.Equal(1, await reader.Page.Locator(".notice").CountAsync());

        Assert.Equal(200, await reader.Visit(Mailbox.LinkIn(await community.Mail(address, "Choisis un nouveau mot de passe"))));
        await reader.Page.FillAsync("#newPassword", "court");
        await reader.Send("form[action='/reset'] .button");
        Assert.Equal(1, await reader.Page.Locator(".field.wrong #newPassword").CountAsync());
        await reader.Page.FillAsync("#newPassword", "des rivières et des montagnes");
        await reader.Send("form[action='/reset'] .button");
        await reader.Page.FillAsync("#email", address);
        await reader.Page.FillAsync("#password", "des rivières et des montagnes");
        await reader.Send("form[action='/sign-in'] .button");
        Assert.Equal(1, await reader.Page.Locator("button[formaction='/sign-out']").CountAsync());
        await reader.FindsNothingWrong();
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_long_answer_loses_nothing()
    {
        var told = await community.Tell();
        var member = await community.Member("interrupted");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        const string text = "Une longue réponse, écrite pendant une heure, qui ne doit pas être perdue.";
        await reader.Page.FillAsync("#body", text);
        await reader.Page.Context.ClearCookiesAsync();
        await reader.Send("form[action$='/answers'] .button:not(.plain)");

        await reader.FillSignIn(member.Handle);
        Assert.Equal(text, await reader.Page.InputValueAsync("#body"));
        await reader.Send(".form .button");

        Assert.Contains(text, await reader.Page.Locator("section.answers").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost()
    {
        var member = await community.Member("hasty");
        await using var reader = await browsers.Open(community.Address, new Seen("fr", HasScripts: false));
        await reader.SignIn(member.Handle);
        await reader.Visit("/ask");
        await reader.Page.FillAsync("#title", "Trop court");
        await reader.Page.FillAsync("#body", "Un texte qui reste là.");
        await reader.Page.FillAsync("#skills", "une deux trois quatre cinq six");
        await reader.Send("form[action='/ask'] .button:not(.plain)");

        Assert.Equal("true", await reader.Page.GetAttributeAsync("#title", "aria-invalid"));
        Assert.NotEmpty(await reader.Page.InnerTextAsync("#title-error"));
        Assert.NotEmpty(await reader.Page.InnerTextAsync("#skills-error"));
        Assert.Equal("Trop court", await reader.Page.InputValueAsync("#title"));
        Assert.Equal("Un texte qui reste là.", await reader.Page.InputValueAsync("#body"));
        Assert.Equal("une deux trois quatre cinq six", await reader.Page.InputValueAsync("#skills"));
        await reader.FindsNothingWrong();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_acts_once()
    {
        var told = await community.Tell();
        var member = await community.Member("double");
        await using var reader = await browsers.Open(community.Address, new Seen());
        await reader.SignIn(member.Handle);
        await reader.Visit($"/questions/{told.Question}");
        var text = $"Une réponse envoyée deux fois par {member.Handle}.";
        var path = $"/questions/{told.Question}/answers";
        var form = reader.Page.APIRequest.CreateFormData();
        form.Append("__form", await reader.Page.InputValueAsync($"form[action='{path}'] input[name=__form]"));

        form.Append("body", text);
        var sent = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => reader.Page.APIRequest.PostAsync(path, new APIRequestContextOptions { Form = form })));
        Assert.All(sent, static answer => Assert.Equal(200, answer.Status));
        await reader.Visit($"/questions/{told.Question}");

        Assert.Equal(1, await reader.Page.Locator(".answer .prose", new PageLocatorOptions { HasText = text }).CountAsync());
    }

    private async Task Join(Reader reader, string handle)
    {
        var invitation = (await community.Send("POST", "/invitations", new { }, community.Admin)).Expect(201).Text("code");
        await reader.Visit($"/join/{invitation}");
        await reader.FindsNothingWrong();
        await reader.Page.FillAsync("#name", $"Personne {handle}");
        await reader.Page.FillAsync("#handle", handle);
        await reader.Page.FillAsync("#email", $"{handle}@{A.Domain}");
        await reader.Page.FillAsync("#password", A.Password);
        await reader.Send(".form .button");
        await reader.FindsNothingWrong();
        await reader.FillSignIn(handle);
        Assert.Equal("/", new Uri(reader.Page.Url).AbsolutePath);
        Assert.Equal(1, await reader.Page.Locator($".menu a[href='/members/{handle}']").CountAsync());
    }
}
