using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

/// <summary>What the script asks for: the same acts by the same forms, answered by a part of the page, and refused in place.</summary>
public abstract class PartTests(Site site)
{
    [Fact]
    public async Task A_vote_is_answered_by_its_buttons_and_a_sentence()
    {
        var (asker, voter) = (await site.Member("asker"), await site.Member("voter"));
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, voter);
        await reader.Open($"/questions/{question}");

        var up = (await reader.PostForPart($"/questions/{question}/vote", ("value", "1"))).Expect(200).Body;
        Assert.StartsWith("<div class=\"votes part\"", up.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("<span class=\"number\">1</span>", up, StringComparison.Ordinal);
        Assert.Contains("name=\"value\" value=\"0\" aria-pressed=\"true\"", up, StringComparison.Ordinal);
        Assert.Contains("<p id=\"said\" data-hx-swap-oob=\"innerHTML\">", up, StringComparison.Ordinal);

        // Sent again, as by a double click: it stands.
        var again = (await reader.PostForPart($"/questions/{question}/vote", ("value", "1"))).Expect(200).Body;
        Assert.Contains("<span class=\"number\">1</span>", again, StringComparison.Ordinal);
        var back = (await reader.PostForPart($"/questions/{question}/vote", ("value", "0"))).Expect(200).Body;
        Assert.Contains("<span class=\"number\">0</span>", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_that_are_a_button_belong_to_the_one_form_of_the_page()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        using var reader = await PageReader.SignedIn(site, asker);
        var page = (await reader.Open($"/questions/{question}")).Body;

        Assert.Single(page.Split("<form id=\"proof\" method=\"post\" hidden><input type=\"hidden\" name=\"__form\"").Skip(1));
        foreach (var (id, path) in new[] { ($"answer-{answer}-up", $"answers/{answer}/vote"), ($"answer-{answer}-down", $"answers/{answer}/vote"), ($"accept-{answer}", "accepted-answer") })
        {
            Assert.Contains($"id=\"{id}\" form=\"proof\" formaction=\"/questions/{question}/{path}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("<button form=\"proof\" formaction=\"/sign-out\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_acceptance_is_answered_by_the_page_and_taken_back_alike()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        using var reader = await PageReader.SignedIn(site, asker);
        await reader.Open($"/questions/{question}");

        var accepted = (await reader.PostForPart($"/questions/{question}/accepted-answer", ("answerId", answer))).Expect(200);
        Assert.Equal(("#content", "#content", "outerHTML show:none"), (accepted.Header("HX-Retarget"), accepted.Header("HX-Reselect"), accepted.Header("HX-Reswap")));
        Assert.Contains("class=\"accepted-mark\"", accepted.Body, StringComparison.Ordinal);
        var back = (await reader.PostForPart($"/questions/{question}/accepted-answer", ("answerId", ""))).Expect(200);
        Assert.DoesNotContain("class=\"accepted-mark\"", back.Body, StringComparison.Ordinal);
        Assert.Equal("#notice", (await reader.PostForPart($"/questions/{question}/accepted-answer", ("answerId", "999999999"))).Header("HX-Retarget"));
    }

    [Fact]
    public async Task What_is_refused_is_said_in_place()
    {
        var asker = await site.Member("asker");
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        await reader.Open($"/questions/{question}");

        var own = await reader.PostForPart($"/questions/{question}/vote", ("value", "1"));
        Assert.Equal("#notice", own.Expect(403).Header("HX-Retarget"));
        Assert.Equal("innerHTML", own.Header("HX-Reswap"));
        Assert.StartsWith("<p>", own.Body.TrimStart(), StringComparison.Ordinal);
        var unknown = await reader.PostForPart("/questions/999999999/vote", ("value", "1"));
        Assert.Equal("#notice", unknown.Expect(404).Header("HX-Retarget"));
    }

    [Fact]
    public async Task A_comment_is_answered_by_the_comments_and_one_that_is_wrong_by_its_form()
    {
        var asker = await site.Member("asker");
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        var page = await reader.Open($"/questions/{question}");
        Assert.Contains($"data-hx-post=\"/questions/{question}/comments\"", page.Body, StringComparison.Ordinal);

        var wrong = await reader.PostForPart($"/questions/{question}/comments", ("body", "ab"), ("key", "one"));
        Assert.Equal($"#comments-{question}", wrong.Expect(400).Header("HX-Retarget"));
        Assert.Equal("ab", PageReader.Field(wrong.Body, "body"));
        Assert.Equal("one", PageReader.Field(wrong.Body, "key"));
        Assert.Contains("aria-invalid=\"true\"", wrong.Body, StringComparison.Ordinal);

        var right = (await reader.PostForPart($"/questions/{question}/comments", ("body", "Un commentaire de plus."), ("key", "one"))).Expect(200).Body;
        var twice = (await reader.PostForPart($"/questions/{question}/comments", ("body", "Un commentaire de plus."), ("key", "one"))).Expect(200).Body;
        Assert.Equal("", PageReader.Field(right, "body"));
        Assert.Contains(" autofocus", right, StringComparison.Ordinal);
        Assert.Single(twice.Split("Un commentaire de plus.").Skip(1));
    }

    [Fact]
    public async Task Scripts_come_from_here_under_names_for_ever_and_run_without_evaluation()
    {
        using var reader = new PageReader(site.Address);
        var page = (await reader.Get("/")).Expect(200);
        Assert.Contains("\"allowEval\":false,\"includeIndicatorStyles\":false", page.Body, StringComparison.Ordinal);
        var scripts = System.Text.RegularExpressions.Regex.Matches(page.Body, "<script src=\"(?<path>[^\"]+)\" defer></script>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(2, scripts.Count);
        foreach (var script in scripts.Select(static match => match.Groups["path"].Value))
        {
            Assert.Matches("^/assets/(htmx\\.min|site)\\.[0-9a-f]{12}\\.js$", script);
            Assert.Equal("public, max-age=31536000, immutable", (await reader.Get(script)).Expect(200).Header("Cache-Control"));
        }
    }
}

public sealed class PartTestsOnSqlite(SqliteSite site) : PartTests(site);

public sealed class PartTestsOnPostgres(PostgresSite site) : PartTests(site);
