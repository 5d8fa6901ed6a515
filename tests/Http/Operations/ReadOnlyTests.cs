using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Operations;

/// <summary>Read-only by command: everybody reads on, whoever writes is told and keeps what they typed, and it ends without a restart.</summary>
public sealed class ReadOnlyTests(ReadOnlySite site) : IClassFixture<ReadOnlySite>, IAsyncLifetime
{
    private const string Body = "What I typed for an hour, and would like to keep: the *whole* of it.";

    public async ValueTask InitializeAsync() => await Eventually.Holds(async () => await Write() == 200, "acts are accepted");

    public async ValueTask DisposeAsync() => await site.Open();

    [Fact]
    public async Task Nothing_is_acknowledged_from_the_moment_it_holds_and_reading_goes_on()
    {
        var member = await site.Member();
        var question = await site.Question(site.Admin);
        var answer = await site.Answer(question, site.Admin);
        await site.Close();

        (string Method, string Path, object? Body)[] acts =
        [
            ("POST", "/questions", A.Question()), ("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough to be one." }),
            ("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }), ("POST", $"/questions/{question}/comments", new { body = "A comment." }),
            ("PUT", $"/questions/{question}/follow", null), ("PATCH", "/members/me", new { headline = "Read-only" }), ("POST", "/invitations", new { }),
        ];
        foreach (var (method, path, body) in acts)
        {
            var refused = (await site.Send(method, path, body, member)).ExpectProblem(503, "unavailable");
            Assert.Equal((method, path, "30"), (method, path, refused.Header("Retry-After")));
        }

        (await site.Send("GET", $"/questions/{question}", by: member)).Expect(200);
        (await site.Send("GET", "/questions")).Expect(200);
        Assert.Equal(0, (await site.Send("GET", $"/questions/{question}", by: member)).Expect(200)["answers"][0].GetProperty("score").GetInt32());
        await site.Open();
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, member)).Expect(200);
    }

    [Fact]
    public async Task A_program_is_told_why_in_its_language()
    {
        await site.Close();
        Assert.StartsWith("Lecture seule", (await site.Send("POST", "/questions", A.Question(), site.Admin, ("Accept-Language", "fr"))).ExpectProblem(503, "unavailable").Text("detail"), StringComparison.Ordinal);
        Assert.StartsWith("Read-only", (await site.Send("POST", "/questions", A.Question(), site.Admin, ("Accept-Language", "en"))).ExpectProblem(503, "unavailable").Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_before_is_answered_again_when_it_is_repeated()
    {
        var key = ("Idempotency-Key", "before-it-was-closed");
        var id = (await site.Send("POST", "/questions", A.Question(), site.Admin, key)).Expect(201).Text("id");
        await site.Close();
        Assert.Equal(id, (await site.Send("POST", "/questions", A.Question(), site.Admin, key)).Expect(201).Text("id"));
    }

    [Fact]
    public async Task Whoever_wrote_reads_why_and_finds_all_that_they_typed()
    {
        var member = await site.Member();
        using var reader = new PageReader(site);
        reader.ActAs(member);
        var page = (await reader.Get("/ask")).Expect(200);
        await site.Close();

        var refused = await reader.Post(page, "/ask", ("title", "Who keeps what I typed?"), ("body", Body), ("skills", "keeping"), ("locale", "en"));
        refused.Expect(503, "cannot record anything");
        Assert.Equal("Who keeps what I typed?", refused.Value("title"));
        Assert.Contains(Body, refused.Html, StringComparison.Ordinal);
        Assert.Equal("30", refused.RetryAfter);

        // A draft is no act: it is kept, and comes back in another window.
        (await reader.Post(refused, "/ask", ("title", "Who keeps what I typed?"), ("body", Body), ("skills", "keeping"), ("locale", "en"), ("preview", "1"))).Expect(200);
        using var elsewhere = new PageReader(site);
        elsewhere.ActAs(member);
        Assert.Contains(Body, (await elsewhere.Get("/ask")).Expect(200).Html, StringComparison.Ordinal);

        await site.Open();
        (await reader.Post(refused, "/ask", ("title", "Who keeps what I typed?"), ("body", Body), ("skills", "keeping"), ("locale", "en"))).Expect(200, "Who keeps what I typed?");
    }

    [Fact]
    public async Task Pages_say_it_while_it_holds_and_health_does()
    {
        using var member = new PageReader(site);
        member.ActAs(site.Admin);
        await site.Close();
        await Eventually.Holds(async () => await Write() == 503, "acts are not accepted");
        Assert.Equal("1", (await Ask("/health/ready")).Expect(200).Header("X-Read-Only"));
        (await member.Get("/questions")).Expect(200, "Read-only for now");
        Assert.Contains("Lecture seule pour l’instant", (await site.Page("/questions", ("Accept-Language", "fr"))).Expect(200).Body, StringComparison.Ordinal);

        await site.Open();
        await Eventually.Holds(async () => await Write() == 200, "acts are accepted again");
        Assert.Equal("", (await Ask("/health/ready")).Expect(200).Header("X-Read-Only"));
        Assert.DoesNotContain("Read-only for now", (await member.Get("/questions")).Expect(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lecture seule", (await site.Page("/questions", ("Accept-Language", "fr"))).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_follows_from_the_log_goes_on()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        await site.Close();
        await Eventually.Holds(
            async () => (await site.Send("GET", $"/members/{helper.Handle}")).Expect(200)["reputation"].GetInt32() == 10, "the points of a vote before it was closed");
    }

    private async Task<int> Write() => (await Ask("/health/write")).Status;

    private async Task<Reply> Ask(string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(site.Operations, path), TestContext.Current.CancellationToken);
        return await Reply.Of(response);
    }
}
