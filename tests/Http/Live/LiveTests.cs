using System.Net;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Live;

public sealed class LiveTestsOnSqlite(SqliteSite site) : LiveTests(site);

public sealed class LiveTestsOnPostgres(PostgresSite site) : LiveTests(site);

/// <summary>Who listens hears each event of their topics once and in order, also across lost connections (API.md, "Live").</summary>
public abstract class LiveTests(Site site)
{
    [Fact]
    public async Task Who_listens_to_a_question_hears_what_happens_to_it_in_order()
    {
        var (author, voter) = (await site.Member(), await site.Member());
        var question = await site.Question(author);
        await using var client = await LiveClient.Connect(site, $"topics=question:{question}");
        var answer = await site.Answer(question, voter);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, author)).Expect(200);
        (await site.Send("POST", $"/questions/{question}/comments", new { body = "Well said." }, voter)).Expect(201);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, author)).Expect(200);
        var heard = await client.Next(4);
        Assert.Equal(["answer-posted", "post-voted", "comment-posted", "answer-accepted"], heard.Select(h => h.Kind));
        Assert.Equal(heard.OrderBy(h => h.Id), heard);
        Assert.All(heard, h => Assert.Equal(question, h.Text("question")));
        Assert.Equal((answer, voter.Id), (heard[0].Text("answer"), heard[0].Text("member")));
        Assert.Equal("1", heard[1].Text("score"));
    }

    [Fact]
    public async Task Nobody_hears_who_voted_and_nothing_of_other_questions_comes()
    {
        var (author, voter) = (await site.Member(), await site.Member());
        var (question, other) = (await site.Question(author), await site.Question(author));
        await using var client = await LiveClient.Connect(site, $"topics=question:{question}");
        (await site.Send("PUT", $"/questions/{other}/vote", new { value = 1 }, voter)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, voter)).Expect(200);
        var heard = await client.Next();
        Assert.Equal(("post-voted", question), (heard.Kind, heard.Text("question")));
        Assert.DoesNotContain(voter.Id, heard.Data.EnumerateObject().Where(p => p.Name != "question").Select(p => p.Value.ToString()));
    }

    [Fact]
    public async Task Of_several_topics_an_event_comes_once()
    {
        var author = await site.Member();
        var skill = site.NewHandle("skill");
        await using var client = await LiveClient.Connect(site, $"topics=skill:{skill},questions");
        string[] asked = [await site.Question(author, skill), await site.Question(author, skill), await site.Question(author, skill)];

        // Others ask on the same site meanwhile.
        var heard = new List<string?>();
        while (heard.LastOrDefault() != asked[^1])
        {
            var next = await client.Next();
            if (asked.Contains(next.Text("question")))
            {
                heard.Add(next.Text("question"));
            }
        }

        Assert.Equal(asked, heard);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Who_comes_back_hears_what_was_missed_and_nothing_twice(string way)
    {
        var author = await site.Member();
        var question = await site.Question(author);
        long last;
        await using (var client = await LiveClient.Connect(site, $"topics=question:{question}"))
        {
            await site.Answer(question, author);
            last = (await client.Next()).Id;
        }

        var missed = await site.Answer(question, author);
        await using var again = way == "header"
            ? await LiveClient.Connect(site, $"topics=question:{question}", null, ("Last-Event-ID", $"{last}"))
            : await LiveClient.Connect(site, $"topics=question:{question}&from={last}");
        var later = await site.Answer(question, author);
        Assert.Equal([missed, later], (await again.Next(2)).Select(h => h.Text("answer")));
    }

    [Fact]
    public async Task A_page_that_shows_a_question_as_it_was_hears_all_that_came_since()
    {
        var author = await site.Member();
        var question = await site.Question(author);
        var first = await site.Answer(question, author);
        var second = await site.Answer(question, author);

        // The question itself was version 1 of its stream, the first answer version 2.
        await using var client = await LiveClient.Connect(site, $"topics=question:{question}@1");
        Assert.Equal([first, second], (await client.Next(2)).Select(h => h.Text("answer")));
        await using var newer = await LiveClient.Connect(site, $"topics=question:{question}@2");
        Assert.Equal(second, (await newer.Next()).Text("answer"));
    }

    [Theory]
    [InlineData("999999999999")]
    [InlineData("-3")]
    [InlineData("x' or 1=1")]
    [InlineData("99999999999999999999999999")]
    public async Task A_forged_id_is_told_to_load_afresh_and_goes_on_from_there(string forged)
    {
        var author = await site.Member();
        var question = await site.Question(author);
        await using var client = await LiveClient.Connect(site, $"topics=question:{question}", null, ("Last-Event-ID", forged));
        Assert.Equal("reset", (await client.Next()).Kind);
        var answer = await site.Answer(question, author);
        Assert.Equal(answer, (await client.Next()).Text("answer"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("topics=")]
    [InlineData("topics=question:abc")]
    [InlineData("topics=question:0")]
    [InlineData("topics=question:1@x")]
    [InlineData("topics=member:1")]
    [InlineData("topics=skill:Ünfug")]
    [InlineData("topics=everything")]
    [InlineData("topics=question:1,question:2,question:3,question:4,question:5,question:6,question:7,question:8,question:9,question:10,question:11,question:12,question:13,question:14,question:15,question:16,question:17,question:18,question:19,question:20,question:21")]
    public async Task What_is_no_topic_is_refused(string query)
    {
        await using var client = await LiveClient.Connect(site, query);
        Assert.Equal(HttpStatusCode.BadRequest, client.Status);
        Assert.Contains("\"topics\"", client.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notifications_are_for_members_and_a_bad_token_is_refused()
    {
        await using var visitor = await LiveClient.Connect(site, "topics=notifications");
        Assert.Equal(HttpStatusCode.Unauthorized, visitor.Status);
        await using var forged = await LiveClient.Connect(site, "topics=questions", Person.Nobody with { Token = "sk_1_" + new string('a', 43) });
        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
    }

    [Fact]
    public async Task A_member_hears_what_concerns_them_and_nobody_else_does()
    {
        var (author, helper, stranger) = (await site.Member(), await site.Member(), await site.Member());
        var skill = site.NewHandle("skill");
        var question = await site.Question(author, skill);
        await using var client = await LiveClient.Connect(site, "topics=notifications", author);
        await using var other = await LiveClient.Connect(site, $"topics=notifications,question:{question}", stranger);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, stranger)).Expect(200);
        (await site.Send("PUT", $"/members/{author.Handle}/endorsements/{skill}", new { }, helper)).Expect(204);
        var heard = await client.Next(3);
        Assert.Equal([("answer-posted", "answer"), ("post-voted", "points"), ("skill-endorsed", "endorsement")], heard.Select(h => (h.Kind, h.Text("notification"))));
        Assert.Equal((answer, helper.Id), (heard[0].Text("answer"), heard[0].Text("member")));
        Assert.Null(heard[1].Text("member"));
        Assert.All(await other.Next(2), h => Assert.Null(h.Text("notification")));

        // Resumed from the first of them, also where memory of the front has nothing.
        await using var again = await LiveClient.Connect(site, "topics=notifications", author, ("Last-Event-ID", $"{heard[0].Id}"));
        Assert.Equal(heard.Skip(1).Select(h => h.Id), (await again.Next(2)).Select(h => h.Id));
    }

    [Fact]
    public async Task What_concerned_a_member_while_they_were_away_is_there_when_they_come_back()
    {
        var (author, helper, other) = (await site.Member(), await site.Member(), await site.Member());
        var skill = site.NewHandle("skill");
        var question = await site.Question(author, skill);

        // Somebody else listens all the time, so that the front goes on telling.
        await using var staying = await LiveClient.Connect(site, "topics=notifications", helper);
        long last;
        await using (var client = await LiveClient.Connect(site, "topics=notifications", author))
        {
            await site.Answer(question, helper);
            last = (await client.Next()).Id;
        }

        var missed = await site.Answer(question, other);
        Assert.Equal(missed, (await staying.Next()).Text("answer"));
        (await site.Send("PUT", $"/members/{author.Handle}/endorsements/{skill}", new { }, helper)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, helper)).Expect(200);
        await using var again = await LiveClient.Connect(site, "topics=notifications", author, ("Last-Event-ID", $"{last}"));
        Assert.Equal(["answer", "endorsement", "points"], (await again.Next(3)).Select(h => h.Text("notification")));
    }

    [Fact]
    public async Task What_is_public_and_concerns_a_member_too_comes_to_them_once()
    {
        var (author, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(author);
        await using var client = await LiveClient.Connect(site, $"topics=question:{question},notifications", author);
        var first = await site.Answer(question, helper);
        var second = await site.Answer(question, helper);
        var heard = await client.Next(2);
        Assert.Equal([(first, "answer"), (second, "answer")], heard.Select(h => (h.Text("answer"), h.Text("notification"))));
    }

    [Fact]
    public async Task C19_another_site_cannot_listen_with_a_readers_cookie()
    {
        var member = await site.Member();
        await using var foreign = await LiveClient.Connect(
            site, "topics=questions", null, ("Cookie", $"__Host-session={member.Token}"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
        await using var origin = await LiveClient.Connect(
            site, "topics=questions", null, ("Cookie", $"__Host-session={member.Token}"), ("Origin", "https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Forbidden, origin.Status);
        await using var own = await LiveClient.Connect(
            site, "topics=questions", null, ("Cookie", $"__Host-session={member.Token}"), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, own.Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_streams_of_that_session_and_of_no_other()
    {
        var (leaving, staying) = (await site.Member(), await site.Member());
        await using var over = await LiveClient.Connect(site, "topics=questions", leaving);
        await using var other = await LiveClient.Connect(site, "topics=questions", staying);
        (await site.Send("DELETE", "/tokens/current", by: leaving)).Expect(204);
        await over.Ended();
        var question = await site.Question(staying);
        while ((await other.Next()).Text("question") != question)
        {
            // Others ask too.
        }
    }
}
