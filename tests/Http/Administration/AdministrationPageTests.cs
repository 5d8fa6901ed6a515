using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>What administrators do in the browser.</summary>
public abstract class AdministrationPageTests(Site site)
{
    [Fact]
    public async Task Requests_are_accepted_and_declined_in_bulk_and_those_who_asked_are_told()
    {
        var (first, second, third) = (await Asks(), await Asks(), await Asks());
        using var admin = await Administrator();
        var page = (await admin.Get("/administration/requests")).Expect(200, first.Name);

        (await admin.Post(page, "/administration/requests", ("decision", "accept"))).Expect(400, "Mark at least one.");
        (await admin.Post(page, "/administration/requests", ("decision", "decline"), ("request", IdOf(page, third.Name)))).Expect(400);
        page = (await admin.Post(page, "/administration/requests", ("decision", "accept"), ("request", IdOf(page, first.Name)))).Expect(200, "One request was decided");
        Assert.DoesNotContain(first.Name, page.Text, StringComparison.Ordinal);
        (await admin.Post(
            page, "/administration/requests", ("decision", "decline"), ("request", IdOf(page, second.Name)), ("reason", "<b>Not</b> now.")))
            .Expect(200, "One request was decided");

        var accepted = await site.Mail(first.Address, "Ton invitation à Skiller");
        using var reader = new PageReader(site);
        var join = (await reader.Get(Mailbox.LinkIn(accepted))).Expect(200);
        var handle = site.NewHandle("joins");
        (await reader.Post(join, "/join", ("name", "Joins"), ("handle", handle), ("email", "another@mailbox-of-tests.fr"), ("password", A.Password))).Expect(403);
        (await reader.Post(join, "/join", ("name", "Joins"), ("handle", handle), ("email", first.Address), ("password", A.Password))).Expect(200, "Sign in");
        var declined = await site.Mail(second.Address, "À propos de ta demande d’invitation");
        Assert.Contains("> <b>Not</b> now.", declined.TextBody, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Not&lt;/b&gt; now.", declined.HtmlBody, StringComparison.Ordinal);
        (await admin.Get("/administration/requests")).Expect(200, third.Name);
    }

    [Fact]
    public async Task A_test_mail_goes_to_the_administrators_own_address()
    {
        using var admin = await Administrator();
        var page = (await admin.Get("/administration/mail")).Expect(200, "Mails leave by folder");
        (await admin.Post(page, "/administration/mail")).Expect(200, "was handed over");

        Assert.NotEmpty(await site.Mails($"{site.Admin.Handle}@{A.Domain}"));
    }

    [Theory]
    [InlineData("/administration/requests")]
    [InlineData("/administration/mail")]
    public async Task Members_are_refused_and_visitors_asked_to_sign_in(string path)
    {
        using var reader = new PageReader(site);
        (await reader.Get(path)).Expect(200, "Sign in");
        var member = await site.Member();
        await reader.SignIn($"{member.Handle}@{A.Domain}");
        var page = (await reader.Get(path)).Expect(403);
        Assert.DoesNotContain("<form method=\"post\" action=\"/administration", page.Html, StringComparison.Ordinal);
    }

    private async Task<PageReader> Administrator()
    {
        var reader = new PageReader(site);
        (await reader.SignIn($"{site.Admin.Handle}@{A.Domain}")).Expect(200, "Administration");
        return reader;
    }

    private async Task<(string Address, string Name)> Asks()
    {
        var name = site.NewHandle("wants");
        var address = $"{name}@mailbox-of-tests.fr";
        var body = new { email = address, name, motivation = "I would like to help.\nReally.", locale = "fr", skills = new[] { "menuiserie" } };
        (await site.SendFrom(site.NewSource(), "POST", "/invitation-requests", body)).Expect(202);
        return (address, name);
    }

    private static string IdOf(ShownPage page, string name) =>
        Regex.Match(page.Html, $"<label for=\"r-([0-9a-f]{{64}})\"><bdi>{Regex.Escape(name)}</bdi>").Groups[1].Value;
}

public sealed class AdministrationPageTestsOnSqlite(SqliteSite site) : AdministrationPageTests(site);

public sealed class AdministrationPageTestsOnPostgres(PostgresSite site) : AdministrationPageTests(site);
