using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Following;

public sealed class FollowTestsOnSqlite(SqliteSite site) : FollowTests(site);

public sealed class FollowTestsOnPostgres(PostgresSite site) : FollowTests(site);

/// <summary>Following, muting and blocking: every status, and who may know.</summary>
public abstract class FollowTests(Site site)
{
    [Fact]
    public async Task A_question_a_skill_and_a_member_are_followed_counted_and_left()
    {
        var (me, asker) = (await site.Member("follower"), await site.Member("asker"));
        var skill = site.NewHandle("followed");
        var question = await site.Question(asker, skill);
        string[] paths = [$"/questions/{question}", $"/skills/{skill}", $"/members/{asker.Handle}"];
        foreach (var path in paths)
        {
            (await site.Send("PUT", $"{path}/follow", by: me)).Expect(204);
            (await site.Send("PUT", $"{path}/follow", by: me)).Expect(204);
            Assert.True((await site.Send("GET", $"{path}/follow", by: me)).Expect(200)["following"].GetBoolean());
        }

        await Counts($"/questions/{question}/follow", 2, me);
        await Counts($"/skills/{skill}", 1);
        await Counts($"/members/{asker.Handle}", 1);
        foreach (var path in paths)
        {
            (await site.Send("DELETE", $"{path}/follow", by: me)).Expect(204);
            (await site.Send("DELETE", $"{path}/follow", by: me)).Expect(204);
            Assert.False((await site.Send("GET", $"{path}/follow", by: me)).Expect(200)["following"].GetBoolean());
        }

        await Counts($"/questions/{question}/follow", 1, me);
        await Counts($"/skills/{skill}", 0);
        await Counts($"/members/{asker.Handle}", 0);
    }

    [Fact]
    public async Task Who_asks_or_answers_follows_at_once_until_they_say_otherwise()
    {
        var (asker, answerer) = (await site.Member("asker"), await site.Member("answerer"));
        var question = await site.Question(asker);
        Assert.True(await Follows(question, asker));
        Assert.False(await Follows(question, answerer));
        await site.Answer(question, answerer);
        Assert.True(await Follows(question, answerer));
        await Counts($"/questions/{question}/follow", 2, asker);
        (await site.Send("DELETE", $"/questions/{question}/follow", by: asker)).Expect(204);
        Assert.False(await Follows(question, asker));
        await Counts($"/questions/{question}/follow", 1, asker);
        await site.Answer(question, asker);
        Assert.True(await Follows(question, asker));
        await Counts($"/questions/{question}/follow", 2, asker);
    }

    [Theory]
    [InlineData("/questions/999999999/follow")]
    [InlineData("/questions/nothing/follow")]
    [InlineData("/skills/nobody-has-used-this/follow")]
    [InlineData("/members/nobody-at-all/follow")]
    [InlineData("/questions/999999999/mute")]
    [InlineData("/skills/nobody-has-used-this/mute")]
    [InlineData("/members/nobody-at-all/block")]
    public async Task What_is_not_there_is_a_404_and_does_not_come_into_being(string path)
    {
        var me = await site.Member();
        (await site.Send("PUT", path, by: me)).ExpectProblem(404, "not-found");
        (await site.Send("DELETE", path, by: me)).ExpectProblem(404, "not-found");
        (await site.Send("GET", "/skills/nobody-has-used-this")).ExpectProblem(404, "not-found");
        (await site.Send("PUT", path)).ExpectProblem(401, "unauthorized");
        (await site.Send("DELETE", path)).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_skill_that_can_be_none_is_at_fault()
    {
        var me = await site.Member();
        (await site.Send("PUT", "/skills/A%20B/follow", by: me)).ExpectFaults("slug");
        (await site.Send("DELETE", "/skills/A%20B/mute", by: me)).ExpectFaults("slug");
    }

    [Fact]
    public async Task Nobody_follows_or_blocks_themself_nor_follows_whom_they_have_blocked()
    {
        var (me, other) = (await site.Member(), await site.Member());
        (await site.Send("PUT", $"/members/{me.Handle}/follow", by: me)).ExpectProblem(403, "oneself");
        (await site.Send("DELETE", $"/members/{me.Handle}/follow", by: me)).ExpectProblem(403, "oneself");
        (await site.Send("PUT", $"/members/{me.Handle}/block", by: me)).ExpectProblem(403, "oneself");
        (await site.Send("DELETE", $"/members/{me.Handle}/block", by: me)).ExpectProblem(403, "oneself");

        (await site.Send("PUT", $"/members/{other.Handle}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{other.Handle}/block", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{other.Handle}/block", by: me)).Expect(204);
        var chosen = (await site.Send("GET", $"/members/{other.Handle}/follow", by: me)).Expect(200);
        Assert.Equal((false, true), (chosen["following"].GetBoolean(), chosen["blocked"].GetBoolean()));
        (await site.Send("PUT", $"/members/{other.Handle}/follow", by: me)).ExpectProblem(409, "blocked");
        (await site.Send("DELETE", $"/members/{other.Handle}/block", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{other.Handle}/follow", by: me)).Expect(204);
    }

    [Fact]
    public async Task A_deleted_question_can_be_left_and_not_followed()
    {
        var (me, asker, other) = (await site.Member(), await site.Member(), await site.Member());
        var question = await site.Question(asker);
        (await site.Send("PUT", $"/questions/{question}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/mute", by: me)).Expect(204);
        (await site.Send("DELETE", $"/questions/{question}", by: asker)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/follow", by: other)).ExpectProblem(410, "deleted");
        (await site.Send("PUT", $"/questions/{question}/mute", by: other)).ExpectProblem(410, "deleted");
        (await site.Send("GET", $"/questions/{question}/follow", by: me)).ExpectProblem(410, "deleted");
        (await site.Send("DELETE", $"/questions/{question}/follow", by: me)).Expect(204);
        (await site.Send("DELETE", $"/questions/{question}/mute", by: me)).Expect(204);
        (await site.Send("DELETE", $"/questions/{question}/follow", by: me)).ExpectProblem(410, "deleted");
    }

    [Fact]
    public async Task Lists_of_both_directions_are_public_and_go_on_by_cursor()
    {
        var (me, first, second) = (await site.Member(), await site.Member(), await site.Member());
        var skill = site.NewHandle("listed");
        var question = await site.Question(first, skill);
        foreach (var path in new[] { $"/members/{first.Handle}", $"/members/{second.Handle}", $"/skills/{skill}", $"/questions/{question}" })
        {
            (await site.Send("PUT", $"{path}/follow", by: me)).Expect(204);
        }

        (await site.Send("PUT", $"/members/{second.Handle}/follow", by: first)).Expect(204);
        (await site.Send("PUT", $"/skills/{skill}/follow", by: first)).Expect(204);

        Assert.Equal([first.Handle, me.Handle], await Handles($"/members/{second.Handle}/followers", 2));
        Assert.Equal([first.Handle, me.Handle], await Handles($"/skills/{skill}/followers", 2));
        Assert.Equal([second.Handle, first.Handle], await Handles($"/members/{me.Handle}/following", 2));
        var page = (await site.Send("GET", $"/members/{me.Handle}/following?limit=1")).Expect(200);
        Assert.Equal(second.Handle, HandleOf(Assert.Single(page.Items())));
        var rest = (await site.Send("GET", $"/members/{me.Handle}/following?limit=1&cursor={page.Text("next")}")).Expect(200);
        Assert.Equal(first.Handle, HandleOf(Assert.Single(rest.Items())));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest["next"].ValueKind);
        Assert.Equal(skill, Assert.Single((await site.Send("GET", $"/members/{me.Handle}/following?kind=skills")).Expect(200).Items()).GetProperty("skill").GetString());

        (await site.Send("GET", $"/members/{second.Handle}/followers?cursor={page.Text("next")}")).ExpectProblem(400, "invalid-cursor");
        (await site.Send("GET", $"/members/{me.Handle}/following?kind=thoughts")).ExpectFaults("kind");
        (await site.Send("GET", "/members/nobody-at-all/followers")).ExpectProblem(404, "not-found");
        (await site.Send("GET", "/skills/nobody-has-used-this/followers")).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task Which_questions_somebody_follows_what_they_mute_and_whom_they_block_nobody_else_can_read()
    {
        var (me, other) = (await site.Member("quiet"), await site.Member("loud"));
        var skill = site.NewHandle("muted");
        var question = await site.Question(other, skill);
        (await site.Send("PUT", $"/questions/{question}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/questions/{question}/mute", by: me)).Expect(204);
        (await site.Send("PUT", $"/skills/{skill}/mute", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{other.Handle}/block", by: me)).Expect(204);
        Assert.True((await site.Send("GET", $"/skills/{skill}/follow", by: me)).Expect(200)["muted"].GetBoolean());
        Assert.Equal([other.Handle], (await site.Send("GET", "/members/me/blocks", by: me)).Expect(200).Items().Select(HandleOf));
        await Eventually.Holds(async () =>
            (await site.Send("GET", $"/members/{me.Handle}/following?kind=questions", by: me)).Expect(200).Items().Count == 1);

        foreach (var reader in new[] { other, site.Admin, null })
        {
            (await site.Send("GET", $"/members/{me.Handle}/following?kind=questions", by: reader)).ExpectProblem(403, "not-allowed");
            Assert.DoesNotContain("\"muted\":true", (await Read($"/skills/{skill}/follow", reader)).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"muted\":true", (await Read($"/questions/{question}/follow", reader)).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"blocked\":true", (await Read($"/members/{me.Handle}/follow", reader)).Body, StringComparison.Ordinal);
            foreach (var path in new[] { $"/members/{me.Handle}", $"/members/{me.Handle}/following", $"/members/{me.Handle}/followers", $"/skills/{skill}", $"/skills/{skill}/followers" })
            {
                var body = (await Read(path, reader)).Expect(200).Body;
                Assert.DoesNotContain("mute", body.Replace(skill, "", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.DoesNotContain("block", body, StringComparison.Ordinal);
            }
        }

        (await site.Send("GET", "/members/me/blocks")).ExpectProblem(401, "unauthorized");
        Assert.Empty((await site.Send("GET", "/members/me/blocks", by: other)).Expect(200).Items());
        (await site.Send("GET", $"/members/{me.Handle}/blocks", by: other)).ExpectProblem(404, "not-found");
    }

    private Task<Reply> Read(string path, Person? reader) => site.Send("GET", path, by: reader);

    private async Task<bool> Follows(string question, Person member) =>
        (await site.Send("GET", $"/questions/{question}/follow", by: member)).Expect(200)["following"].GetBoolean();

    private Task Counts(string path, long followers, Person? by = null) => Eventually.Holds(
        async () => (await site.Send("GET", path, by: by)).Expect(200)["followerCount"].GetInt64() == followers, $"{followers} followers at {path}");

    private async Task<IReadOnlyList<string?>> Handles(string path, int count)
    {
        IReadOnlyList<string?> handles = [];
        await Eventually.Holds(async () => (handles = [.. (await site.Send("GET", path)).Expect(200).Items().Select(HandleOf)]).Count == count, path);
        return handles;
    }

    private static string? HandleOf(System.Text.Json.JsonElement item) => item.GetProperty("member").GetProperty("handle").GetString();
}
