using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Limiting;

/// <summary>A site where the limits hold: the addresses are of a reserved domain, but simulation is off.</summary>
public sealed class LimitedSite : Site
{
    protected override bool IsSimulation => false;

    protected override Task<string?> Database() => Task.FromResult<string?>(null);
}

/// <summary>The limits by member and by address (DESIGN.md part 5). One test, because sign-ups from this address are few.</summary>
public sealed class LimitTests(LimitedSite site) : IClassFixture<LimitedSite>
{
    [Fact]
    public async Task Limits_hold_by_member_and_by_address_and_never_stop_a_repetition()
    {
        var voter = await site.Member("voter");

        // 20 questions; a vote that changes nothing takes nothing, a refused act neither.
        var questions = new List<string>();
        var key = ("Idempotency-Key", "the-last-one");
        for (var i = 0; i < 19; i++)
        {
            questions.Add(await site.Question(site.Admin));
        }

        (await site.Send("POST", "/questions", new { title = "short" }, site.Admin)).Expect(400);
        var last = (await site.Send("POST", "/questions", A.Question(), site.Admin, key)).Expect(201);
        var over = (await site.Send("POST", "/questions", A.Question(), site.Admin)).ExpectProblem(429, "rate-limited");
        Assert.InRange(over.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal(last.Body, (await site.Send("POST", "/questions", A.Question(), site.Admin, key)).Expect(201).Body);

        var votes = 0;
        for (var i = 0; votes < 30; i++)
        {
            var path = $"/questions/{questions[i % questions.Count]}/vote";
            var value = i < questions.Count ? 1 : -1;
            (await site.Send("PUT", path, new { value }, voter)).Expect(200);
            votes++;
            if (votes < 30)
            {
                (await site.Send("PUT", path, new { value }, voter)).Expect(200);
            }
        }

        (await site.Send("PUT", $"/questions/{questions[^1]}/vote", new { value = 0 }, voter)).ExpectProblem(429, "rate-limited");

        // The administrator and the voter joined from here; three more may, and wrong codes count.
        for (var i = 0; i < 3; i++)
        {
            (await site.Send("POST", "/members", A.Newcomer("no-such-code", site.NewHandle("bot")))).ExpectProblem(404, "invitation-unknown");
        }

        (await site.Send("POST", "/members", A.Newcomer("no-such-code", site.NewHandle("bot")))).ExpectProblem(429, "rate-limited");

        for (var i = 0; i < 20; i++)
        {
            (await site.Send("POST", "/tokens", new { email = $"nobody-{i}@{A.Domain}", password = "guess number" })).ExpectProblem(401, "bad-credentials");
        }

        (await site.Send("POST", "/tokens", new { email = $"{voter.Handle}@{A.Domain}", password = A.Password })).ExpectProblem(429, "rate-limited");
    }
}
