using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Webhooks;

public sealed class WebhookTestsOnSqlite(WebhookSqliteSite site) : WebhookTests(site), IClassFixture<WebhookSqliteSite>;

public sealed class WebhookTestsOnPostgres(WebhookPostgresSite site) : WebhookTests(site), IClassFixture<WebhookPostgresSite>;

/// <summary>What happens is told to other programs: signed, in order, once, and to nobody else.</summary>
public abstract class WebhookTests(WebhookSite site)
{
    [Fact]
    public async Task A_members_webhook_hears_what_concerns_them_signed_in_order_and_once()
    {
        await using var receiver = await Receiver.Start();
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var made = await Make(ada, receiver);
        var mine = await site.Question(ada);
        var others = await site.Question(bob);
        var first = await site.Answer(mine, bob);
        (await site.Send("POST", $"/questions/{mine}/comments", new { body = "What have you tried?" }, bob)).Expect(201);
        (await site.Send("POST", $"/questions/{others}/comments", new { body = $"Ask @{ada.Handle}, who knows." }, bob)).Expect(201);
        await site.Answer(others, bob);

        await Settled(ada, made.Id, 3);
        var told = receiver.All;
        Assert.Equal(["notification.answer", "notification.comment", "notification.mention"], told.Select(static one => one.Type));
        Assert.All(told, one => Assert.True(one.IsSignedBy(made.Secret)));
        Assert.All(told, static one => Assert.Equal(("POST", "application/json"), (one.Method, one.ContentType)));
        Assert.Equal(3, told.Select(static one => one.Id).Distinct().Count());
        Assert.DoesNotContain(told, static one => one.Id.Contains('.', StringComparison.Ordinal) || one.Body.Length > 20_000);
        var positions = told.Select(static one => one.Data.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(positions.Order(), positions);

        var answer = told[0].Data;
        Assert.Equal($"{Site.PublicUrl}/a/{first}", answer.GetProperty("url").GetString());
        Assert.Equal(first, answer.GetProperty("answerId").GetString());
        Assert.Equal((mine, "How does one ask a good question?"), (answer.GetProperty("question").GetProperty("id").GetString(), answer.GetProperty("question").GetProperty("title").GetString()));
        Assert.Equal((bob.Id, bob.Handle), (answer.GetProperty("actor").GetProperty("id").GetString(), answer.GetProperty("actor").GetProperty("handle").GetString()));
        Assert.Equal(ada.Handle, answer.GetProperty("member").GetProperty("handle").GetString());

        var deliveries = (await site.Send("GET", $"/webhooks/{made.Id}/deliveries?limit=2", by: ada)).Expect(200);
        Assert.Equal(told.Reverse().Take(2).Select(static one => one.Id), deliveries.Items().Select(static item => item.GetProperty("id").GetString()));
        Assert.All(deliveries.Items(), static item => Assert.Equal(("delivered", 1, 200), (item.GetProperty("state").GetString(), item.GetProperty("attempts").GetInt32(), item.GetProperty("status").GetInt32())));
        var rest = (await site.Send("GET", $"/webhooks/{made.Id}/deliveries?limit=2&cursor={deliveries.Text("next")}", by: ada)).Expect(200);
        Assert.Equal(told[0].Id, Assert.Single(rest.Items()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_sites_webhook_hears_what_everybody_may_see_of_the_kinds_that_it_chose()
    {
        await using var receiver = await Receiver.Start();
        var made = await Make(site.Admin, receiver, "site", "question.asked", "answer.accepted", "member.joined");
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var question = await site.Question(ada, "webhooking");
        var answer = await site.Answer(question, bob);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, ada)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, ada)).Expect(200);

        await Eventually.Holds(() => Task.FromResult(receiver.All.Any(one => one.Type == "answer.accepted" && one.Data.GetProperty("answerId").GetString() == answer)), "the acceptance");
        var told = receiver.All;
        Assert.All(told, one => Assert.Contains(one.Type, new[] { "question.asked", "answer.accepted", "member.joined" }));
        Assert.Contains(told, one => one.Type == "member.joined" && one.Data.GetProperty("url").GetString() == $"{Site.PublicUrl}/members/{ada.Handle}");
        var asked = Assert.Single(told, one => one.Type == "question.asked" && one.Data.GetProperty("question").GetProperty("id").GetString() == question);
        Assert.Equal("webhooking", Assert.Single(asked.Data.GetProperty("skills").EnumerateArray()).GetString());
        Assert.True(asked.IsSignedBy(made.Secret));
        (await site.Send("DELETE", $"/webhooks/{made.Id}", by: site.Admin)).Expect(204);
    }

    [Fact]
    public async Task What_is_deleted_before_it_is_sent_is_not_told()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = 500;
        var made = await Make(site.Admin, receiver, "site", "answer.posted");
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var question = await site.Question(ada);
        var answer = await site.Answer(question, bob);
        await Eventually.Holds(() => Task.FromResult(receiver.All.Count > 0), "a first attempt");
        receiver.Status = 200;
        (await site.Send("DELETE", $"/questions/{question}/answers/{answer}", by: bob)).Expect(204);
        site.PutForward(TimeSpan.FromSeconds(6));
        await Eventually.Holds(async () => (await Deliveries(site.Admin, made.Id))[0].GetProperty("state").GetString() == "dropped", "it is dropped");
        Assert.DoesNotContain(receiver.All, static one => one.Answered == 200);
        (await site.Send("DELETE", $"/webhooks/{made.Id}", by: site.Admin)).Expect(204);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_under_the_same_id_and_a_day_of_that_pauses()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = 500;
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var made = await Make(ada, receiver);
        var question = await site.Question(ada);
        await site.Answer(question, bob);
        foreach (var (attempt, pause) in new[] { 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000 }.Index())
        {
            // What is under way is still due since before: put forward then, the pause would begin later.
            await Eventually.Holds(
                async () => (await Deliveries(ada, made.Id)) is [var one] && one.GetProperty("attempts").GetInt32() == attempt + 1
                    && one.TryGetProperty("status", out var status) && status.GetInt32() == 500 && one.GetProperty("nextAt").GetDateTimeOffset() > site.Now,
                $"attempt {attempt + 1}");
            Assert.Equal(attempt + 1, receiver.All.Count);
            site.PutForward(TimeSpan.FromSeconds(pause + 1));
        }

        await Eventually.Holds(async () => (await Deliveries(ada, made.Id))[0].GetProperty("state").GetString() == "failed", "it has failed");
        Assert.Equal(8, receiver.All.Count);
        Assert.Single(receiver.All.Select(static one => one.Id).Distinct());
        Assert.True(receiver.All[^1].At - receiver.All[0].At >= TimeSpan.FromHours(23));
        Assert.All(receiver.All, one => Assert.True(one.IsSignedBy(made.Secret)));
        await Eventually.Holds(async () => (await site.Send("GET", $"/webhooks/{made.Id}", by: ada))["paused"].GetBoolean(), "it is paused");
        Assert.Equal("failing", (await site.Send("GET", $"/webhooks/{made.Id}", by: ada)).Text("pausedFor"));

        // Replayed and let go on, it arrives; what happened while it rested is not told.
        receiver.Status = 200;
        await site.Answer(question, bob);
        var failed = (await Deliveries(ada, made.Id))[0].GetProperty("id").GetString();
        (await site.Send("POST", $"/webhooks/{made.Id}/deliveries/{failed}/replay", by: ada)).Expect(202);
        Assert.False((await site.Send("PATCH", $"/webhooks/{made.Id}", new { paused = false }, ada)).Expect(200)["paused"].GetBoolean());
        await Eventually.Holds(() => Task.FromResult(receiver.All.Any(one => one.Id == failed && one.Answered == 200)), "the replay");
        var after = await site.Answer(question, bob);
        await Eventually.Holds(() => Task.FromResult(receiver.All.Any(one => one.Data.GetProperty("answerId").GetString() == after)), "what happened afterwards");
        Assert.Equal(2, receiver.All.Count(static one => one.Answered == 200));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_no_more()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = 410;
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var made = await Make(ada, receiver);
        await site.Answer(await site.Question(ada), bob);
        await Eventually.Holds(async () => (await site.Send("GET", $"/webhooks/{made.Id}", by: ada))["paused"].GetBoolean(), "it is paused");
        Assert.Equal("gone", (await site.Send("GET", $"/webhooks/{made.Id}", by: ada)).Text("pausedFor"));
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await Receiver.Start();
        await using var elsewhere = await Receiver.Start();
        (receiver.Status, receiver.Location) = (307, elsewhere.Url);
        var ada = await site.Member("ada");
        var made = await Make(ada, receiver);
        await Test(ada, made.Id);
        await Eventually.Holds(async () => (await Deliveries(ada, made.Id)) is [var one] && one.TryGetProperty("status", out var status) && status.GetInt32() == 307, "an answer");
        Assert.Equal("redirect", (await Deliveries(ada, made.Id))[0].GetProperty("reason").GetString());
        Assert.Single(receiver.All);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task A_new_secret_signs_beside_the_one_before_it_for_a_day()
    {
        await using var receiver = await Receiver.Start();
        var ada = await site.Member("ada");
        var made = await Make(ada, receiver);
        var renewed = (await site.Send("POST", $"/webhooks/{made.Id}/secret", by: ada)).Expect(200).Text("secret");
        Assert.NotEqual(made.Secret, renewed);
        await Test(ada, made.Id);
        await Settled(ada, made.Id, 1);
        var one = Assert.Single(receiver.All);
        Assert.True(one.IsSignedBy(made.Secret) && one.IsSignedBy(renewed));
        Assert.Equal("webhook.test", one.Type);

        site.PutForward(TimeSpan.FromHours(25));
        await Test(ada, made.Id);
        await Settled(ada, made.Id, 2);
        Assert.True(receiver.All[1].IsSignedBy(renewed));
        Assert.False(receiver.All[1].IsSignedBy(made.Secret));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_anothers_webhooks()
    {
        await using var receiver = await Receiver.Start();
        var (ada, bob) = (await site.Member("ada"), await site.Member("bob"));
        var (mine, sites) = (await Make(ada, receiver), await Make(site.Admin, receiver, "site", "question.closed"));
        foreach (var (id, by, status) in new[] { (mine.Id, bob, 404), (mine.Id, site.Admin, 404), (sites.Id, bob, 403) })
        {
            Assert.Equal(status, (await site.Send("GET", $"/webhooks/{id}", by: by)).Status);
            Assert.Equal(status, (await site.Send("GET", $"/webhooks/{id}/deliveries", by: by)).Status);
            Assert.Equal(status, (await site.Send("PATCH", $"/webhooks/{id}", new { paused = true }, by)).Status);
            Assert.Equal(status, (await site.Send("DELETE", $"/webhooks/{id}", by: by)).Status);
            Assert.Equal(status, (await site.Send("POST", $"/webhooks/{id}/secret", by: by)).Status);
            Assert.Equal(status, (await site.Send("POST", $"/webhooks/{id}/test", by: by)).Status);
            Assert.Equal(status, (await site.Send("POST", $"/webhooks/{id}/deliveries/msg_{id}-1/replay", by: by)).Status);
            (await site.Send("GET", $"/webhooks/{id}")).ExpectProblem(401, "unauthorized");
        }

        Assert.Empty((await site.Send("GET", "/webhooks", by: bob)).Expect(200).Items());
        (await site.Send("GET", "/webhooks?scope=site", by: bob)).ExpectProblem(403, "not-allowed");
        (await site.Send("POST", "/webhooks", new { url = receiver.Url, scope = "site" }, bob)).ExpectProblem(403, "not-allowed");
        Assert.Contains((await site.Send("GET", "/webhooks?scope=site", by: site.Admin)).Expect(200).Items(), item => item.GetProperty("id").GetString() == sites.Id);
        var shown = Assert.Single((await site.Send("GET", "/webhooks", by: ada)).Expect(200).Items());
        Assert.Equal((mine.Id, receiver.Url, "mine", false), (shown.GetProperty("id").GetString(), shown.GetProperty("url").GetString(), shown.GetProperty("scope").GetString(), shown.TryGetProperty("secret", out _)));
        (await site.Send("DELETE", $"/webhooks/{mine.Id}", by: ada)).Expect(204);
        (await site.Send("GET", $"/webhooks/{mine.Id}", by: ada)).ExpectProblem(404, "not-found");
        (await site.Send("DELETE", $"/webhooks/{sites.Id}", by: site.Admin)).Expect(204);
    }

    [Fact]
    public async Task Making_one_is_recognised_by_its_key_and_bounded()
    {
        await using var receiver = await Receiver.Start();
        var ada = await site.Member("ada");
        var body = new { url = receiver.Url, kinds = new[] { "notification.answer" } };
        var first = (await site.Send("POST", "/webhooks", body, ada, ("Idempotency-Key", "hook"))).Expect(201);
        Assert.Equal(first.Body, (await site.Send("POST", "/webhooks", body, ada, ("Idempotency-Key", "hook"))).Expect(201).Body);
        Assert.Equal($"/api/v1/webhooks/{first.Text("id")}", first.Header("Location"));
        (await site.Send("POST", "/webhooks", new { url = "not an address" }, ada)).ExpectFaults("url");
        (await site.Send("POST", "/webhooks", new { url = receiver.Url, kinds = new[] { "question.asked" } }, ada)).ExpectFaults("kinds");
        (await site.Send("PATCH", $"/webhooks/{first.Text("id")}", new { paused = "yes", kinds = "all" }, ada)).ExpectFaults("kinds", "paused");
        for (var number = 2; number <= 5; number++)
        {
            await Make(ada, receiver);
        }

        (await site.Send("POST", "/webhooks", body, ada)).ExpectProblem(409, "full");
    }

    private async Task<(string Id, string Secret)> Make(Person by, Receiver receiver, string scope = "mine", params string[] kinds)
    {
        var made = (await site.Send("POST", "/webhooks", new { url = receiver.Url, scope, kinds }, by)).Expect(201);
        return (made.Text("id"), made.Text("secret"));
    }

    // The delivery knows of a webhook a moment after it was made.
    private async Task Test(Person by, string id) =>
        await Eventually.Holds(async () => (await site.Send("POST", $"/webhooks/{id}/test", by: by)).Status == 202, "a test");

    private async Task<IReadOnlyList<System.Text.Json.JsonElement>> Deliveries(Person by, string id) =>
        (await site.Send("GET", $"/webhooks/{id}/deliveries", by: by)).Expect(200).Items();

    private Task Settled(Person by, string id, int count) => Eventually.Holds(
        async () => (await Deliveries(by, id)).Count(static item => item.GetProperty("state").GetString() == "delivered") == count, $"{count} deliveries");
}
