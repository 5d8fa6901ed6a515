using System.Net;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Notifications;

public sealed class NotificationSettingsTestsOnSqlite(SqliteSite site) : NotificationSettingsTests(site);

public sealed class NotificationSettingsTestsOnPostgres(PostgresSite site) : NotificationSettingsTests(site);

/// <summary>What one is told of, where and when.</summary>
public abstract class NotificationSettingsTests(Site site)
{
    private const string Path = "/members/me/notification-settings";

    private static readonly string[] _topics =
        ["answer", "followedAnswer", "comment", "mention", "acceptance", "endorsement", "invitationUsed", "edit", "moderation", "points"];

    [Fact]
    public async Task What_is_not_wanted_on_the_site_is_neither_listed_nor_counted_and_answers_are_apart_by_whose_question_it_is()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var (own, others) = (await site.Question(asker), await site.Question(helper));
        (await site.Send("PUT", $"/questions/{others}/follow", by: asker)).Expect(204);
        await site.Answer(own, helper);
        await site.Answer(others, await site.Member("third"));
        (await site.Send("PUT", $"/questions/{own}/vote", new { value = 1 }, helper)).Expect(200);
        await Eventually.Holds(async () => (await site.Send("GET", "/notifications", by: asker)).Items().Count == 3);

        await Choose(asker, followed: "never", points: "never");
        var left = (await site.Send("GET", "/notifications", by: asker)).Expect(200);
        Assert.Equal(own, Assert.Single(left.Items()).GetProperty("question").GetProperty("id").GetString());
        await Eventually.Holds(async () => (await site.Send("GET", "/notifications", by: asker)).Json.GetProperty("unread").GetInt32() == 1);

        await Choose(asker, answer: "never", points: "never");
        Assert.Equal(
            others, Assert.Single((await site.Send("GET", "/notifications", by: asker)).Items()).GetProperty("question").GetProperty("id").GetString());
        await Choose(asker);
        Assert.Equal(3, (await site.Send("GET", "/notifications", by: asker)).Items().Count);
    }

    [Fact]
    public async Task Settings_are_what_was_put_and_what_is_wrong_is_said_field_by_field()
    {
        var member = await site.Member();
        var usual = (await site.Send("GET", Path, by: member)).Expect(200);
        Assert.Equal(
            ("at-once", "digest", "site", "20:00", "08:00", "weekly", "monday"),
            (usual.Text("mention"), usual.Text("comment"), usual.Text("points"), usual.Text("quietFrom"), usual.Text("quietTo"), usual.Text("digest"), usual.Text("digestDay")));

        await Choose(member, mention: "site", quiet: null);
        var changed = (await site.Send("GET", Path, by: member)).Expect(200).Json;
        Assert.Equal("site", changed.GetProperty("mention").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, changed.GetProperty("quietFrom").ValueKind);

        (await site.Send("PUT", Path, Body(mention: "often"), member)).ExpectFaults("mention");
        (await site.Send("PUT", Path, Body(points: "at-once"), member)).ExpectFaults("points");
        (await site.Send("PUT", Path, Body(quiet: ("24:00", "8")), member)).ExpectFaults("quietFrom", "quietTo");
        (await site.Send("PUT", Path, Body(quiet: ("08:00", "08:00")), member)).ExpectFaults("quietTo");
        (await site.Send("PUT", Path, Body(day: "doomsday"), member)).ExpectFaults("digestDay");
        (await site.Send("PUT", Path, new { digest = "daily", digestHour = 24, mail = "yes" }, member)).ExpectFaults(
            "answer", "followedAnswer", "comment", "mention", "acceptance", "endorsement", "invitationUsed", "edit", "moderation", "points", "digestHour", "mail");
        (await site.Send("GET", Path)).ExpectProblem(401, "unauthorized");
        (await site.Send("PUT", Path, Body())).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task The_form_shows_what_is_chosen_saves_it_and_keeps_what_was_typed_beside_what_is_wrong()
    {
        var member = await site.Member();
        using var reader = await PageReader.SignedIn(site, member);
        Assert.Contains("name=\"mention\" value=\"at-once\" checked", (await reader.Get("/settings/notifications")).Expect(200).Body, StringComparison.Ordinal);

        (string, string)[] kinds =
        [
            .. new[] { "answer", "followedAnswer", "comment", "acceptance", "endorsement", "invitationUsed", "edit", "moderation", "points" }.Select(static name => (name, "site")),
            ("mention", "digest"), ("quietFrom", "21:30"), ("digest", "daily"), ("digestDay", "monday"), ("digestHour", "7"),
        ];
        Assert.Equal("/settings/notifications?saved=1", (await reader.Post("/settings/notifications", [.. kinds, ("quiet", "0"), ("quietTo", "")])).Expect(302).Header("Location"));
        var saved = (await site.Send("GET", Path, by: member)).Expect(200).Json;
        Assert.Equal(("digest", "site", "daily", 7), (saved.GetProperty("mention").GetString(), saved.GetProperty("answer").GetString(), saved.GetProperty("digest").GetString(), saved.GetProperty("digestHour").GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, saved.GetProperty("quietFrom").ValueKind);

        await reader.Get("/settings/notifications");
        var wrong = (await reader.Post("/settings/notifications", [.. kinds, ("quiet", "1"), ("quietTo", "9 h")])).Expect(400);
        Assert.Contains("Il faut une heure comme 20:00.", WebUtility.HtmlDecode(wrong.Body), StringComparison.Ordinal);
        Assert.Contains("value=\"21:30\"", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"mention\" value=\"digest\" checked", wrong.Body, StringComparison.Ordinal);
        using var visitor = new PageReader(site.Address);
        Assert.StartsWith("/sign-in", (await visitor.Get("/settings/notifications")).Expect(302).Header("Location"), StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Body(
        string mention = "at-once", string answer = "at-once", string followed = "digest", string points = "site", (string From, string To)? quiet = null, string day = "monday")
    {
        var body = _topics.ToDictionary(static name => name, static object? (_) => "digest", StringComparer.Ordinal);
        (body["mention"], body["answer"], body["followedAnswer"], body["points"]) = (mention, answer, followed, points);
        (body["quietFrom"], body["quietTo"], body["digest"], body["digestDay"], body["digestHour"]) = (quiet?.From, quiet?.To, "weekly", day, 8);
        return body;
    }

    private async Task Choose(
        Person by, string mention = "at-once", string answer = "at-once", string followed = "digest", string points = "site", (string From, string To)? quiet = null) =>
        (await site.Send("PUT", Path, Body(mention, answer, followed, points, quiet), by)).Expect(200);
}
