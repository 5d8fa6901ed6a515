using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

/// <summary>What is written can be mended, seen as it was, deleted with a reason and brought back.</summary>
public abstract class MendingTests(Site site)
{
    [Fact]
    public async Task An_edit_is_seen_side_by_side_and_word_by_word()
    {
        var asker = await site.Member("asker");
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        var form = (await reader.Get($"/questions/{question}/edit")).Expect(200).Body;
        Assert.Contains("id=\"preview-text\"><p>I would like", form.Replace(" lang=\"fr\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        (await reader.Post(
            $"/questions/{question}/edit",
            ("version", "1"),
            ("title", PageReader.Field(form, "title")),
            ("skills", "asking"),
            ("body", "I would love to know how one asks a *good* question."),
            ("summary", "Un mot <plus> juste"))).Expect(302);

        var history = (await reader.Get($"/questions/{question}/history")).Expect(200).Body;
        Assert.Contains("<del>like</del>", history, StringComparison.Ordinal);
        Assert.Contains("<ins>love</ins>", history, StringComparison.Ordinal);
        Assert.Contains("Un mot &lt;plus&gt; juste", history, StringComparison.Ordinal);
        Assert.Equal(1, history.Split("class=\"difference\"").Length - 1);
    }

    [Fact]
    public async Task A_deletion_says_why_to_those_who_may_undo_it_and_to_nobody_else()
    {
        var (asker, other) = (await site.Member("asker"), await site.Member("other"));
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        Assert.Contains("name=\"reason\"", (await reader.Get($"/questions/{question}/delete")).Expect(200).Body, StringComparison.Ordinal);
        var tooLong = await reader.Post($"/questions/{question}/delete", ("reason", new string('x', 301)));
        Assert.Contains("aria-invalid=\"true\"", tooLong.Expect(400).Body, StringComparison.Ordinal);
        Assert.Equal($"/questions/{question}/deleted", (await reader.Post($"/questions/{question}/delete", ("reason", "Déjà posée"))).Expect(302).Header("Location"));

        Assert.Contains("Déjà posée", System.Net.WebUtility.HtmlDecode((await reader.Get($"/questions/{question}/deleted")).Expect(200).Body), StringComparison.Ordinal);
        using var stranger = await PageReader.SignedIn(site, other);
        (await stranger.Get($"/questions/{question}/deleted")).Expect(403);
        (await stranger.Get($"/questions/{question}")).Expect(410);
        (await reader.Post($"/questions/{question}/undelete")).Expect(302);
        await stranger.Open($"/questions/{question}");
        (await reader.Get($"/questions/{question}/deleted")).Expect(404);
    }

    [Fact]
    public async Task A_comment_is_mended_and_deleted_by_its_author()
    {
        var (asker, other) = (await site.Member("asker"), await site.Member("other"));
        var question = await site.Question(asker);
        var comment = (await site.Send("POST", $"/questions/{question}/comments", new { body = "Un comentaire." }, other)).Expect(201).Text("id");
        var path = $"/questions/{question}/comments/{comment}";
        (await site.Send("PATCH", path, new { body = "Un commentaire." }, asker)).ExpectProblem(403, "not-allowed");
        (await site.Send("PATCH", path, new { body = "ab" }, other)).ExpectFaults("body");
        (await site.Send("PATCH", path, new { body = "Un commentaire." }, other)).Expect(204);
        Assert.Equal("Un commentaire.", (await site.Send("GET", path)).Expect(200).Text("body"));

        using var reader = await PageReader.SignedIn(site, other);
        Assert.Contains($"href=\"{path}/edit\"", (await reader.Open($"/questions/{question}")).Body, StringComparison.Ordinal);
        Assert.Equal("Un commentaire.", PageReader.Field((await reader.Get($"{path}/edit")).Expect(200).Body, "body"));
        (await reader.Post($"{path}/edit", ("body", "Encore mieux."))).Expect(302);
        (await reader.Post($"{path}/delete")).Expect(302);
        (await site.Send("GET", path)).ExpectProblem(410, "deleted");
        (await site.Send("DELETE", path, by: other)).ExpectProblem(410, "deleted");
        Assert.Empty((await site.Send("GET", $"/questions/{question}/comments")).Items());
    }

    [Fact]
    public async Task A_post_shows_whose_skills_stand_behind_it()
    {
        var (asker, helper, voter) = (await site.Member("asker"), await site.Member("helper"), await site.Member("voter"));
        var skill = $"behind-{helper.Id}";
        var question = await site.Question(asker, skill);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, voter)).Expect(200);
        using var reader = new PageReader(site.Address);
        await Eventually.Holds(async () =>
        {
            var page = (await reader.Open($"/questions/{question}")).Body;
            return page.Contains($"href=\"/members/{helper.Handle}/reputation?skill={skill}\">{skill} <span class=\"standing\">10</span></a>", StringComparison.Ordinal);
        });
    }
}

public sealed class MendingTestsOnSqlite(SqliteSite site) : MendingTests(site);

public sealed class MendingTestsOnPostgres(PostgresSite site) : MendingTests(site);
