using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Notifications;

public sealed class NotificationTestsOnSqlite(SqliteSite site) : NotificationTests(site);

public sealed class NotificationTestsOnPostgres(PostgresSite site) : NotificationTests(site);

/// <summary>What members are told of, and up to where they have read it.</summary>
public abstract class NotificationTests(Site site)
{
    [Fact]
    public async Task Five_answers_to_ones_question_are_one_item_that_leads_to_the_newest()
    {
        var asker = await site.Member("asker");
        var question = await site.Question(asker);
        Assert.Empty((await List(asker)).Items());
        var (answer, last) = ("", Person.Nobody);
        for (var count = 0; count < 5; count++)
        {
            last = await site.Member("helper");
            answer = await site.Answer(question, last);
        }

        await Eventually.Holds(async () => (await List(asker)).Items() is [var one] && one.GetProperty("count").GetInt32() == 5 && Text(one.GetProperty("question"), "title") is not null);
        var list = await List(asker);
        var item = Assert.Single(list.Items());
        Assert.Equal(
            ("answer", 5, true, question, answer, $"{Site.PublicUrl}/a/{answer}"),
            (Text(item, "kind"), item.GetProperty("people").GetInt32(), item.GetProperty("unread").GetBoolean(), Text(item.GetProperty("question"), "id"), Text(item, "answerId"), Text(item, "url")));
        Assert.Equal("How does one ask a good question?", Text(item.GetProperty("question"), "title"));
        Assert.Equal(3, item.GetProperty("actors").GetArrayLength());
        Assert.Equal(last.Handle, Text(item.GetProperty("actors")[0], "handle"));
        Assert.Equal(JsonValueKind.Null, list["next"].ValueKind);
        Assert.False(item.TryGetProperty("points", out _));

        // Who answered before follows it too; the last one has nothing to be told of.
        Assert.Empty((await List(last)).Items());
    }

    [Fact]
    public async Task Whoever_is_named_is_told_and_an_edit_tells_only_those_it_names_anew()
    {
        var (writer, first, second) = (await site.Member("writer"), await site.Member("first"), await site.Member("second"));
        var question = await site.Question(await site.Member("asker"));
        var posted = (await site.Send("POST", $"/questions/{question}/comments", new { body = $"Do you know, @{first.Handle.ToUpperInvariant()}? Not `@{second.Handle}`." }, writer)).Expect(201);

        var item = await Only(first);
        Assert.Equal(("mention", posted.Text("id")), (Text(item, "kind"), Text(item, "commentId")));
        Assert.EndsWith($"#comment-{posted.Text("id")}", Text(item, "url"), StringComparison.Ordinal);
        Assert.Empty((await List(second)).Items());

        (await site.Send("PATCH", $"/questions/{question}/comments/{posted.Text("id")}", new { body = $"Do you know, @{first.Handle} or @{second.Handle}?" }, writer)).Expect(204);
        Assert.Equal("mention", Text(await Only(second), "kind"));
        Assert.Equal(1, (await Only(first)).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Each_kind_is_told_to_whom_it_concerns_and_can_be_asked_for_alone()
    {
        var (asker, helper, third) = (await site.Member("asker"), await site.Member("helper"), await site.Member("third"));
        var question = await site.Question(asker, "telling");
        var answer = await site.Answer(question, helper);
        (await site.Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = "Thank you for this." }, third)).Expect(201);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, third)).Expect(200);
        (await site.Send("PUT", $"/members/{helper.Handle}/endorsements/telling", new { }, asker)).Expect(204);
        (await site.Send("PATCH", $"/questions/{question}/answers/{answer}", new { body = "Mended by an administrator, at some length." }, site.Admin, ("If-Match", "\"1\""))).Expect(200);
        (await site.Send("DELETE", $"/questions/{question}/answers/{answer}", by: site.Admin)).Expect(204);

        await Eventually.Holds(
            async () => (await List(helper)).Items() is { Count: 6 } items && items.Any(static item => Text(item, "kind") == "points" && item.GetProperty("count").GetInt32() == 2),
            "six kinds, and the points of both votes");
        Assert.Equal(
            ["acceptance", "comment", "edit", "endorsement", "moderation", "points"],
            (await List(helper)).Items().Select(static item => Text(item, "kind")).Order(StringComparer.Ordinal));
        foreach (var kind in new[] { "acceptance", "comment", "edit", "endorsement", "moderation", "points" })
        {
            Assert.Equal(kind, Text(Assert.Single((await List(helper, $"?kind={kind}")).Items()), "kind"));
        }

        var points = Assert.Single((await List(helper, "?kind=points")).Items());
        Assert.Equal((20, 2, 0), (points.GetProperty("points").GetInt32(), points.GetProperty("count").GetInt32(), points.GetProperty("actors").GetArrayLength()));
        var moderation = Assert.Single((await List(helper, "?kind=moderation")).Items());
        Assert.Equal("deleted", Text(moderation, "act"));
        Assert.Equal("telling", Text(Assert.Single((await List(helper, "?kind=endorsement")).Items()), "skill"));
        Assert.Empty((await List(helper, "?kind=mention")).Items());
        Assert.Empty((await List(third)).Items());
    }

    [Fact]
    public async Task Whoever_invited_is_told_who_came()
    {
        var host = await site.Member("host");
        var code = (await site.Send("POST", "/invitations", new { }, host)).Expect(201).Text("code");
        var handle = site.NewHandle("guest");
        (await site.Send("POST", "/members", A.Newcomer(code, handle))).Expect(201);

        var item = await Only(host);
        Assert.Equal(("invitation-used", $"{Site.PublicUrl}/members/{handle}"), (Text(item, "kind"), Text(item, "url")));
    }

    [Fact]
    public async Task What_is_read_is_read_whatever_is_marked_later_and_what_comes_after_is_not()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var question = await site.Question(asker);
        await site.Answer(question, helper);
        var position = (await Only(asker)).GetProperty("position").GetInt64();
        await Eventually.Holds(async () => (await List(asker))["unread"].GetInt32() == 1);

        (await site.Send("POST", "/notifications/read", new { upTo = position - 1 }, asker)).Expect(204);
        Assert.True((await Only(asker)).GetProperty("unread").GetBoolean());
        (await site.Send("POST", "/notifications/read", new { upTo = position }, asker)).Expect(204);
        (await site.Send("POST", "/notifications/read", new { upTo = 0 }, asker)).Expect(204);
        var read = await List(asker);
        Assert.Equal((0, position), (read["unread"].GetInt32(), read["readUpTo"].GetInt64()));
        Assert.False(Assert.Single(read.Items()).GetProperty("unread").GetBoolean());
        Assert.Empty((await List(asker, "?unread=true")).Items());
        Assert.Single((await List(asker, "?unread=false")).Items());

        // Beyond the newest: what is not there yet is not read.
        (await site.Send("POST", "/notifications/read", new { upTo = long.MaxValue }, asker)).Expect(204);
        (await site.Send("POST", $"/questions/{question}/comments", new { body = "And now?" }, helper)).Expect(201);
        await Eventually.Holds(async () => (await List(asker, "?unread=true")).Items() is [var one] && Text(one, "kind") == "comment");
    }

    [Fact]
    public async Task The_count_of_what_is_unread_goes_with_each_vote_that_comes_and_is_withdrawn_and_with_what_is_read()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var (one, other) = (await site.Question(asker), await site.Question(asker));
        var (first, second) = (await site.Answer(one, helper), await site.Answer(other, helper));
        await Votes(one, first, 1, unread: 1);
        await Votes(other, second, 1, unread: 2);
        await Votes(one, first, 0, unread: 1);
        var newest = (await List(helper)).Items()[0].GetProperty("position").GetInt64();
        (await site.Send("POST", "/notifications/read", new { upTo = newest }, helper)).Expect(204);
        Assert.Equal(0, (await List(helper))["unread"].GetInt32());
        await Votes(one, first, 1, unread: 1);

        async Task Votes(string question, string answer, int value, int unread)
        {
            (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value }, asker)).Expect(200);
            await Eventually.Holds(async () => (await List(helper))["unread"].GetInt32() == unread, $"{unread} unread after a vote of {value}");
        }
    }

    [Fact]
    public async Task Pages_follow_one_another_by_cursors_that_belong_to_one_member_and_filter()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        for (var count = 0; count < 3; count++)
        {
            await site.Answer(await site.Question(asker), helper);
        }

        await Eventually.Holds(async () => (await List(asker)).Items().Count == 3);
        var first = await List(asker, "?limit=2");
        var cursor = Uri.EscapeDataString(first.Text("next"));
        var rest = await List(asker, $"?limit=2&cursor={cursor}");
        Assert.Equal(JsonValueKind.Null, rest["next"].ValueKind);
        var positions = first.Items().Concat(rest.Items()).Select(static item => item.GetProperty("position").GetInt64()).ToList();
        Assert.Equal(3, positions.Count);
        Assert.Equal(positions.OrderDescending(), positions);

        (await site.Send("GET", $"/notifications?cursor={cursor}", by: helper)).ExpectProblem(400, "invalid-cursor");
        (await site.Send("GET", $"/notifications?unread=true&cursor={cursor}", by: asker)).ExpectProblem(400, "invalid-cursor");
    }

    [Fact]
    public async Task Only_members_ask_and_what_is_no_position_or_filter_is_refused()
    {
        var member = await site.Member();
        (await site.Send("GET", "/notifications")).ExpectProblem(401, "unauthorized");
        (await site.Send("POST", "/notifications/read", new { upTo = 1 })).ExpectProblem(401, "unauthorized");
        foreach (var body in new object[] { new { }, new { upTo = -1 }, new { upTo = 1.5 }, new { upTo = "1" }, new { upTo = (long?)null }, new { upTo = 1e30 } })
        {
            (await site.Send("POST", "/notifications/read", body, member)).ExpectFaults("upTo");
        }

        (await site.Send("POST", "/notifications/read", new { upTo = 1, member = "1" }, member)).ExpectFaults("member");
        (await site.Send("GET", "/notifications?kind=Answer", by: member)).ExpectFaults("kind");
        (await site.Send("GET", "/notifications?unread=1", by: member)).ExpectFaults("unread");
        (await site.Send("GET", "/notifications?limit=0", by: member)).ExpectFaults("limit");
    }

    private static string? Text(JsonElement item, string field) => item.GetProperty(field).GetString();

    private async Task<Reply> List(Person by, string query = "") => (await site.Send("GET", $"/notifications{query}", by: by)).Expect(200);

    private async Task<JsonElement> Only(Person by)
    {
        await Eventually.Holds(async () => (await List(by)).Items().Count > 0);
        return Assert.Single((await List(by)).Items());
    }
}
