using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Accounts;

/// <summary>One's settings, by pages alone.</summary>
public abstract class SettingsTests(Site site)
{
    [Fact]
    public async Task What_a_profile_says_is_changed_and_language_and_time_zone_win_over_what_the_browser_asks_for()
    {
        using var reader = new PageReader(site);
        await reader.SignIn(await site.Newcomer(NewAddress()));
        var page = (await reader.Get("/settings")).Expect(200, "Time zone");

        (await reader.Post(page, "/settings", ("name", ""), ("skills", "a b"), ("timeZone", "Europe/Paris"), ("locale", "fr"))).Expect(400);
        (await reader.Post(page, "/settings", ("name", "Ada L."), ("timeZone", "Nowhere/Atall"), ("locale", "fr"))).Expect(400);
        var saved = await reader.Post(
            page, "/settings", ("name", "Ada L."), ("headline", "Écrit"), ("bio", "Du **gras**"), ("skills", "menuiserie"), ("timeZone", "Pacific/Noumea"), ("locale", "fr"));

        saved.Expect(200, "C’est enregistré.");
        Assert.Contains("<html lang=\"fr\"", saved.Html, StringComparison.Ordinal);
        Assert.Equal("Ada L.", saved.Value("name"));
        Assert.Contains("<option value=\"Pacific/Noumea\" selected", saved.Html, StringComparison.Ordinal);
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Noumea"));
        var sessions = await reader.Get("/settings/sessions");
        Assert.Contains($"depuis le {now.Day} ", sessions.Text, StringComparison.Ordinal);

        // A choice at the foot of a page is a choice for good.
        var english = await reader.Post(sessions, "/choices", ("language", "en"));
        Assert.Contains("<html lang=\"en\"", english.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_address_is_the_accounts_once_its_link_was_followed_and_the_old_one_is_told()
    {
        var (old, wanted) = (await site.Newcomer(NewAddress()), NewAddress());
        using var reader = new PageReader(site);
        await reader.SignIn(old);
        var page = await reader.Get("/settings/account");

        (await reader.Post(page, "/settings/email", ("email", wanted), ("password", "not this one"))).Expect(403, "not your present password");
        (await reader.Post(page, "/settings/email", ("email", wanted), ("password", A.Password))).Expect(200, $"A link was sent to {wanted}");
        var link = Mailbox.LinkIn(Assert.Single(await site.Mails(wanted)));
        (await reader.Get("/settings/account")).Expect(200, $"Your address is {old}");
        var confirm = (await reader.Get(link)).Expect(200, "This address is mine");
        (await reader.Post(confirm, "/confirm")).Expect(200, "your address is confirmed");

        (await reader.Get("/settings/account")).Expect(200, $"Your address is {wanted}.");
        await site.Mail(old, "Ton compte a une autre adresse");
        using var again = new PageReader(site);
        (await again.SignIn(old)).Expect(401);
        (await again.SignIn(wanted)).Expect(200, "Sign out");
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_answered_alike_and_they_are_told()
    {
        var (mine, theirs) = (await site.Newcomer(NewAddress()), await site.Newcomer(NewAddress()));
        using var reader = new PageReader(site);
        await reader.SignIn(mine);

        (await reader.Post(await reader.Get("/settings/account"), "/settings/email", ("email", theirs), ("password", A.Password)))
            .Expect(200, $"A link was sent to {theirs}");

        await site.Mail(theirs, "Tu as déjà un compte sur Skiller");
    }

    [Fact]
    public async Task The_address_that_somebody_joined_with_is_confirmed_by_the_link_in_their_first_mail()
    {
        var address = await site.Newcomer(NewAddress());
        using var reader = new PageReader(site);
        var confirm = await reader.Get(Mailbox.LinkIn(Assert.Single(await site.Mails(address))));
        (await reader.Post(confirm, "/confirm")).Expect(200, "your address is confirmed");
        (await reader.Post(confirm, "/confirm")).Expect(200, "your address is confirmed");

        await reader.SignIn(address);
        (await reader.Get("/settings/account")).Expect(200, $"Your address is {address}.");
    }

    [Fact]
    public async Task A_changed_password_and_a_button_end_sessions_elsewhere()
    {
        var address = await site.Newcomer(NewAddress());
        using var here = new PageReader(site);
        using var there = new PageReader(site);
        await here.SignIn(address);
        await there.SignIn(address);

        var sessions = (await here.Get("/settings/sessions")).Expect(200, "Firefox, Linux");
        (await here.Post(sessions, "/settings/sessions", ("session", sessions.Html.Split("name=\"session\" value=\"")[1].Split('"')[0]))).Expect(200, "Done");
        (await there.Get("/settings")).Expect(200, "Sign in to go on.");
        await there.SignIn(address);
        var page = await here.Get("/settings/account");
        (await here.Post(page, "/settings/password", ("password", "wrong"), ("newPassword", "a quite different one"))).Expect(403, "not your present password");
        (await here.Post(page, "/settings/password", ("password", A.Password), ("newPassword", "a quite different one"))).Expect(200, "Your password was changed");

        (await there.Get("/settings")).Expect(200, "Sign in to go on.");
        (await here.Get("/settings")).Expect(200, "Time zone");
        await site.Mail(address, "Ton mot de passe a changé");
    }

    [Theory]
    [InlineData("", "This field is required.")]
    [InlineData("not this one", "That is not your present password.")]
    public async Task A12_What_lets_somebody_in_is_changed_by_nobody_who_does_not_show_the_password(string given, string told)
    {
        const string Wanted = "a quite different one";
        var address = await site.Newcomer(NewAddress());
        using var reader = new PageReader(site);
        await reader.SignIn(address);
        var offer = await reader.Post(await reader.Get("/settings/security"), "/settings/security/set-up");
        var settings = await reader.Get("/settings/account");

        foreach (var (page, action, fields) in new (ShownPage Page, string Action, (string, string)[] Fields)[]
        {
            (settings, "/settings/email", [("email", NewAddress())]),
            (settings, "/settings/password", [("newPassword", Wanted)]),
            (offer, "/settings/security/on", [("code", "123456")]),
        })
        {
            var refused = (await reader.Post(page, action, [.. fields, ("password", given)])).Expect(403, "Confirm that it is you: give your present password.");
            Assert.Contains(told, refused.Text, StringComparison.Ordinal);
            Assert.Contains($"action=\"{action}\"", refused.Html, StringComparison.Ordinal);
        }

        // What is wrong besides is told with it.
        var both = (await reader.Post(settings, "/settings/email", ("email", "nowhere"), ("password", ""))).Expect(400, "This is no e-mail address.");
        Assert.Contains("This field is required.", both.Text, StringComparison.Ordinal);
        using var again = new PageReader(site);
        (await again.SignIn(address, Wanted)).Expect(401);
        (await again.SignIn(address)).Expect(200, "Sign out");
    }

    [Fact]
    public async Task Visitors_are_asked_to_sign_in()
    {
        using var reader = new PageReader(site);
        foreach (var path in new[] { "/settings", "/settings/account", "/settings/security", "/settings/sessions" })
        {
            (await reader.Get(path)).Expect(200, "Sign in");
        }
    }

    private string NewAddress() => $"{site.NewHandle("settles")}@mailbox-of-tests.fr";
}

public sealed class SettingsTestsOnSqlite(SqliteSite site) : SettingsTests(site);

public sealed class SettingsTestsOnPostgres(PostgresSite site) : SettingsTests(site);
