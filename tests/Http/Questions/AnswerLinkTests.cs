using System.Globalization;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Questions;

public sealed class AnswerLinkTestsOnSqlite(SqliteSite site) : AnswerLinkTests(site);

public sealed class AnswerLinkTestsOnPostgres(PostgresSite site) : AnswerLinkTests(site);

/// <summary>The address of an answer that the API gives out is one that a browser can follow (API.md).</summary>
public abstract class AnswerLinkTests(Site site)
{
    private const string Slug = "how-does-one-ask-a-good-question";

    [Fact]
    public async Task The_url_of_an_answer_leads_to_it_at_once_on_the_page_of_its_question()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var posted = (await site.Send("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough." }, helper)).Expect(201);
        var path = new Uri(posted.Text("url")).PathAndQuery;

        var led = (await site.Page(path)).Expect(302);

        Assert.Equal($"/questions/{question}/{Slug}#answer-{posted.Text("id")}", led.Header("Location"));
        Assert.Contains($"id=\"answer-{posted.Text("id")}\"", (await site.Page(led.Header("Location"))).Expect(200).Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\"", (await site.Page(led.Header("Location"))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_url_of_a_comment_on_an_answer_leads_to_the_comment()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        var commented = (await site.Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = "Well said." }, asker)).Expect(201);

        var led = (await site.Page(new Uri(commented.Text("url")).PathAndQuery)).Expect(302);

        Assert.Equal($"/questions/{question}/{Slug}#comment-{commented.Text("id")}", led.Header("Location"));
    }

    [Fact]
    public async Task An_answer_behind_the_first_page_is_found_on_the_page_where_it_stands()
    {
        var asker = await site.Member();
        var question = await site.Question(asker);
        var answers = new List<string>();
        for (var i = 0; i < 31; i++)
        {
            answers.Add(await site.Answer(question, await site.Member()));
        }

        var shown = (await site.Send("GET", $"/questions/{question}"))["answers"].EnumerateArray().Select(static a => a.GetProperty("id").GetString()!);
        var last = Assert.Single(answers.Except(shown));

        var led = (await site.Page($"/a/{last}")).Expect(302).Header("Location");

        Assert.StartsWith($"/questions/{question}/answers?cursor=", led, StringComparison.Ordinal);
        Assert.Contains($"id=\"answer-{last}\"", (await site.Page(led)).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_answer_is_gone_and_an_unknown_one_is_not_there()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        (await site.Send("DELETE", $"/questions/{question}/answers/{answer}", by: helper)).Expect(204);

        (await site.Page($"/a/{answer}")).Expect(410);
        (await site.Page(string.Create(CultureInfo.InvariantCulture, $"/a/{long.MaxValue / 10}"))).Expect(404);
        (await site.Page("/a/0x1")).Expect(404);
    }
}
