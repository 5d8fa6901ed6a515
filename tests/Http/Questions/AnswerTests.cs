using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Questions;

public sealed class AnswerTestsOnSqlite(SqliteSite site) : AnswerTests(site);

public sealed class AnswerTestsOnPostgres(PostgresSite site) : AnswerTests(site);

/// <summary>Answers, acceptance, comments.</summary>
public abstract class AnswerTests(Site site)
{
    [Fact]
    public async Task An_answer_is_there_at_once_and_can_be_edited_and_deleted()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var posted = (await site.Send("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough." }, helper)).Expect(201);
        var answer = posted.Text("id");
        Assert.Equal($"/api/v1/questions/{question}/answers/{answer}", posted.Header("Location"));
        Assert.Equal($"{Site.PublicUrl}/a/{answer}", posted.Text("url"));

        var seen = Assert.Single((await site.Send("GET", $"/questions/{question}"))["answers"].EnumerateArray());
        Assert.Equal((answer, helper.Handle, 1), (seen.GetProperty("id").GetString(), seen.GetProperty("author").GetProperty("handle").GetString(), seen.GetProperty("version").GetInt32()));

        var path = $"/questions/{question}/answers/{answer}";
        (await site.Send("PATCH", path, new { body = "An answer that is longer than it was." }, helper)).ExpectProblem(428, "if-match-required");
        var edited = (await site.Send("PATCH", path, new { body = "An answer that is longer than it was." }, helper, ("If-Match", "\"1\""))).Expect(200);
        Assert.Equal((2, "\"2\""), (edited["version"].GetInt32(), edited.Header("ETag")));
        (await site.Send("PATCH", path, new { body = "An answer that lost the race of edits." }, helper, ("If-Match", "\"1\""))).ExpectProblem(412, "stale");
        Assert.Equal(2, (await site.Send("GET", $"{path}/revisions")).Expect(200).Items().Count);

        (await site.Send("DELETE", path, by: asker)).ExpectProblem(403, "not-allowed");
        (await site.Send("DELETE", path, by: helper)).Expect(204);
        (await site.Send("PUT", $"{path}/vote", new { value = 1 }, asker)).ExpectProblem(410, "deleted");
        Assert.Empty((await site.Send("GET", $"/questions/{question}"))["answers"].EnumerateArray());
        (await site.Send("POST", $"{path}/undelete", by: helper)).Expect(204);
        Assert.Single((await site.Send("GET", $"/questions/{question}/answers")).Items());
    }

    [Fact]
    public async Task What_a_location_names_can_be_read()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answered = (await site.Send("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough." }, helper)).Expect(201);
        var path = answered.Header("Location");
        var answer = (await site.Send("GET", path)).Expect(200);
        Assert.Equal((answered.Text("id"), "An answer that is long enough."), (answer.Text("id"), answer.Text("body")));
        Assert.Matches("^\"1\\.[0-9a-f]+\"$", answer.Header("ETag"));
        Assert.Empty((await site.Send("GET", path, headers: ("If-None-Match", answer.Header("ETag")))).Expect(304).Body);
        Assert.Equal(0, (await site.Send("GET", path, by: asker))["myVote"].GetInt32());
        Assert.Equal(
            answer.Body, Assert.Single((await site.Send("GET", $"/questions/{question}/answers")).Items()).GetRawText());

        foreach (var commented in new[] { $"/questions/{question}", path["/api/v1".Length..] })
        {
            var posted = (await site.Send("POST", $"{commented}/comments", new { body = "Well said." }, asker)).Expect(201);
            Assert.Equal($"/api/v1{commented}/comments/{posted.Text("id")}", posted.Header("Location"));
            var comment = (await site.Send("GET", posted.Header("Location"))).Expect(200);
            Assert.Equal((posted.Text("id"), "Well said."), (comment.Text("id"), comment.Text("body")));
            (await site.Send("GET", $"{commented}/comments/{question}")).ExpectProblem(404, "not-found");
        }

        (await site.Send("GET", $"/questions/{question}/answers/{question}")).ExpectProblem(404, "not-found");
        (await site.Send("GET", $"/questions/{await site.Question(asker)}/answers/{answered.Text("id")}")).ExpectProblem(404, "not-found");
        (await site.Send("DELETE", path, by: helper)).Expect(204);
        (await site.Send("GET", path)).ExpectProblem(410, "deleted");
        (await site.Send("DELETE", path, by: helper)).ExpectProblem(410, "deleted");
    }

    [Fact]
    public async Task Only_the_author_of_the_question_accepts_one_answer_of_it()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var (first, second) = (await site.Answer(question, helper), await site.Answer(question, helper));
        var path = $"/questions/{question}/accepted-answer";
        (await site.Send("PUT", path, new { answerId = first }, helper)).ExpectProblem(403, "not-allowed");
        Assert.Equal(first, (await site.Send("PUT", path, new { answerId = first }, asker)).Expect(200).Text("acceptedAnswerId"));
        Assert.Equal(second, (await site.Send("PUT", path, new { answerId = second }, asker)).Expect(200).Text("acceptedAnswerId"));
        Assert.Equal(second, (await site.Send("GET", $"/questions/{question}"))["answers"][0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, (await site.Send("PUT", path, "{\"answerId\":null}", asker)).Expect(200)["acceptedAnswerId"].ValueKind);

        var elsewhere = await site.Answer(await site.Question(asker), helper);
        (await site.Send("PUT", path, new { answerId = elsewhere }, asker)).ExpectProblem(404, "not-found");
        (await site.Send("PUT", path, new { answerId = 5 }, asker)).ExpectFaults("answerId");
        (await site.Send("PUT", path, new { }, asker)).ExpectFaults("answerId");
    }

    [Fact]
    public async Task Comments_stand_under_their_post_in_order()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        foreach (var path in new[] { $"/questions/{question}/comments", $"/questions/{question}/answers/{answer}/comments" })
        {
            var first = (await site.Send("POST", path, new { body = "First." }, helper)).Expect(201);
            Assert.Contains($"#comment-{first.Text("id")}", first.Text("url"), StringComparison.Ordinal);
            (await site.Send("POST", path, new { body = "Second." }, asker)).Expect(201);
            (await site.Send("POST", path, new { body = "x" }, asker)).ExpectFaults("body");
            Assert.Equal(["First.", "Second."], (await site.Send("GET", path)).Items().Select(c => c.GetProperty("body").GetString()));
        }

        var seen = await site.Send("GET", $"/questions/{question}");
        Assert.Equal(2, seen["comments"].GetArrayLength());
        Assert.Equal(2, seen["answers"][0].GetProperty("comments").GetArrayLength());
    }

    [Fact]
    public async Task Answers_beyond_thirty_are_on_further_pages()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        for (var i = 0; i < 32; i++)
        {
            await site.Answer(question, helper);
        }

        var page = await site.Send("GET", $"/questions/{question}");
        Assert.Equal(30, page["answers"].GetArrayLength());
        var rest = (await site.Send("GET", $"/questions/{question}/answers?cursor={page.Text("answersNext")}")).Expect(200);
        Assert.Equal(2, rest.Items().Count);
        Assert.Equal(JsonValueKind.Null, rest["next"].ValueKind);
        var ids = page["answers"].EnumerateArray().Concat(rest.Items()).Select(a => a.GetProperty("id").GetString()).ToList();
        Assert.Equal(32, ids.Distinct(StringComparer.Ordinal).Count());
    }
}
