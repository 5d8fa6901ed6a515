using System.Globalization;
using System.Net;
using Skiller.Contracts;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Security;

/// <summary>What ends by itself, on a site of its own whose time is put forward.</summary>
public abstract class ExpiryTests(LaterSite site)
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task V02_An_invitation_that_was_left_lying_for_thirty_days_says_so_to_programs_and_on_its_page()
    {
        var (used, late) = (await Code(), await Code());
        site.PutForward(Limits.InvitationLifetime - _minute);
        (await Join(used, "just-in-time")).Expect(201);
        (await site.Page($"/join/{late}")).Expect(200);

        site.PutForward(_minute);

        (await Join(late, "too-late")).ExpectProblem(410, "invitation-expired");
        Assert.Contains("Cette invitation a expiré", await Shown(late, "fr"), StringComparison.Ordinal);
        Assert.Contains("This invitation has expired", await Shown(late, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task C12_A_session_ends_after_thirty_days_however_much_it_is_used()
    {
        var member = await Member();
        for (var days = 10; days < 30; days += 10)
        {
            site.PutForward(TimeSpan.FromDays(10));
            await Use(member);
        }

        site.PutForward(TimeSpan.FromDays(10) - _minute);
        (await site.Send("GET", "/members/me", by: member)).Expect(200);
        site.PutForward(_minute);

        (await site.Send("GET", "/members/me", by: member)).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task C12_A_session_that_nobody_uses_ends_after_fourteen_days()
    {
        var (used, idle) = (await Member(), await Member());
        site.PutForward(TimeSpan.FromDays(10));
        await Use(used);

        site.PutForward(TimeSpan.FromDays(4));

        (await site.Send("GET", "/members/me", by: used)).Expect(200);
        (await site.Send("GET", "/members/me", by: idle)).ExpectProblem(401, "unauthorized");
        (await site.Send("POST", "/questions", A.Question(), idle)).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A11_Of_two_links_only_the_newer_one_sets_a_password_and_only_for_half_an_hour()
    {
        var address = $"{site.NewHandle("forgets")}@mailbox-of-tests.fr";
        (await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await Code(), site.NewHandle("forgets"), address))).Expect(201);
        using var reader = new Sites.PageReader(site);
        var (first, second) = (await Link(reader, address, 1), await Link(reader, address, 2));

        (await reader.Get(first)).Expect(400);
        (await reader.Get(second[..^1])).Expect(400);
        (await reader.Get($"/reset/{second.Split("/reset/")[1].ToUpperInvariant()}")).Expect(400);
        site.PutForward(Limits.PasswordResetLifetime - _minute);
        var page = (await reader.Get(second)).Expect(200);
        site.PutForward(_minute);
        (await reader.Post(page, "/reset", ("newPassword", "a quite different one"))).Expect(400, "too old");
        (await reader.Get(second)).Expect(400);
    }

    private async Task<string> Link(Sites.PageReader reader, string address, int count)
    {
        (await reader.Post(await reader.Get("/forgotten"), "/forgotten", ("email", address))).Expect(200);
        var mails = await site.Mails(address, count + 1);
        return Mailbox.LinkIn(mails.Last(static mail => mail.Subject == "Choisis un nouveau mot de passe"));
    }

    // That it was used is noted once it was answered; its owner sees when.
    private async Task Use(Person member)
    {
        using var reader = new PageReader(site.Address);
        reader.Plant("__Host-session", member.Token);
        var today = site.Now.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"));
        await Eventually.Holds(
            async () => WebUtility.HtmlDecode((await reader.Get("/settings/sessions")).Expect(200).Body).Contains($"utilisée le {today}", StringComparison.Ordinal),
            $"used on {today}");
    }

    private async Task<string> Shown(string code, string language) =>
        WebUtility.HtmlDecode((await site.Page($"/join/{code}", ("Accept-Language", language))).Expect(410).Body);

    private async Task<Person> Member()
    {
        var joined = (await Join(await Code(), "member")).Expect(201);
        return await SignedIn(new Person(joined.Text("id"), joined.Text("handle"), ""));
    }

    private async Task<string> Code() => (await site.Send("POST", "/invitations", new { }, await SignedIn(site.Admin))).Expect(201).Text("code");

    private Task<Reply> Join(string code, string name) => site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(code, site.NewHandle(name)));

    // Sessions of other tests have ended when the time was put forward.
    private async Task<Person> SignedIn(Person person) => person with
    {
        Token = (await site.SendFrom(site.NewSource(), "POST", "/tokens", new { email = $"{person.Handle}@{A.Domain}", password = A.Password })).Expect(201).Text("token"),
    };
}

public sealed class ExpiryTestsOnSqlite(LaterSqliteSite site) : ExpiryTests(site), IClassFixture<LaterSqliteSite>;

public sealed class ExpiryTestsOnPostgres(LaterPostgresSite site) : ExpiryTests(site), IClassFixture<LaterPostgresSite>;
