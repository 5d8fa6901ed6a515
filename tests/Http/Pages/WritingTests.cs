using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

/// <summary>Writing: the preview is what is stored (X16), the draft is kept, and nothing typed is ever lost.</summary>
public abstract class WritingTests(Site site)
{
    private const string Title = "Comment écrire une question qui aide ?";
    private const string Outdated = "depuis que tu as commencé ce brouillon";

    /// <summary>Of every kind of text that RELIABILITY.md part 3.2 names, one.</summary>
    private static readonly string[] _corpus =
    [
        "Un texte tout simple, d’une seule ligne.",
        "Deux paragraphes.\r\n\r\nLe second a un **gras**, un *italique* et `du code`.",
        "# Un titre\n\n- une\n- liste\n  - dans une liste\n\n1. un\n2. deux",
        "| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n> une citation\n> sur deux lignes",
        "```csharp\nvar x = 1 < 2 && 3 > 2;\n```\n\net après le code",
        "<script>alert(1)</script><img src=x onerror=alert(1)> et la suite du texte",
        "[un lien](javascript:alert(1)) et [un autre](https://example.org/?a=1&b=2 \"titre\")",
        "![une image](https://evil.example/x.png) puis du texte pour la longueur",
        "e\u0301tude en forme décomposée, e\u0300 et c\u0327 aussi, et 👩‍👩‍👧",
        "$$<img src=x onerror=alert(1)>$$ et ]]> et </textarea> et &lt;b&gt;",
        "    quatre blancs devant : du code\n\ttabulation devant aussi",
        "ligne  \nforcée, et une autre\\\nforcée, *non* fermé **",
    ];

    [Fact]
    public async Task A_preview_is_byte_for_byte_what_is_stored_and_shown()
    {
        var person = await site.Member("previewer");
        using var reader = await PageReader.SignedIn(site, person);
        foreach (var text in _corpus)
        {
            await reader.Get("/ask");
            var part = (await reader.PostForPart("/writing", ("body", text))).Expect(200).Body;
            var whole = (await reader.Post("/ask", ("title", Title), ("body", text), ("skills", "ecriture"), ("preview", "1"))).Expect(200).Body;
            var asked = (await reader.Post("/ask", ("title", Title), ("body", text), ("skills", "ecriture"))).Expect(302).Header("Location");
            var page = (await reader.Open(asked)).Body;
            var stored = (await site.Send("GET", $"/questions/{asked.Split('/')[2]}", by: person)).Expect(200).Text("bodyHtml");

            Assert.Equal(stored, part);
            Assert.Contains($"id=\"preview-text\">{stored}</div>", whole, StringComparison.Ordinal);
            Assert.Contains($"<div class=\"prose\">{stored}</div>", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_draft_is_there_again_until_it_is_sent_or_thrown_away()
    {
        var person = await site.Member("drafter");
        using var reader = await PageReader.SignedIn(site, person);
        await reader.Get("/ask");
        var kept = await reader.PostForPart("/writing", ("draft", "ask"), ("title", Title), ("body", "Un brouillon & plus."), ("skills", "ecriture relecture"));
        Assert.Contains("id=\"draft-state\"", kept.Expect(200).Body, StringComparison.Ordinal);

        using var elsewhere = await PageReader.SignedIn(site, person);
        var page = (await elsewhere.Get("/ask")).Expect(200).Body;
        Assert.Equal(Title, PageReader.Field(page, "title"));
        Assert.Equal("Un brouillon & plus.", PageReader.Field(page, "body"));
        Assert.Equal("ecriture relecture", PageReader.Field(page, "skills"));
        Assert.Contains("action=\"/drafts/discard\"", page, StringComparison.Ordinal);

        (await elsewhere.Post("/drafts/discard", ("draft", "ask"), ("back", "/ask"))).Expect(302);
        Assert.Equal("", PageReader.Field((await elsewhere.Get("/ask")).Body, "title"));

        await elsewhere.PostForPart("/writing", ("draft", "ask"), ("title", Title));
        (await elsewhere.Post("/ask", ("draft", "ask"), ("title", Title), ("body", "Un texte assez long pour une question."), ("skills", "ecriture"))).Expect(302);
        Assert.DoesNotContain("/drafts/discard", (await elsewhere.Get("/ask")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_its_writers_alone_and_its_size_is_bounded()
    {
        var (writer, other) = (await site.Member("writer"), await site.Member("other"));
        using var reader = await PageReader.SignedIn(site, writer);
        await reader.Get("/ask");
        await reader.PostForPart("/writing", ("draft", "ask"), ("title", "À moi seul"));
        var tooLarge = await reader.PostForPart("/writing", ("draft", "ask"), ("title", new string('x', 70_000)));
        Assert.Contains("class=\"error\"", tooLarge.Expect(200).Body, StringComparison.Ordinal);
        Assert.Equal("À moi seul", PageReader.Field((await reader.Get("/ask")).Body, "title"));

        using var stranger = await PageReader.SignedIn(site, other);
        Assert.DoesNotContain("À moi seul", (await stranger.Get("/ask")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_ended_in_the_middle_costs_nothing_that_was_typed()
    {
        var person = await site.Member("long");
        var question = await site.Question(await site.Member("asker"));
        using var reader = await PageReader.SignedIn(site, person);
        await reader.Open($"/questions/{question}");
        reader.ForgetSession();
        const string text = "Une heure d’écriture <b>et</b> de réflexion.";

        // The script is told to send the whole form, and the form carries along what was typed.
        var part = await reader.PostForPart($"/questions/{question}/comments", ("body", text), ("key", "k1"));
        Assert.Equal("1", part.Expect(401).Header("Form-Resend"));
        var page = await reader.Post($"/questions/{question}/answers", ("body", text), ("key", "k2"));
        Assert.Equal(text, PageReader.Field(page.Expect(401).Body, "resumed.body"));
        Assert.Equal($"/questions/{question}/answers", PageReader.Field(page.Body, "resumed.action"));
    }

    [Fact]
    public async Task A_form_of_the_session_before_is_shown_again_with_what_was_typed()
    {
        var person = await site.Member("tabs");
        var question = await site.Question(await site.Member("asker"));
        using var first = await PageReader.SignedIn(site, person);
        await first.Open($"/questions/{question}");
        using var second = first.OtherTab();
        await second.SignIn(person);
        using var again = second.OtherTab();
        const string text = "Écrit dans un onglet d’avant la reconnexion.";

        var stale = await again.Post($"/questions/{question}/answers", ("body", text), ("key", "k3"), ("__form", "of before"));
        Assert.Equal(text, PageReader.Field(stale.Expect(400).Body, "body"));
    }

    [Fact]
    public async Task Questions_like_it_are_shown_without_a_script_too()
    {
        var person = await site.Member("similar");
        var asked = (await site.Send("POST", "/questions", new { title = "Comment affûter un rabot de menuisier ?", body = "Le fer ne coupe plus du tout.", skills = new[] { site.NewHandle("rabot") } }, person)).Expect(201).Text("id");
        using var reader = await PageReader.SignedIn(site, person);
        var empty = (await reader.Get("/ask")).Expect(200).Body;
        Assert.DoesNotContain("id=\"similar\"", empty, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await reader.Get("/search/similar?title=affuter%20un%20rabot", isPart: true)).Body.Contains($"/questions/{asked}/", StringComparison.Ordinal));

        var preview = (await reader.Post("/ask", ("draft", "ask"), ("title", "Affuter un rabot"), ("body", ""), ("preview", "1"))).Expect(200).Body;
        Assert.Contains($"<a href=\"/questions/{asked}/comment-affuter-un-rabot-de-menuisier\"", preview, StringComparison.Ordinal);
        Assert.Equal("Affuter un rabot", PageReader.Field(preview, "title"));
        Assert.Contains($"/questions/{asked}/", (await reader.Get("/ask")).Body, StringComparison.Ordinal);

        var unlike = (await reader.Post("/ask", ("title", "xylophonographique"), ("body", ""), ("preview", "1"))).Expect(200).Body;
        Assert.DoesNotContain("id=\"similar\"", unlike, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_of_an_edit_is_there_again_after_a_session_that_ended_until_it_is_sent()
    {
        var (person, other) = (await site.Member("edits"), await site.Member("other"));
        var question = await site.Question(person);
        var answer = await site.Answer(question, person);
        using var reader = await PageReader.SignedIn(site, person);
        foreach (var (path, draft) in new[] { ($"/questions/{question}/edit", $"edit-{question}"), ($"/questions/{question}/answers/{answer}/edit", $"edit-answer-{answer}") })
        {
            var begun = (await reader.Get(path)).Expect(200).Body;
            Assert.Equal(draft, PageReader.Field(begun, "draft"));
            var version = PageReader.Field(begun, "version");
            const string Text = "Une heure de retouches <b>et</b> de réflexion.";
            (await reader.PostForPart("/writing", ("draft", draft), ("version", version), ("body", Text), ("summary", "Plus clair"))).Expect(200);
            reader.ForgetSession();
            (await reader.Get(path)).Expect(302);

            using var later = await PageReader.SignedIn(site, person);
            var page = (await later.Get(path)).Expect(200).Body;
            Assert.Equal((Text, "Plus clair", version), (PageReader.Field(page, "body"), PageReader.Field(page, "summary"), PageReader.Field(page, "version")));
            Assert.Contains("action=\"/drafts/discard\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain(Outdated, page, StringComparison.Ordinal);
            using var stranger = await PageReader.SignedIn(site, other);
            Assert.DoesNotContain("de retouches", (await stranger.Get(path)).Body, StringComparison.Ordinal);

            // The preview without a script keeps it too; sending it ends it.
            (await later.Post(path, ("draft", draft), ("version", version), ("title", "Comment retoucher une question ?"), ("body", Text + " Encore."), ("skills", "asking"), ("preview", "1"))).Expect(200);
            Assert.Equal(Text + " Encore.", PageReader.Field((await later.Get(path)).Body, "body"));
            var fields = new[] { ("draft", draft), ("version", version), ("body", Text) };
            (await later.Post(path, draft.StartsWith("edit-a", StringComparison.Ordinal) ? fields : [.. fields, ("title", "Comment retoucher une question ?"), ("skills", "asking")])).Expect(302);
            var done = (await later.Get(path)).Expect(200).Body;
            Assert.Equal(Text, PageReader.Field(done, "body"));
            Assert.DoesNotContain("/drafts/discard", done, StringComparison.Ordinal);
            await reader.SignIn(person);
        }
    }

    [Fact]
    public async Task A_draft_of_an_edit_of_what_was_edited_meanwhile_says_so_before_it_replaces_anything()
    {
        var person = await site.Member("edits");
        var question = await site.Question(person);
        var answer = await site.Answer(question, person);
        var path = $"/questions/{question}/answers/{answer}/edit";
        using var reader = await PageReader.SignedIn(site, person);
        var version = PageReader.Field((await reader.Get(path)).Expect(200).Body, "version");
        await reader.PostForPart("/writing", ("draft", $"edit-answer-{answer}"), ("version", version), ("body", "Écrit dans le premier onglet, et long."));
        (await reader.Post(path, ("version", version), ("body", "Envoyé du second onglet, entre-temps."))).Expect(302);

        (await reader.Post(path, ("draft", $"edit-answer-{answer}"), ("version", version), ("body", "Écrit dans le premier onglet, et long."))).Expect(412);
        var page = (await reader.Get(path)).Expect(200).Body;
        Assert.Contains(Outdated, page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/questions/{question}/answers/{answer}/history\"", page, StringComparison.Ordinal);
        Assert.Equal("Écrit dans le premier onglet, et long.", PageReader.Field(page, "body"));

        (await reader.Post(path, ("draft", $"edit-answer-{answer}"), ("version", PageReader.Field(page, "version")), ("body", "Des deux onglets, les deux textes."))).Expect(302);
        Assert.DoesNotContain("/drafts/discard", (await reader.Get(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skills_are_proposed_from_what_exists()
    {
        var asker = await site.Member("asker");
        await site.Question(asker, "proposal-forge", "proposal-fonte");
        using var reader = await PageReader.SignedIn(site, asker);
        await Eventually.Holds(async () => Proposed(await reader.Get("/ask/skills?skills=proposal-fo", isPart: true)).Count == 2);
        Assert.Equal(["proposal-forge"], Proposed(await reader.Get("/ask/skills?skills=proposal-fonte%20proposal-forg", isPart: true)));
        Assert.DoesNotContain("proposal-fonte", Proposed(await reader.Get("/ask/skills?skills=proposal-fonte%20", isPart: true)));
        Assert.Contains("nobody-had-this", (await reader.Get("/ask/skills?skills=nobody-had-this", isPart: true)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_answer_sent_again_from_another_copy_of_the_page_is_the_same_answer()
    {
        var person = await site.Member("again");
        var question = await site.Question(await site.Member("asker"));
        using var reader = await PageReader.SignedIn(site, person);
        await reader.Open($"/questions/{question}");
        var first = await reader.Post($"/questions/{question}/answers", ("body", "Une réponse qui n’est donnée qu’une fois."));
        await reader.Open($"/questions/{question}");
        var second = await reader.Post($"/questions/{question}/answers", ("body", "Une réponse qui n’est donnée qu’une fois."));
        var other = await reader.Post($"/questions/{question}/answers", ("body", "Une autre réponse, qui compte aussi."));

        Assert.Equal(first.Expect(302).Header("Location"), second.Expect(302).Header("Location"));
        Assert.NotEqual(first.Header("Location"), other.Expect(302).Header("Location"));
    }

    private static IReadOnlyList<string> Proposed(Reply reply) =>
        [.. Regex.Matches(reply.Expect(200).Body, "type=\"checkbox\" name=\"skills\" value=\"(?<slug>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static m => m.Groups["slug"].Value).Order(StringComparer.Ordinal)];
}

public sealed class WritingTestsOnSqlite(SqliteSite site) : WritingTests(site);

public sealed class WritingTestsOnPostgres(PostgresSite site) : WritingTests(site);
