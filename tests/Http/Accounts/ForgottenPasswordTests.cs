using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Accounts;

/// <summary>A forgotten password, by pages and mail alone (A02, A11).</summary>
public abstract class ForgottenPasswordTests(Site site)
{
    private const string Better = "a quite different one";

    [Fact]
    public async Task A_link_in_a_mail_leads_to_a_new_password_once_and_everybody_is_signed_out()
    {
        var address = await site.Newcomer(NewAddress());
        using var elsewhere = new PageReader(site);
        (await elsewhere.SignIn(address)).Expect(200);
        using var reader = new PageReader(site);

        (await reader.Post(await reader.Get("/forgotten"), "/forgotten", ("email", address.ToUpperInvariant()))).Expect(200, "a link is on its way");
        var link = Mailbox.LinkIn(await site.Mail(address, "Choisis un nouveau mot de passe"));
        var page = (await reader.Get(link)).Expect(200);

        // Nothing that was typed is lost but the password, and nothing is used up.
        (await reader.Post(page, "/reset", ("newPassword", "short"))).Expect(400, "At least 8 characters");
        (await reader.Post(page, "/reset", ("newPassword", "password1"))).Expect(400);
        (await reader.Post(page, "/reset", ("newPassword", Better))).Expect(200, "Your new password is set");

        (await reader.Post(page, "/reset", ("newPassword", "and another one"))).Expect(400, "used up, too old");
        (await reader.Get(link)).Expect(400, "used up, too old");
        (await elsewhere.Get("/settings")).Expect(200, "Sign in");
        (await reader.SignIn(address)).Expect(401);
        (await reader.SignIn(address, Better)).Expect(200, "Sign out");
        await site.Mail(address, "Ton mot de passe a changé");
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_are_answered_alike_and_only_one_gets_a_mail()
    {
        var address = await site.Newcomer(NewAddress());
        var unknown = NewAddress();
        using var reader = new PageReader(site);
        var form = await reader.Get("/forgotten");

        var answers = new[] { await reader.Post(form, "/forgotten", ("email", address)), await reader.Post(form, "/forgotten", ("email", unknown)) };

        Assert.Equal(answers[0].Status, answers[1].Status);
        Assert.Equal(answers[0].Text.Replace(address, "", StringComparison.Ordinal), answers[1].Text.Replace(unknown, "", StringComparison.Ordinal));
        await site.Mails(address, 2);
        Assert.Empty(await site.Mails(unknown, 0));
    }

    [Fact]
    public async Task One_address_is_not_flooded_V07()
    {
        var address = await site.Newcomer(NewAddress());
        using var reader = new PageReader(site);
        var form = await reader.Get("/forgotten");
        for (var i = 0; i < 6; i++)
        {
            (await reader.Post(form, "/forgotten", ("email", address))).Expect(200);
        }

        var last = await site.Newcomer(NewAddress());
        (await reader.Post(form, "/forgotten", ("email", last))).Expect(200);
        await site.Mails(last, 2);
        Assert.Equal(4, (await site.Mails(address, 4)).Count);
    }

    [Theory]
    [InlineData("/reset/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/reset/999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/reset/nonsense")]
    [InlineData("/reset/1.%00AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_is_none_says_the_same_whatever_is_wrong_with_it(string path)
    {
        using var reader = new PageReader(site);
        (await reader.Get(path)).Expect(400);
    }

    private string NewAddress() => $"{site.NewHandle("forgets")}@mailbox-of-tests.fr";
}

public sealed class ForgottenPasswordTestsOnSqlite(SqliteSite site) : ForgottenPasswordTests(site);

public sealed class ForgottenPasswordTestsOnPostgres(PostgresSite site) : ForgottenPasswordTests(site);
