using System.Diagnostics;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Limiting;

public sealed class SourceLimitTestsOnSqlite(LimitedSqliteSite site) : SourceLimitTests(site), IClassFixture<LimitedSqliteSite>;

public sealed class SourceLimitTestsOnPostgres(LimitedPostgresSite site) : SourceLimitTests(site), IClassFixture<LimitedPostgresSite>;

/// <summary>The limits by network address: 5 sign-ups, 20 failed sign-ins and 5 requests for an invitation an hour.</summary>
public abstract class SourceLimitTests(Site site)
{
    private const string Wrong = "not the password";

    [Fact]
    public async Task Twenty_failed_sign_ins_an_hour_and_none_beyond_not_even_a_right_one()
    {
        var member = await site.Member();
        var source = site.NewSource();
        for (var i = 0; i < 20; i++)
        {
            (await SignIn(source, $"nobody-{i}", Wrong)).ExpectProblem(401, "bad-credentials");
        }

        (await SignIn(source, "nobody", Wrong)).ExpectProblem(429, "rate-limited");
        (await SignIn(source, member.Handle, A.Password)).ExpectProblem(429, "rate-limited");
    }

    [Fact]
    public async Task A_sign_in_that_does_not_fail_is_never_counted_however_many_there_are_at_once()
    {
        var member = await site.Member();
        var source = site.NewSource();
        for (var round = 0; round < 2; round++)
        {
            // As many as there may be at the hasher, one of whom it serves.
            var replies = await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => SignIn(source, member.Handle, A.Password)));
            Assert.All(replies, static reply => reply.Expect(201));
        }
    }

    [Fact]
    public async Task A_flood_of_sign_ins_is_turned_away_by_the_hasher_and_that_is_not_counted()
    {
        var member = await site.Member();
        var source = site.NewSource();
        var replies = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => SignIn(source, member.Handle, A.Password)));
        Assert.All(replies, static reply => Assert.Contains(reply.Status, new[] { 201, 429 }));
        Assert.All(replies.Where(static reply => reply.Status == 429), static reply => reply.ExpectProblem(429, "rate-limited"));
        Assert.Contains(replies, static reply => reply.Status == 429);
        (await SignIn(source, member.Handle, A.Password)).Expect(201);
    }

    [Fact]
    public async Task A01_A05_Failures_on_an_account_shut_nobody_out_and_tell_nothing()
    {
        var member = await site.Member();
        var (first, second) = (site.NewSource(), site.NewSource());
        foreach (var source in new[] { first, second })
        {
            for (var i = 0; i < 15; i++)
            {
                var known = (await SignIn(source, member.Handle, Wrong)).ExpectProblem(401, "bad-credentials");
                Assert.Equal(known.Said, (await SignIn(site.NewSource(), "nobody-at-all", Wrong)).ExpectProblem(401, "bad-credentials").Said);
            }
        }

        (await SignIn(second, member.Handle, A.Password)).Expect(201);
    }

    [Fact]
    public async Task Five_wrong_codes_an_hour()
    {
        var source = site.NewSource();
        for (var i = 0; i < 5; i++)
        {
            (await Join(source, "no-such-code")).ExpectProblem(404, "invitation-unknown");
        }

        (await Join(source, "no-such-code")).ExpectProblem(429, "rate-limited");
        (await Join(source, await Code())).ExpectProblem(429, "rate-limited");
    }

    [Fact]
    public async Task A_code_that_cannot_be_used_costs_no_hash_and_is_not_counted()
    {
        var source = site.NewSource();
        var used = await Code();
        var first = (await Join(source, used)).Expect(201);
        var (refusal, signIn) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < 6; i++)
        {
            refusal = Least(refusal, await Took(async () => (await Join(source, used)).ExpectProblem(409, "invitation-used")));
            signIn = Least(signIn, await Took(async () => (await SignIn(source, "nobody-at-all", Wrong)).Expect(401)));
        }

        Assert.True(refusal < signIn / 2, $"{refusal} for a used code, {signIn} for a hash");
        var open = await Code();
        for (var i = 0; i < 6; i++)
        {
            (await Join(source, open, first.Text("handle"), $"{site.NewHandle("other")}@{A.Domain}")).ExpectProblem(409, "handle-taken");
        }

        (await Join(source, open)).Expect(201);
    }

    [Fact]
    public async Task A_sign_up_that_is_refused_after_its_password_was_hashed_is_counted()
    {
        var source = site.NewSource();
        var code = await Code();
        var handle = site.NewHandle("blank");
        for (var i = 0; i < 5; i++)
        {
            (await site.SendFrom(source, "POST", "/members", Newcomer(code, handle, " "))).ExpectFaults("name");
        }

        (await site.SendFrom(source, "POST", "/members", Newcomer(code, handle, "Ada"))).ExpectProblem(429, "rate-limited");
    }

    [Fact]
    public async Task M8_A_repeated_sign_up_is_answered_and_not_counted()
    {
        var source = site.NewSource();
        var body = A.Newcomer(await Code(), site.NewHandle("ada"));
        var key = ("Idempotency-Key", site.NewHandle("key"));
        var first = (await site.SendFrom(source, "POST", "/members", body, null, key)).Expect(201);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(first.Body, (await site.SendFrom(source, "POST", "/members", body, null, key)).Expect(201).Body);
        }

        for (var i = 0; i < 4; i++)
        {
            (await Join(source, await Code())).Expect(201);
        }

        (await Join(source, await Code())).ExpectProblem(429, "rate-limited");
        Assert.Equal(first.Body, (await site.SendFrom(source, "POST", "/members", body, null, key)).Expect(201).Body);
    }

    [Fact]
    public async Task Five_requests_for_an_invitation_an_hour_and_a_repetition_is_none_for_known_and_unknown_addresses()
    {
        var member = await site.Member();
        foreach (var email in new[] { $"{member.Handle}@{A.Domain}", $"{site.NewHandle("new")}@{A.Domain}" })
        {
            var source = site.NewSource();
            var request = new { email, name = "Ada", motivation = "I would like to help.", locale = "en" };
            for (var i = 0; i < 5; i++)
            {
                var key = ("Idempotency-Key", site.NewHandle("key"));
                for (var again = 0; again < 3; again++)
                {
                    (await site.SendFrom(source, "POST", "/invitation-requests", request, null, key)).Expect(202);
                }

                if (i == 4)
                {
                    (await site.SendFrom(source, "POST", "/invitation-requests", request)).ExpectProblem(429, "rate-limited");
                    (await site.SendFrom(source, "POST", "/invitation-requests", request, null, key)).Expect(202);
                }
            }
        }
    }

    [Fact]
    public async Task A_request_for_an_invitation_that_is_at_fault_is_not_counted()
    {
        var source = site.NewSource();
        for (var i = 0; i < 6; i++)
        {
            (await Request(source, " ")).ExpectFaults("motivation");
        }

        (await Request(source, "I would like to help.")).Expect(202);
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static async Task<TimeSpan> Took(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start);
    }

    private static object Newcomer(string invitation, string handle, string name) =>
        new { invitation, email = $"{handle}@{A.Domain}", password = A.Password, handle, name, locale = "fr" };

    private Task<Reply> Request(string source, string motivation) => site.SendFrom(
        source, "POST", "/invitation-requests", new { email = $"{site.NewHandle("new")}@{A.Domain}", name = "Ada", motivation, locale = "en" });

    private Task<Reply> SignIn(string source, string handle, string password) =>
        site.SendFrom(source, "POST", "/tokens", new { email = $"{handle}@{A.Domain}", password });

    private Task<Reply> Join(string source, string code, string? handle = null, string? email = null) =>
        site.SendFrom(source, "POST", "/members", A.Newcomer(code, handle ?? site.NewHandle("new"), email));

    private async Task<string> Code() => (await site.Send("POST", "/invitations", new { }, site.Admin)).Expect(201).Text("code");
}
