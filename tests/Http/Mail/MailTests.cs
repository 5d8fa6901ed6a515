using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Mail;

/// <summary>What happens on the site is told by mail to whom it concerns, once.</summary>
public abstract class MailTests(Site site)
{
    [Fact]
    public async Task Who_asks_for_an_invitation_is_told_that_it_has_arrived_once_in_their_language()
    {
        var address = NewAddress("asks");
        var body = new { email = address, name = "Ada <b>L</b>", motivation = "I would like to help.", locale = "en" };
        (await site.SendFrom(site.NewSource(), "POST", "/invitation-requests", body)).Expect(202);
        (await site.SendFrom(site.NewSource(), "POST", "/invitation-requests", body)).Expect(202);

        var mail = Assert.Single(await site.Mails(address));
        Assert.Equal("Your request for an invitation has arrived", mail.Subject);
        Assert.StartsWith("Hello Ada <b>L</b>,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hello Ada &lt;b&gt;L&lt;/b&gt;,", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_an_address_is_told_when_somebody_tries_to_join_or_asks_with_it_A03()
    {
        var owner = await site.Newcomer(NewAddress("owner"));
        var stranger = A.Newcomer(await site.Invitation(), site.NewHandle("stranger"), owner);
        (await site.SendFrom(site.NewSource(), "POST", "/members", stranger)).Expect(201);
        var asks = new { email = owner, name = "Nobody", motivation = "Let me in.", locale = "fr" };
        (await site.SendFrom(site.NewSource(), "POST", "/invitation-requests", asks)).Expect(202);

        var mails = await site.Mails(owner, 3);
        Assert.Equal(
            ["Bienvenue sur Skiller\u00a0: confirme ton adresse", "Tu as déjà un compte sur Skiller", "Tu as déjà un compte sur Skiller"],
            mails.Select(static mail => mail.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Mail_to_simulated_members_is_dropped()
    {
        var simulated = await site.Member();
        var real = await site.Newcomer(NewAddress("real"));

        await site.Mails(real);
        Assert.Empty(await site.Mails($"{simulated.Handle}@{A.Domain}", 0));
    }

    private string NewAddress(string name) => $"{site.NewHandle(name)}@mailbox-of-tests.fr";
}

public sealed class MailTestsOnSqlite(SqliteSite site) : MailTests(site);

public sealed class MailTestsOnPostgres(PostgresSite site) : MailTests(site);
