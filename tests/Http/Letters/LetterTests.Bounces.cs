using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Letters;

public abstract partial class LetterTests
{
    [Fact]
    public async Task F33_An_address_from_which_mail_came_back_is_written_to_no_more_until_it_is_proved_anew()
    {
        var (ada, bob) = (await _readers.Join("ada"), await _readers.Join("bob"));
        var writer = await site.Member("writer");
        await site.Operate("bounce", ("address", ada.Address.ToUpperInvariant()));
        await site.Operate("bounce", ("address", ada.Address));
        await site.Operate("bounce", ("address", "nobody@mailbox-of-tests.fr"));
        using var reader = new PageReader(site);
        reader.ActAs(ada.Person);
        (await reader.Get("/settings/notifications")).Expect(200, "came back");

        await Tell(writer, ada, bob, 1);
        Assert.Empty(await Letters(ada, 0));
        (await reader.Get(Mailbox.LinkIn((await site.Mails(ada.Address))[0]))).Expect(200);
        var old = await reader.Post(await reader.Get(Mailbox.LinkIn((await site.Mails(ada.Address))[0])), "/confirm");
        old.Expect(400);

        var account = await reader.Get("/settings/account");
        (await reader.Post(account, "/settings/email", ("email", ada.Address), ("password", A.Password))).Expect(200);
        var link = Mailbox.LinkIn((await site.Mails(ada.Address, 2))[1]);
        (await reader.Post(await reader.Get(link), "/confirm")).Expect(200);
        Assert.DoesNotContain("came back", (await reader.Get("/settings/notifications")).Expect(200).Text, StringComparison.Ordinal);
        await Tell(writer, ada, bob, 2);
        Assert.Single(await Letters(ada, 2));
    }

    // Bob is written to when Ada would have been.
    private async Task Tell(Person writer, LetterReader ada, LetterReader bob, int count)
    {
        await Ask(writer, ada);
        await Ask(writer, bob);
        await _readers.Told(ada, count);
        await _readers.Told(bob, count);
        site.PutForward(_later);
        await Letters(bob, count);
    }
}
