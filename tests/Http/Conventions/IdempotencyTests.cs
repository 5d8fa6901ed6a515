using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

public sealed class IdempotencyTestsOnSqlite(SqliteSite site) : IdempotencyTests(site);

public sealed class IdempotencyTestsOnPostgres(PostgresSite site) : IdempotencyTests(site);

/// <summary>A key makes a creation one act over all its repetitions.</summary>
public abstract class IdempotencyTests(Site site)
{
    [Fact]
    public async Task A_repeated_creation_answers_byte_for_byte_and_creates_nothing()
    {
        var member = await site.Member();
        var skill = site.NewHandle("skill");
        var question = await site.Question(member, skill);
        var answer = await site.Answer(question, member);
        foreach (var (path, body) in new (string, object)[]
        {
            ("/questions", A.Question(skill)),
            ($"/questions/{question}/answers", new { body = "An answer that is posted only once." }),
            ($"/questions/{question}/comments", new { body = "Once." }),
            ($"/questions/{question}/answers/{answer}/comments", new { body = "Once." }),
            ("/invitations", new { note = "once" }),
        })
        {
            var key = ("Idempotency-Key", site.NewHandle("key"));
            var first = (await site.Send("POST", path, body, member, key)).Expect(201);
            var second = (await site.Send("POST", path, body, member, key)).Expect(201);
            Assert.Equal((first.Body, first.Header("Location")), (second.Body, second.Header("Location")));
            (await site.Send("POST", path, body, await site.Member(), key)).Expect(201);
        }

        Assert.Equal(4, (await site.Send("GET", "/invitations", by: member))["left"].GetInt32());
        Assert.Equal(4, (await site.Send("GET", $"/questions/{question}"))["answers"].GetArrayLength() + 1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var member = await site.Member();
        var key = ("Idempotency-Key", site.NewHandle("key"));
        (await site.Send("POST", "/questions", A.Question("one"), member, key)).Expect(201);
        (await site.Send("POST", "/questions", A.Question("two"), member, key)).ExpectProblem(409, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_joining_with_a_token_and_the_same_key_with_another_body_is_refused()
    {
        var member = await site.Member();
        async Task<string> Code() => (await site.Send("POST", "/invitations", new { }, site.Admin)).Expect(201).Text("code");
        var key = ("Idempotency-Key", site.NewHandle("key"));
        var (code, handle) = (await Code(), site.NewHandle("ada"));
        var first = (await site.Send("POST", "/members", A.Newcomer(code, handle), member, key)).Expect(201);
        Assert.Equal(first.Body, (await site.Send("POST", "/members", A.Newcomer(code, handle), member, key)).Expect(201).Body);
        (await site.Send("POST", "/members", A.Newcomer(code, site.NewHandle("eve")), member, key)).ExpectProblem(409, "idempotency-key-reused");
        (await site.Send("POST", "/members", A.Newcomer(await Code(), site.NewHandle("eve")), member, key)).ExpectProblem(409, "idempotency-key-reused");
        var password = new { invitation = code, email = $"{handle}@{A.Domain}", password = "an other password", handle, name = $"Name of {handle}", locale = "fr" };
        (await site.Send("POST", "/members", password, member, key)).ExpectProblem(409, "idempotency-key-reused");

        // Without a token another body is another act.
        (await site.Send("POST", "/members", A.Newcomer(await Code(), site.NewHandle("eve")), headers: key)).Expect(201);
    }

    [Fact]
    public async Task Only_successes_are_kept()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var (path, body, key) = ($"/questions/{question}/answers", new { body = "An answer that comes a second time." }, ("Idempotency-Key", site.NewHandle("key")));
        (await site.Send("DELETE", $"/questions/{question}", by: asker)).Expect(204);
        (await site.Send("POST", path, body, helper, key)).ExpectProblem(410, "deleted");
        (await site.Send("POST", $"/questions/{question}/undelete", by: asker)).Expect(204);
        (await site.Send("POST", path, body, helper, key)).Expect(201);
    }

    [Fact]
    public async Task Many_first_calls_at_once_are_one()
    {
        var member = await site.Member();
        var key = ("Idempotency-Key", site.NewHandle("key"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => site.Send("POST", "/questions", A.Question(), member, key)));
        Assert.Single(replies.Select(r => r.Expect(201).Body).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task What_is_no_key_is_a_fault(string key)
    {
        var member = await site.Member();
        (await site.Send("POST", "/questions", A.Question(), member, ("Idempotency-Key", key))).ExpectFaults("Idempotency-Key");
    }
}
