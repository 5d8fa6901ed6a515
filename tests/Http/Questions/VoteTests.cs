using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Questions;

public sealed class VoteTestsOnSqlite(SqliteSite site) : VoteTests(site);

public sealed class VoteTestsOnPostgres(PostgresSite site) : VoteTests(site);

/// <summary>Votes, and what they make of a reputation.</summary>
public abstract class VoteTests(Site site)
{
    public static MatrixTheoryData<int, int> Transitions => new([-1, 0, 1], [-1, 0, 1]);

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task A_vote_is_what_it_was_set_to_last(int before, int after)
    {
        var (asker, voter) = (await site.Member(), await site.Member());
        var path = $"/questions/{await site.Question(asker)}/vote";
        foreach (var value in new[] { before, after, after })
        {
            var voted = (await site.Send("PUT", path, new { value }, voter)).Expect(200);
            Assert.Equal((value, value), (voted["score"].GetInt32(), voted["myVote"].GetInt32()));
        }
    }

    [Fact]
    public async Task Nobody_votes_on_their_own_post()
    {
        var asker = await site.Member();
        var question = await site.Question(asker);
        var answer = await site.Answer(question, asker);
        foreach (var value in new[] { 1, 0, -1 })
        {
            (await site.Send("PUT", $"/questions/{question}/vote", new { value }, asker)).ExpectProblem(403, "own-post");
            (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value }, asker)).ExpectProblem(403, "own-post");
        }
    }

    [Fact]
    public async Task A_question_takes_the_points_of_its_answers_along_and_brings_them_back()
    {
        var (asker, helper, down, up) = (await site.Member(), await site.Member(), await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, up)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = -1 }, down)).Expect(200);

        (await site.Send("DELETE", $"/questions/{question}", by: asker)).Expect(204);
        await Ledger(helper, "answer-voted-up+10 answer-voted-down-2 post-deleted-10 post-deleted+2");
        await Ledger(down, "voted-an-answer-down-1 post-deleted+1");

        (await site.Send("POST", $"/questions/{question}/undelete", by: asker)).Expect(204);
        await Ledger(helper, "answer-voted-up+10 answer-voted-down-2 post-deleted-10 post-deleted+2 post-undeleted+10 post-undeleted-2");
        await Ledger(down, "voted-an-answer-down-1 post-deleted+1 post-undeleted-1");

        async Task Ledger(Person member, string entries) => await Eventually.Holds(
            async () => string.Join(' ', (await site.Send("GET", $"/members/{member.Handle}/reputation")).Expect(200).Items().Reverse()
                .Select(e => $"{e.GetProperty("reason").GetString()}{e.GetProperty("points").GetInt32():+0;-0}")) == entries,
            entries);
    }

    [Fact]
    public async Task A_ledger_below_nothing_is_shown_as_nothing()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var path = $"/questions/{question}/answers/{await site.Answer(question, helper)}/vote";
        for (var voter = 0; voter < 4; voter++)
        {
            (await site.Send("PUT", path, new { value = -1 }, await site.Member())).Expect(200);
        }

        await Eventually.Holds(
            async () => (await site.Send("GET", $"/members/{helper.Handle}/reputation")).Expect(200).Items().Sum(e => e.GetProperty("points").GetInt32()) == -8,
            "-8");
        Assert.Equal(0, (await site.Send("GET", $"/members/{helper.Handle}")).Expect(200)["reputation"].GetInt32());
        (await site.Send("PUT", path, new { value = 1 }, await site.Member())).Expect(200);
        await Eventually.Holds(async () => (await site.Send("GET", $"/members/{helper.Handle}")).Expect(200)["reputation"].GetInt32() == 2, "2");
    }

    [Fact]
    public async Task A_closed_question_takes_nothing_new_and_can_be_mended()
    {
        var (asker, voter) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, voter);
        await site.Close(question);
        Assert.Equal("closed", (await site.Send("GET", $"/questions/{question}")).Expect(200).Text("status"));

        (string Method, string Path, object Body, Person By)[] acts =
        [
            ("POST", "answers", new { body = "An answer that comes too late to be one." }, voter),
            ("POST", "comments", new { body = "Too late." }, voter),
            ("POST", $"answers/{answer}/comments", new { body = "Too late." }, asker),
            ("PUT", "vote", new { value = 1 }, voter),
            ("PUT", $"answers/{answer}/vote", new { value = 0 }, asker),
            ("PUT", "accepted-answer", new { answerId = answer }, asker),
        ];
        foreach (var (method, path, body, by) in acts)
        {
            (await site.Send(method, $"/questions/{question}/{path}", body, by)).ExpectProblem(409, "closed");
        }

        (await site.Send("PATCH", $"/questions/{question}", new { title = "How do I ask this in a better way?" }, asker, ("If-Match", "\"1\""))).Expect(200);
        (await site.Send("DELETE", $"/questions/{question}", by: asker)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, voter)).ExpectProblem(410, "deleted");
    }

    [Theory]
    [InlineData("{\"value\":2}")]
    [InlineData("{\"value\":-2}")]
    [InlineData("{\"value\":1.5}")]
    [InlineData("{\"value\":\"1\"}")]
    [InlineData("{\"value\":null}")]
    [InlineData("{\"value\":99999999999999999999}")]
    [InlineData("{\"value\":true}")]
    [InlineData("{}")]
    public async Task Another_value_is_a_fault(string body)
    {
        var (asker, voter) = (await site.Member(), await site.Member());
        (await site.Send("PUT", $"/questions/{await site.Question(asker)}/vote", body, voter)).ExpectFaults("value");
    }

    [Fact]
    public async Task The_ledger_says_what_gave_a_reputation_and_sums_up_to_it()
    {
        var (asker, helper, voter) = (await site.Member(), await site.Member("helper"), await site.Member());
        var skill = site.NewHandle("skill");
        var question = await site.Question(asker, skill);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, voter)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        await Eventually.Holds(async () => (await Reputation(helper)) == 25, "10 for the vote and 15 for the acceptance");

        var ledger = (await site.Send("GET", $"/members/{helper.Handle}/reputation")).Expect(200).Items();
        Assert.Equal(["answer-accepted", "answer-voted-up"], ledger.Select(e => e.GetProperty("reason").GetString()));
        Assert.Equal([15, 10], ledger.Select(e => e.GetProperty("points").GetInt32()));
        Assert.All(ledger, e => Assert.Equal((question, answer), (e.GetProperty("question").GetString(), e.GetProperty("answerId").GetString())));
        Assert.True(ledger[0].GetProperty("position").GetInt64() > ledger[1].GetProperty("position").GetInt64());
        Assert.Equal(2, (await site.Send("GET", $"/members/{helper.Handle}/reputation?skill={skill}")).Items().Count);
        Assert.Empty((await site.Send("GET", $"/members/{helper.Handle}/reputation?skill=another")).Items());

        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 0 }, voter)).Expect(200);
        await Eventually.Holds(async () => (await Reputation(helper)) == 15, "the vote is taken back");
        Assert.Equal(-10, (await site.Send("GET", $"/members/{helper.Handle}/reputation")).Items()[0].GetProperty("points").GetInt32());
        var shown = (await site.Send("GET", $"/members/{helper.Handle}"))["skills"].EnumerateArray().Single(s => s.GetProperty("slug").GetString() == skill);
        Assert.Equal((15, false), (shown.GetProperty("reputation").GetInt32(), shown.GetProperty("declared").GetBoolean()));
    }

    [Fact]
    public async Task A_reputation_below_zero_is_shown_as_zero_and_kept_in_the_ledger()
    {
        var (asker, voter) = (await site.Member("asker"), await site.Member());
        var question = await site.Question(asker);
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = -1 }, voter)).Expect(200);
        await Eventually.Holds(async () => (await site.Send("GET", $"/members/{asker.Handle}/reputation")).Items().Count == 1, "the entry");
        Assert.Equal(0, await Reputation(asker));
        Assert.Equal(-2, (await site.Send("GET", $"/members/{asker.Handle}/reputation")).Items()[0].GetProperty("points").GetInt32());
    }

    private async Task<long> Reputation(Person member) => (await site.Send("GET", $"/members/{member.Handle}")).Expect(200)["reputation"].GetInt64();
}
