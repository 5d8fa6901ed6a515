using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Every page, in both languages, both colours and at both widths: accessible, within the window, without a complaint.</summary>
public sealed class PageTests(Community community, Browsers browsers)
{
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_and_fits_in_every_form(string page)
    {
        var told = await community.Tell();
        var path = page
            .Replace("{question}", told.Question, StringComparison.Ordinal)
            .Replace("{helper}", told.Helper.Handle, StringComparison.Ordinal);
        foreach (var (language, width, isDark) in FormsOf(page))
        {
            await using var reader = await browsers.Open(community.Address, new Seen(language, width, isDark));
            var status = await reader.Visit(path);
            Assert.Equal(path.Contains("nowhere", StringComparison.Ordinal) ? 404 : 200, status);
            Assert.Equal(language, await reader.Page.Locator("html").GetAttributeAsync("lang"));
            await reader.FindsNothingWrong();
        }
    }

    [Theory]
    [InlineData("/settings")]
    [InlineData("/settings/account")]
    [InlineData("/settings/security")]
    [InlineData("/settings/sessions")]
    [InlineData("/settings/sharing")]
    [InlineData("/settings/notifications")]
    [InlineData("/settings/webhooks")]
    [InlineData("/settings/webhooks/{webhook}")]
    [InlineData("/administration/webhooks")]
    [InlineData("/administration/requests")]
    [InlineData("/administration/mail")]
    [InlineData("/administration")]
    [InlineData("/administration/texts")]
    [InlineData("/administration/texts/name/fr")]
    [InlineData("/administration/texts/charter/en")]
    [InlineData("/administration/pulse")]
    [InlineData("/administration/members")]
    [InlineData("/administration/members?q={helper}")]
    [InlineData("/administration/members/{helper}")]
    [InlineData("/skills/maintenance/edit")]
    [InlineData("/skills/maintenance/edit/en")]
    public async Task A_page_for_members_is_accessible_and_fits_in_every_form(string page)
    {
        var told = await community.Tell();
        var forms = FormsOf(page);
        page = page.Replace("{helper}", told.Helper.Handle, StringComparison.Ordinal).Replace("{webhook}", await community.Webhook(), StringComparison.Ordinal);
        var asks = new { email = "wants@mailbox-of-tests.fr", name = "Dominique", motivation = "Je répare des orgues depuis vingt ans.", locale = "fr", skills = new[] { "orgues" } };
        (await community.SendFrom(community.NewSource(), "POST", "/invitation-requests", asks)).Expect(202);
        foreach (var (language, width, isDark) in forms)
        {
            await using var reader = await browsers.Open(community.Address, new Seen(language, width, isDark));
            await reader.ActAs(community.Admin);
            Assert.Equal(200, await reader.Visit(page));
            await reader.FindsNothingWrong();
            if (page.EndsWith("security", StringComparison.Ordinal))
            {
                await reader.Send("form[action$='set-up'] .button");
                await reader.FindsNothingWrong();
            }
        }
    }

    public static TheoryData<string> Pages() =>
    [
        "/", "/questions?sort=active", "/questions?sort=unanswered", "/questions?sort=votes", "/questions?skill=maintenance&locale=fr",
        "/questions/{question}", "/questions/{question}/history", "/questions/{question}/comments", "/skills", "/skills?sort=name", "/skills/maintenance", "/skills/c%23", "/skills/maintenance/members", "/skills/maintenance/members?period=year",
        "/members", "/members?name=no&skill=maintenance", "/members?name=xyz", "/members/{helper}", "/members/{helper}/reputation", "/members/{helper}/reputation?skill=maintenance",
        "/shared/nowhere", "/pulse", "/pulse?by=month&from=2026-01-01", "/api", "/about", "/charter", "/privacy", "/legal", "/accessibility", "/nowhere", "/sign-in", "/forgotten", "/confirm/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ];

    // In the long form each language with each width and theme. In the short one each of them once: what most readers see in both forms, of all other pages
    // every second one in each.
    private static (string Language, int Width, bool IsDark)[] FormsOf(string page) => (Hostility.IsLong, page) switch
    {
        (true, _) => [.. from language in new[] { "fr", "en" } from width in new[] { 360, 1280 } from isDark in new[] { false, true } select (language, width, isDark)],
        (_, "/" or "/questions/{question}" or "/members/{helper}" or "/settings") => [_phone, _desk],
        _ => [page.Sum(static letter => letter) % 2 == 0 ? _phone : _desk],
    };

    private static readonly (string Language, int Width, bool IsDark) _phone = ("fr", 360, true);
    private static readonly (string Language, int Width, bool IsDark) _desk = ("en", 1280, false);
}
