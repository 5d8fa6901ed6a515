using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Journey 1: from an answered question to an invitation.</summary>
public sealed class VisitorJourneyTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("fr", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task A_visitor_reads_an_answer_sees_who_stands_behind_it_asks_for_an_invitation_and_gets_in(string language, int width, bool hasScripts)
    {
        var told = await community.Tell();
        await using var visitor = await browsers.Open(community.Address, new Seen(language, width, HasScripts: hasScripts));

        await visitor.Visit($"/questions/{told.Question}");
        var author = visitor.Page.Locator(".answer.accepted .card");
        await Assertions.Expect(author).ToContainTextAsync("maintenance");
        await visitor.FindsNothingWrong();
        await visitor.Page.Locator("article .skills a", new() { HasText = "maintenance" }).First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync("maintenance");
        await visitor.FindsNothingWrong();
        await visitor.Page.Locator($"main a[href='/members/{told.Helper.Handle}']").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".standings")).ToContainTextAsync("maintenance");
        await visitor.FindsNothingWrong();

        await visitor.Page.Locator(".account a[href='/invitation']").ClickAsync();
        var handle = community.NewHandle("candidate");
        var address = $"{handle}@mailbox-of-tests.fr";
        await visitor.Page.FillAsync("#name", "Dominique Armand");
        await visitor.Page.FillAsync("#email", address);
        await visitor.Page.FillAsync("#motivation", "Je règle des presses depuis douze ans et je réponds volontiers.");
        await visitor.FindsNothingWrong();
        await visitor.Send(".form .button");
        await visitor.FindsNothingWrong();
        await community.Mail(address, language == "fr" ? "Ta demande d’invitation est arrivée" : "Your request for an invitation has arrived");

        await using (var admin = await browsers.Open(community.Address, new Seen(language, width, HasScripts: hasScripts)))
        {
            await admin.ActAs(community.Admin);
            await admin.Visit("/administration/requests");
            await admin.Page.Locator(".request", new() { HasText = address }).GetByRole(AriaRole.Checkbox).CheckAsync();
            await admin.Page.ClickAsync("button[value=accept]");
            await Assertions.Expect(admin.Page.Locator("main")).Not.ToContainTextAsync(address);
        }

        var accepted = await community.Mail(address, language == "fr" ? "Ton invitation à Skiller" : "Your invitation to Skiller");
        await visitor.Visit(Mailbox.LinkIn(accepted));
        await visitor.Page.FillAsync("#name", "Dominique Armand");
        await visitor.Page.FillAsync("#handle", handle);
        await visitor.Page.FillAsync("#email", address);
        await visitor.Page.FillAsync("#password", A.Password);
        await visitor.Send(".form .button");
        await visitor.Page.FillAsync("#email", address);
        await visitor.Page.FillAsync("#password", A.Password);
        await visitor.Send(".form .button");
        await Assertions.Expect(visitor.Page.Locator($".menu a[href='/members/{handle}']")).ToHaveCountAsync(1);
        await visitor.FindsNothingWrong();
    }
}
