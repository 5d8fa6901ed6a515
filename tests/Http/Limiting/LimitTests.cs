using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Limiting;

public sealed class LimitTestsOnSqlite(LimitedSqliteSite site) : LimitTests(site), IClassFixture<LimitedSqliteSite>;

public sealed class LimitTestsOnPostgres(LimitedPostgresSite site) : LimitTests(site), IClassFixture<LimitedPostgresSite>;

/// <summary>The limits by member (DESIGN.md part 5).</summary>
public abstract class LimitTests(Site site)
{
    [Fact]
    public async Task Twenty_questions_a_day_and_a_repetition_is_answered_beyond_them()
    {
        var asker = await site.Member();
        var key = ("Idempotency-Key", site.NewHandle("key"));
        for (var i = 0; i < 19; i++)
        {
            await site.Question(asker);
        }

        // What is refused takes nothing.
        (await site.Send("POST", "/questions", new { title = "short" }, asker)).Expect(400);
        var last = (await site.Send("POST", "/questions", A.Question(), asker, key)).Expect(201);
        var over = (await site.Send("POST", "/questions", A.Question(), asker)).ExpectProblem(429, "rate-limited");
        Assert.InRange(over.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal(last.Body, (await site.Send("POST", "/questions", A.Question(), asker, key)).Expect(201).Body);
    }

    [Fact]
    public async Task Thirty_votes_a_day_and_the_same_vote_again_is_answered_beyond_them()
    {
        var (asker, other, voter) = (await site.Member(), await site.Member(), await site.Member());
        var (question, answered) = (await site.Question(asker), await site.Question(asker));
        var answer = await site.Answer(answered, other);
        var (path, ofAnswer) = ($"/questions/{question}/vote", $"/questions/{answered}/answers/{answer}/vote");
        (await site.Send("PUT", ofAnswer, new { value = 1 }, voter)).Expect(200);
        for (var i = 0; i < 29; i++)
        {
            var value = i % 2 == 0 ? 1 : -1;
            (await site.Send("PUT", path, new { value }, voter)).Expect(200);
            if (i < 28)
            {
                // A vote that changes nothing takes nothing.
                (await site.Send("PUT", path, new { value }, voter)).Expect(200);
            }
        }

        (await site.Send("PUT", path, new { value = 0 }, voter)).ExpectProblem(429, "rate-limited");
        (await site.Send("PUT", ofAnswer, new { value = -1 }, voter)).ExpectProblem(429, "rate-limited");
        foreach (var again in new[] { path, ofAnswer })
        {
            var reply = (await site.Send("PUT", again, new { value = 1 }, voter)).Expect(200);
            Assert.Equal((1, 1), (reply["score"].GetInt32(), reply["myVote"].GetInt32()));
        }

        // What stands against a vote is said all the same.
        var own = await site.Question(voter);
        (await site.Send("PUT", $"/questions/{own}/vote", new { value = 0 }, voter)).ExpectProblem(403, "own-post");
        (await site.Send("PUT", "/questions/999999999/vote", new { value = 0 }, voter)).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task Thirty_answers_and_fifty_comments_a_day()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        foreach (var (path, body, limit) in new (string, object, int)[]
        {
            ($"/questions/{question}/answers", new { body = "An answer that is long enough." }, 30),
            ($"/questions/{question}/comments", new { body = "A comment." }, 50),
        })
        {
            for (var i = 0; i < limit; i++)
            {
                (await site.Send("POST", path, body, helper)).Expect(201);
            }

            (await site.Send("POST", path, body, helper)).ExpectProblem(429, "rate-limited");
        }
    }
}
