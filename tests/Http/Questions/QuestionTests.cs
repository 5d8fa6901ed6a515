using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Questions;

public sealed class QuestionTestsOnSqlite(SqliteSite site) : QuestionTests(site);

public sealed class QuestionTestsOnPostgres(PostgresSite site) : QuestionTests(site);

/// <summary>Asking, reading, editing, deleting.</summary>
public abstract class QuestionTests(Site site)
{
    [Fact]
    public async Task A_question_is_there_at_once_as_it_was_asked()
    {
        var asker = await site.Member("ada");
        var asked = await site.Send("POST", "/questions", A.Question("c#", ".net"), asker);
        asked.Expect(201);
        var id = asked.Text("id");
        Assert.Matches("^[1-9][0-9]*$", id);
        Assert.Equal($"/api/v1/questions/{id}", asked.Header("Location"));
        Assert.Equal($"{Site.PublicUrl}/questions/{id}/how-does-one-ask-a-good-question", asked.Text("url"));

        var seen = (await site.Send("GET", $"/questions/{id}")).Expect(200);
        Assert.Equal("How does one ask a good question?", seen.Text("title"));
        Assert.Equal("<p>I would like to know how one asks a <em>good</em> question.</p>", seen.Text("bodyHtml").Trim());
        Assert.Equal(["c#", ".net"], seen["skills"].EnumerateArray().Select(s => s.GetString()));
        Assert.Equal("fr", seen.Text("locale"));
        Assert.Equal(asker.Handle, seen["author"].GetProperty("handle").GetString());
        Assert.Equal((0, 1, "open"), (seen["score"].GetInt32(), seen["version"].GetInt32(), seen.Text("status")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, seen["acceptedAnswerId"].ValueKind);
        Assert.False(seen.Json.TryGetProperty("myVote", out _));
        Assert.Equal(0, (await site.Send("GET", $"/questions/{id}", by: asker))["myVote"].GetInt32());
    }

    [Fact]
    public async Task All_faults_of_a_question_are_told_at_once()
    {
        var asker = await site.Member();
        var refused = await site.Send("POST", "/questions", new { title = "short", body = "x", skills = Array.Empty<string>(), locale = "de", extra = 1 }, asker);
        refused.ExpectFaults("title", "body", "skills", "locale", "extra");
        (await site.Send("POST", "/questions", new { }, asker)).ExpectFaults("title", "body", "skills");
    }

    [Theory]
    [InlineData(14, 20, 5, "title")]
    [InlineData(15, 20, 5, null)]
    [InlineData(150, 30_000, 1, null)]
    [InlineData(151, 20, 1, "title")]
    [InlineData(15, 19, 1, "body")]
    [InlineData(15, 30_001, 1, "body")]
    [InlineData(15, 20, 6, "skills")]
    [InlineData(15, 20, 0, "skills")]
    public async Task The_bounds_of_a_question_are_those_of_the_contract(int title, int body, int skills, string? fault)
    {
        var asked = await site.Send(
            "POST",
            "/questions",
            new { title = new string('é', title), body = new string('x', body), skills = Enumerable.Range(0, skills).Select(static i => $"bound-{i}"), locale = "en" },
            site.Admin);
        if (fault is not null)
        {
            asked.ExpectFaults(fault);
            return;
        }

        var seen = (await site.Send("GET", $"/questions/{asked.Expect(201).Text("id")}")).Expect(200);
        Assert.Equal((title, body, skills, "en"), (seen.Text("title").Length, seen.Text("body").Length, seen["skills"].GetArrayLength(), seen.Text("locale")));
    }

    [Fact]
    public async Task Two_hundred_comments_fill_a_post()
    {
        var asker = await site.Member();
        var id = await site.Question(asker);
        for (var i = 0; i < 200; i++)
        {
            (await site.Send("POST", $"/questions/{id}/comments", new { body = "Yes." }, asker)).Expect(201);
        }

        (await site.Send("POST", $"/questions/{id}/comments", new { body = "No." }, asker)).ExpectProblem(409, "full");
    }

    [Fact]
    public async Task A_thousand_answers_fill_a_question()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var id = await site.Question(asker);
        await Parallel.ForAsync(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) => await site.Answer(id, helper));
        (await site.Send("POST", $"/questions/{id}/answers", new { body = "One more that there is no room for." }, helper)).ExpectProblem(409, "full");
        Assert.Equal(1_000, (await Visit(id))["answerCount"].GetInt32());
    }

    [Fact]
    public async Task D11_What_cannot_be_rendered_is_refused_when_it_is_written()
    {
        var asker = await site.Member();
        (await site.Send("POST", "/questions", new { title = "How deep can one nest it all?", body = new string('>', 128), skills = new[] { "markdown" } }, asker))
            .ExpectFaults("body");
    }

    [Fact]
    public async Task An_etag_tells_whether_what_is_shown_has_changed_and_views_do_not_count()
    {
        var asker = await site.Member();
        var id = await site.Question(asker);
        var first = (await site.Send("GET", $"/questions/{id}")).Expect(200);
        Assert.Matches("^\"1\\.[0-9a-f]+\"$", first.Header("ETag"));
        (await site.Send("GET", $"/questions/{id}")).Expect(200);
        var same = await site.Send("GET", $"/questions/{id}", headers: ("If-None-Match", first.Header("ETag")));
        same.Expect(304);
        Assert.Empty(same.Body);

        await site.Answer(id, asker);
        (await site.Send("GET", $"/questions/{id}", headers: ("If-None-Match", first.Header("ETag")))).Expect(200);
    }

    [Fact]
    public async Task A_visitor_sees_what_was_acknowledged_at_once_however_often_the_page_was_shown_before()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var id = await site.Question(asker);
        Assert.Empty((await Visit(id))["answers"].EnumerateArray());

        var answer = await site.Answer(id, helper);
        Assert.Equal(0, Score(await Visit(id)));
        (await site.Send("PUT", $"/questions/{id}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        Assert.Equal(1, Score(await Visit(id)));
        (await site.Send("PUT", $"/questions/{id}/answers/{answer}/vote", new { value = 0 }, asker)).Expect(200);
        Assert.Equal(0, Score(await Visit(id)));
        (await site.Send("PUT", $"/questions/{id}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        Assert.Equal(answer, (await Visit(id)).Text("acceptedAnswerId"));
        (await site.Send("DELETE", $"/questions/{id}/answers/{answer}", by: helper)).Expect(204);
        Assert.Empty((await Visit(id))["answers"].EnumerateArray());
    }

    [Fact]
    public async Task A_page_that_was_shown_before_takes_up_the_new_name_of_its_author()
    {
        var asker = await site.Member();
        var id = await site.Question(asker);
        await Visit(id);
        (await site.Send("PATCH", "/members/me", new { name = "Ada Countess" }, asker)).Expect(200);
        await Eventually.Holds(async () => (await Visit(id))["author"].GetProperty("name").GetString() == "Ada Countess", "the new name");
    }

    [Fact]
    public async Task Each_look_is_counted_and_leaves_the_tag_as_it_is()
    {
        var id = await site.Question(await site.Member());
        var (first, second) = (await Visit(id), await Visit(id));
        Assert.Equal(first["views"].GetInt64() + 1, second["views"].GetInt64());
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
    }

    [Fact]
    public async Task An_edit_names_the_version_that_it_saw()
    {
        var asker = await site.Member();
        var id = await site.Question(asker);
        var path = $"/questions/{id}";
        var edit = new { title = "How does one ask a better question?", summary = "clearer" };
        (await site.Send("PATCH", path, edit, asker)).ExpectProblem(428, "if-match-required");
        (await site.Send("PATCH", path, edit, asker, ("If-Match", "*"))).ExpectFaults("If-Match");

        var etag = (await site.Send("GET", path)).Header("ETag");
        await site.Answer(id, asker);
        var edited = (await site.Send("PATCH", path, edit, asker, ("If-Match", etag))).Expect(200);
        Assert.Equal((2, "How does one ask a better question?"), (edited["version"].GetInt32(), edited.Text("title")));
        Assert.Matches("^\"2\\.", edited.Header("ETag"));
        (await site.Send("PATCH", path, edit, asker, ("If-Match", "\"1\""))).ExpectProblem(412, "stale");
        (await site.Send("PATCH", path, edit, await site.Member(), ("If-Match", "\"2\""))).ExpectProblem(403, "not-allowed");

        var revisions = (await site.Send("GET", $"{path}/revisions")).Expect(200).Items();
        Assert.Equal(["How does one ask a good question?", "How does one ask a better question?"], revisions.Select(r => r.GetProperty("title").GetString()));
        Assert.Equal("clearer", revisions[1].GetProperty("summary").GetString());
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_before_an_edit_is_asked_for_its_version()
    {
        var (asker, other) = (await site.Member(), await site.Member());
        var edit = new { body = "A body that is long enough for an edit." };
        (await site.Send("PATCH", "/questions/999999999", edit, asker)).ExpectProblem(404, "not-found");
        var id = await site.Question(asker);
        (await site.Send("PATCH", $"/questions/{id}/answers/999999999", edit, asker)).ExpectProblem(404, "not-found");
        (await site.Send("PATCH", $"/questions/{id}", edit, other)).ExpectProblem(403, "not-allowed");
        (await site.Send("PATCH", $"/questions/{id}", edit, asker)).ExpectProblem(428, "if-match-required");
        (await site.Send("PATCH", $"/questions/{id}", new { title = "How does one ask a good question?" }, asker)).ExpectProblem(428, "if-match-required");
    }

    [Fact]
    public async Task A_deleted_question_is_gone_until_it_is_brought_back()
    {
        var asker = await site.Member();
        var other = await site.Member();
        var id = await site.Question(asker);
        (await site.Send("DELETE", $"/questions/{id}", by: other)).ExpectProblem(403, "not-allowed");
        (await site.Send("DELETE", $"/questions/{id}", by: asker)).Expect(204);
        (await site.Send("GET", $"/questions/{id}")).ExpectProblem(410, "deleted");
        (await site.Send("POST", $"/questions/{id}/answers", new { body = "An answer that comes too late." }, other)).ExpectProblem(410, "deleted");
        (await site.Send("PUT", $"/questions/{id}/vote", new { value = 1 }, other)).ExpectProblem(410, "deleted");
        (await site.Send("DELETE", $"/questions/{id}", by: asker)).ExpectProblem(410, "deleted");
        (await site.Send("POST", $"/questions/{id}/undelete", by: other)).ExpectProblem(403, "not-allowed");
        (await site.Send("POST", $"/questions/{id}/undelete", by: asker)).Expect(204);
        (await site.Send("POST", $"/questions/{id}/undelete", by: asker)).Expect(204);
        (await site.Send("POST", $"/questions/{id}/undelete", by: other)).ExpectProblem(403, "not-allowed");
        (await site.Send("GET", $"/questions/{id}")).Expect(200);
    }

    [Fact]
    public async Task A_question_with_a_good_answer_of_another_stays()
    {
        var asker = await site.Member();
        var id = await site.Question(asker);
        var answer = await site.Answer(id, await site.Member());
        (await site.Send("PUT", $"/questions/{id}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        (await site.Send("DELETE", $"/questions/{id}", by: asker)).ExpectProblem(409, "has-answers");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData("abc")]
    [InlineData("1e3")]
    [InlineData("999999999999999999")]
    [InlineData("9999999999999999999")]
    [InlineData("%00")]
    [InlineData("1%2F..")]
    public async Task I09_What_is_not_there_is_a_404_for_every_call(string id)
    {
        var member = await site.Member();
        foreach (var (method, path, body) in new (string, string, object?)[]
        {
            ("GET", "", null), ("DELETE", "", null), ("POST", "/undelete", null), ("GET", "/answers", null), ("GET", "/comments", null), ("GET", "/revisions", null),
            ("POST", "/answers", new { body = "An answer to nothing at all." }), ("POST", "/comments", new { body = "Well." }), ("PUT", "/vote", new { value = 1 }),
            ("PUT", "/accepted-answer", new { answerId = "1" }), ("PUT", "/answers/1/vote", new { value = 1 }), ("DELETE", "/answers/1", null),
        })
        {
            var reply = await site.Send(method, $"/questions/{id}{path}", body, member);
            if (id == "%00")
            {
                Assert.InRange(reply.Status, 400, 404);
            }
            else
            {
                reply.ExpectProblem(404, "not-found");
            }
        }
    }

    private static int Score(Reply question) => question["answers"][0].GetProperty("score").GetInt32();

    private async Task<Reply> Visit(string question) => (await site.Send("GET", $"/questions/{question}")).Expect(200);
}
