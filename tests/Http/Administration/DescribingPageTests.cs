using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>An administrator describes a skill in the browser.</summary>
public abstract class DescribingPageTests(Site site)
{
    [Fact]
    public async Task A_description_is_previewed_then_shown_to_its_editor_at_once_and_to_visitors_soon()
    {
        var skill = await Skill();
        var path = $"/skills/{skill}";
        await site.Page(path);
        using var admin = Administrator();
        (await admin.Get(path)).Expect(200, "Edit the description");
        var form = (await admin.Get($"{path}/edit")).Expect(200, $"Describe {skill} in English");

        var preview = (await admin.Post(form, $"{path}/edit/en", ("body", "Joints of **wood**."), ("preview", "1"))).Expect(200);
        Assert.Contains("Joints of <strong>wood</strong>.", preview.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Joints", (await admin.Get(path)).Text, StringComparison.Ordinal);

        var shown = (await admin.Post(preview, $"{path}/edit/en", ("body", "Joints of **wood**. <script>alert(1)</script>"))).Expect(200);
        Assert.Contains("Joints of <strong>wood</strong>.", shown.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", shown.Html, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await site.Page(path)).Body.Contains("<div class=\"prose lead\" lang=\"en\"><p>Joints of <strong>wood</strong>.", StringComparison.Ordinal));
        Assert.Equal("Joints of **wood**. <script>alert(1)</script>", (await site.Send("GET", path)).Expect(200).Text("description"));

        await admin.Post((await admin.Get($"{path}/edit")).Expect(200), $"{path}/edit/en", ("body", ""));
        Assert.Null((await site.Send("GET", path)).Expect(200)["description"].GetString());
    }

    [Fact]
    public async Task Each_reader_is_told_in_their_language_and_in_the_other_where_there_is_none()
    {
        var skill = await Skill();
        var path = $"/skills/{skill}";
        using var admin = Administrator();
        var french = (await admin.Get($"{path}/edit/fr")).Expect(200, $"Describe {skill} in French");
        await admin.Post(french, $"{path}/edit/fr", ("body", "Le **bois**."));
        Assert.Equal("Le **bois**.", await Told("fr"));
        Assert.Equal("Le **bois**.", await Told("en"));
        var foreign = (await admin.Get(path)).Expect(200);
        Assert.Contains("<div class=\"prose lead\" lang=\"fr\"><p>Le <strong>bois</strong>.", foreign.Html, StringComparison.Ordinal);

        var english = (await admin.Get($"{path}/edit/en")).Expect(200, "readers of English see the French description");
        Assert.Equal("", System.Text.RegularExpressions.Regex.Match(english.Html, "<textarea[^>]*>([^<]*)</textarea>").Groups[1].Value.Trim());
        var own = await admin.Post(english, $"{path}/edit/en", ("body", "The *wood*."));
        Assert.Contains("<div class=\"prose lead\"><p>The <em>wood</em>.", own.Html, StringComparison.Ordinal);
        Assert.Equal(("Le **bois**.", "The *wood*."), (await Told("fr"), await Told("en")));
        await Eventually.Holds(async () => (await site.Page(path, ("Accept-Language", "fr"))).Body.Contains("<div class=\"prose lead\"><p>Le <strong>bois</strong>.", StringComparison.Ordinal));

        // The API describes in the language of the request.
        (await site.Send("PATCH", path, new { description = (string?)null }, site.Admin, ("Accept-Language", "fr"))).Expect(200);
        Assert.Equal("The *wood*.", await Told("fr"));
        (await admin.Get($"{path}/edit/de")).Expect(404);

        async Task<string?> Told(string language) => (await site.Send("GET", path, null, null, ("Accept-Language", language))).Expect(200)["description"].GetString();
    }

    [Fact]
    public async Task A_text_that_is_too_long_stands_beside_its_field_and_is_not_lost()
    {
        var skill = await Skill();
        using var admin = Administrator();
        var form = (await admin.Get($"/skills/{skill}/edit")).Expect(200);

        var refused = (await admin.Post(form, $"/skills/{skill}/edit/en", ("body", new string('x', 5_001)))).Expect(400);

        Assert.Contains("id=\"body-error\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains(new string('x', 5_001), refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_describes_and_what_nobody_uses_is_not_there()
    {
        var skill = await Skill();
        using var reader = new PageReader(site);
        (await reader.Get($"/skills/{skill}/edit")).Expect(200, "Sign in");
        reader.ActAs(await site.Member());
        (await reader.Get($"/skills/{skill}/edit")).Expect(403);
        Assert.DoesNotContain($"/skills/{skill}/edit", (await reader.Get($"/skills/{skill}")).Html, StringComparison.Ordinal);
        using var admin = Administrator();
        (await admin.Get("/skills/nobody-uses-this-one/edit")).Expect(404);
    }

    private async Task<string> Skill()
    {
        var skill = site.NewHandle("described");
        await site.Question(await site.Member(), skill);
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{skill}")).Status == 200);
        return skill;
    }

    private PageReader Administrator()
    {
        var reader = new PageReader(site);
        reader.ActAs(site.Admin);
        return reader;
    }
}

public sealed class DescribingPageTestsOnSqlite(SqliteSite site) : DescribingPageTests(site);

public sealed class DescribingPageTestsOnPostgres(PostgresSite site) : DescribingPageTests(site);
