using System.Text.RegularExpressions;
using QRCoder;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>An administrator writes the site's name, its charter and its legal pages in the browser.</summary>
public abstract class SiteTextTests(Site site)
{
    [Fact]
    public async Task The_name_is_seen_wherever_the_site_says_its_name_by_its_editor_at_once_and_by_all_soon()
    {
        await site.Page("/questions", ("Accept-Language", "en"));
        using var admin = Administrator();
        var form = (await admin.Get("/administration/texts/name/en")).Expect(200);

        (await admin.Post(form, "/administration/texts/name/en", ("name", "Tools & <i>Hands</i>"))).Expect(200, "The text is recorded.");

        // A page waits for the site's words a quarter of a second and no longer.
        await Eventually.Holds(
            async () => (await admin.Get("/administration/texts/name/en")).Html.Contains("· Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</title>", StringComparison.Ordinal), "the name for its editor");
        await Soon("/questions", "en", "· Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</title>");
        await Soon("/", "en", "property=\"og:site_name\" content=\"Tools &amp; &lt;i&gt;Hands&lt;/i&gt;\"");
        await Soon("/", "en", "<span>Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</span></a>");
        await Soon("/", "en", "\"@type\":\"WebSite\",\"name\":\"Tools \\u0026 \\u003Ci\\u003EHands\\u003C/i\\u003E\"");
        await Soon("/questions/feed.atom", "en", "· Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</title>");
        await Soon("/opensearch.xml", "en", "<LongName>Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</LongName>");
        var search = (await site.Page("/opensearch.xml", ("Accept-Language", "en"))).Body;
        Assert.True(Regex.Match(search, "<ShortName>([^<]*)</ShortName>").Groups[1].Value is { Length: > 0 }, search);
        Assert.Contains("· Skiller</title>", (await site.Page("/", ("Accept-Language", "fr"))).Body, StringComparison.Ordinal);

        await admin.Post((await admin.Get("/administration/texts/name/fr")).Expect(200), "/administration/texts/name/fr", ("name", "Les Outils"));
        var page = (await admin.Get("/administration/mail")).Expect(200);
        (await admin.Post(page, "/administration/mail")).Expect(200, "was handed over");
        var mail = (await site.Mails($"{site.Admin.Handle}@{A.Domain}")).Single();
        Assert.Equal("Mails from Tools & <i>Hands</i> arrive", mail.Subject);
        Assert.Contains("Tools &amp; &lt;i&gt;Hands&lt;/i&gt;</p>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authenticator_is_told_the_name_of_the_site_in_the_language_of_who_reads()
    {
        using var admin = Administrator();
        await admin.Post((await admin.Get("/administration/texts/name/en")).Expect(200), "/administration/texts/name/en", ("name", "Wood: & Iron"));
        var (handle, address) = (site.NewHandle("factor"), $"{site.NewHandle("factor")}@mailbox-of-tests.fr");
        (await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await site.Invitation(), handle, address))).Expect(201);
        using var reader = new PageReader(site);
        await reader.SignIn(address);

        var offer = (await reader.Post(await reader.Get("/settings/security"), "/settings/security/set-up")).Expect(200);

        var secret = Regex.Match(offer.Html, "<code class=\"secret\">([^<]*)</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var picture = offer.Html[offer.Html.IndexOf("<svg class=\"qr\"", StringComparison.Ordinal)..];
        Assert.Equal(Dark($"otpauth://totp/Wood%20%26%20Iron:{handle}?secret={secret}&issuer=Wood%20%26%20Iron"), Regex.Matches(picture, "M[0-9]+ [0-9]+h1v1h-1z").Select(static square => square.Value));
    }

    [Fact]
    public async Task A_page_is_previewed_written_in_one_language_kept_with_its_history_and_goes_back_to_what_ships()
    {
        const string Path = "/administration/texts/charter/fr";
        var shipped = (await site.Page("/charter", ("Accept-Language", "fr"))).Body;
        using var admin = Administrator();
        var form = (await admin.Get(Path)).Expect(200, "ships with Skiller");

        var preview = (await admin.Post(form, Path, ("body", "Sois *bon*.\n\n## Vraiment\n\n<script>alert(1)</script>"), ("preview", "1"))).Expect(200);
        Assert.Contains("Sois <em>bon</em>.", preview.Html, StringComparison.Ordinal);
        Assert.Contains("<h3 lang=\"fr\">Vraiment</h3>", preview.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", preview.Html, StringComparison.Ordinal);
        Assert.Equal(shipped, (await site.Page("/charter", ("Accept-Language", "fr"))).Body);

        (await admin.Post(preview, Path, ("body", "Sois *bon*.\n\n## Vraiment\n\n<script>alert(1)</script>"))).Expect(200, "The text is recorded.");
        Assert.Contains("Sois <em>bon</em>.", (await admin.Get("/charter?lang=fr")).Html, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await site.Page("/charter", ("Accept-Language", "fr"))).Body.Contains("<h2>Vraiment</h2>", StringComparison.Ordinal));
        Assert.DoesNotContain("Sois", (await site.Page("/charter", ("Accept-Language", "en"))).Body, StringComparison.Ordinal);

        var late = (await admin.Post(form, Path, ("body", "Ce que je tapais dans un autre onglet."))).Expect(412);
        Assert.Contains("Ce que je tapais dans un autre onglet.", late.Text, StringComparison.Ordinal);

        var written = (await admin.Get(Path)).Expect(200, $"Name of {site.Admin.Handle}");
        var reset = (await admin.Post(written, $"{Path}/reset")).Expect(200, "What ships with Skiller is shown again.");
        await Eventually.Holds(async () => (await site.Page("/charter", ("Accept-Language", "fr"))).Body == shipped);
        var link = Regex.Match(reset.Html, $"href=\"({Path}\\?version=[0-9]+)\"").Groups[1].Value;
        (await admin.Get(link)).Expect(200, "Sois *bon*.");
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_lost()
    {
        using var admin = Administrator();
        var name = (await admin.Get("/administration/texts/name/fr")).Expect(200);
        Assert.Contains("id=\"name-error\"", (await admin.Post(name, "/administration/texts/name/fr", ("name", new string('x', 31)))).Expect(400).Html, StringComparison.Ordinal);
        var legal = (await admin.Get("/administration/texts/legal/en")).Expect(200);
        var deep = new string('>', 200) + " quoted at length";
        var refused = (await admin.Post(legal, "/administration/texts/legal/en", ("body", deep))).Expect(400);
        Assert.Contains("id=\"body-error\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("quoted at length", refused.Text, StringComparison.Ordinal);
        (await admin.Post(legal, "/administration/texts/legal/en", ("body", ""))).Expect(400);
        (await admin.Get("/administration/texts/nothing/en")).Expect(404);
        (await admin.Get("/administration/texts/legal/de")).Expect(404);
        (await admin.Get("/administration/texts/legal/en?version=999999")).Expect(404);
    }

    [Theory]
    [InlineData("/administration")]
    [InlineData("/administration/texts")]
    [InlineData("/administration/texts/charter/fr")]
    public async Task Members_are_refused_and_visitors_asked_to_sign_in(string path)
    {
        using var reader = new PageReader(site);
        (await reader.Get(path)).Expect(200, "Sign in");
        reader.ActAs(await site.Member());
        var refused = (await reader.Get(path)).Expect(403);
        Assert.DoesNotContain("/administration", refused.Html, StringComparison.Ordinal);
        using var admin = Administrator();
        (await admin.Get(path)).Expect(200, "Administration");
    }

    // The squares of a picture that telephones read a text from.
    private static IEnumerable<string> Dark(string text)
    {
        using var picture = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = picture.ModuleMatrix;
        return [.. from y in Enumerable.Range(0, rows.Count) from x in Enumerable.Range(0, rows.Count) where rows[y][x] select $"M{x} {y}h1v1h-1z"];
    }

    // On every front within the second.
    private Task Soon(string path, string language, string text) =>
        Eventually.Holds(async () => (await site.Page(path, ("Accept-Language", language))).Body.Contains(text, StringComparison.Ordinal), $"{path}: {text}");

    private PageReader Administrator()
    {
        var reader = new PageReader(site);
        reader.ActAs(site.Admin);
        return reader;
    }
}

public sealed class SiteTextTestsOnSqlite(NamedSqliteSite site) : SiteTextTests(site), IClassFixture<NamedSqliteSite>;

public sealed class SiteTextTestsOnPostgres(NamedPostgresSite site) : SiteTextTests(site), IClassFixture<NamedPostgresSite>;
