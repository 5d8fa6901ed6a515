using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Following;

public sealed class FollowedFeedTestsOnSqlite(SqliteSite site) : FollowedFeedTests(site);

public sealed class FollowedFeedTestsOnPostgres(PostgresSite site) : FollowedFeedTests(site);

/// <summary>What happened in what one follows, and what one has chosen not to hear.</summary>
public abstract class FollowedFeedTests(Site site)
{
    [Fact]
    public async Task What_happens_in_what_one_follows_is_one_card_a_question_that_says_why()
    {
        var (me, asker, answerer) = (await site.Member("reader"), await site.Member("asker"), await site.Member("answerer"));
        var skill = site.NewHandle("fed");
        await site.Question(asker, skill);
        (await site.Send("PUT", $"/skills/{skill}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{answerer.Handle}/follow", by: me)).Expect(204);
        var question = await site.Question(asker, skill);
        var answer = await site.Answer(question, answerer);
        await site.Answer(question, asker);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);

        // What is followed is folded apart from what happens.
        await Eventually.Holds(async () => (await Card(me, question, acts: 4)).GetProperty("because").GetArrayLength() == 2);
        var card = await Card(me, question, acts: 4);
        Assert.Equal(["accepted", "answered", "answered", "asked"], card.GetProperty("acts").EnumerateArray().Select(static act => act.GetProperty("kind").GetString()));
        var because = card.GetProperty("because").EnumerateArray().ToList();
        Assert.Equal(skill, because[0].GetProperty("skill").GetString());
        Assert.Equal(answerer.Handle, because[1].GetProperty("member").GetProperty("handle").GetString());
        await Eventually.Holds(async () => (await Feed(me)).Count == 2, "both questions in the feed");
        await Eventually.Holds(async () => (await site.Send("GET", "/questions?sort=for-me", by: me)).Expect(200).Items().Count == 2, "both questions for me");
        (await site.Send("GET", "/feed")).ExpectProblem(401, "unauthorized");
        (await site.Send("GET", "/questions?sort=for-me")).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Who_follows_somebody_sees_what_they_did_and_not_what_else_happened_there()
    {
        var (me, asker, answerer) = (await site.Member(), await site.Member(), await site.Member());
        (await site.Send("PUT", $"/members/{answerer.Handle}/follow", by: me)).Expect(204);
        var question = await site.Question(asker);
        await site.Answer(question, asker);
        await site.Answer(question, answerer);
        var act = Assert.Single((await Card(me, question, acts: 1)).GetProperty("acts").EnumerateArray());
        Assert.Equal(answerer.Handle, act.GetProperty("by").GetProperty("handle").GetString());
    }

    [Fact]
    public async Task Ones_own_acts_what_is_muted_and_who_is_blocked_do_not_come()
    {
        var (me, asker, answerer) = (await site.Member(), await site.Member(), await site.Member());
        var (skill, other) = (site.NewHandle("heard"), site.NewHandle("unheard"));
        var (mine, first, second) = (await site.Question(me, skill), await site.Question(asker, skill), await site.Question(asker, skill, other));
        (await site.Send("PUT", $"/skills/{skill}/follow", by: me)).Expect(204);
        await Card(me, second, acts: 1);
        await Feeds(me, second, first);

        await site.Answer(mine, answerer);
        await Card(me, mine, acts: 1);
        await Feeds(me, mine, second, first);
        (await site.Send("PUT", $"/skills/{other}/mute", by: me)).Expect(204);
        Assert.Equal([mine, first], Questions(await Feed(me)));
        (await site.Send("PUT", $"/questions/{mine}/mute", by: me)).Expect(204);
        Assert.Equal([first], Questions(await Feed(me)));
        (await site.Send("DELETE", $"/questions/{mine}/mute", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{answerer.Handle}/block", by: me)).Expect(204);
        Assert.Equal([first], Questions(await Feed(me)));
        (await site.Send("PUT", $"/members/{asker.Handle}/block", by: me)).Expect(204);
        Assert.Empty(await Feed(me));
        Assert.Empty((await site.Send("GET", "/questions?sort=for-me", by: me)).Expect(200).Items());

        (await site.Send("DELETE", $"/members/{asker.Handle}/block", by: me)).Expect(204);
        (await site.Send("DELETE", $"/skills/{other}/mute", by: me)).Expect(204);
        Assert.Equal([second, first], Questions(await Feed(me)));
        (await site.Send("DELETE", $"/questions/{first}", by: asker)).Expect(204);
        await Feeds(me, second);
    }

    [Fact]
    public async Task A_feed_goes_on_by_cursor_and_gives_each_card_once()
    {
        var (me, asker) = (await site.Member(), await site.Member());
        var skill = site.NewHandle("paged");
        var asked = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            asked.Insert(0, await site.Question(asker, skill));
        }

        (await site.Send("PUT", $"/skills/{skill}/follow", by: me)).Expect(204);
        (await site.Send("PUT", $"/members/{asker.Handle}/follow", by: me)).Expect(204);
        await Card(me, asked[0]!, acts: 1);
        await Eventually.Holds(async () => (await Feed(me)).Count == 5);
        foreach (var path in new[] { "/feed", "/questions?sort=for-me" })
        {
            var (seen, cursor) = (new List<string?>(), "");
            do
            {
                var page = (await site.Send("GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=2{cursor}", by: me)).Expect(200);
                Assert.InRange(page.Items().Count, 0, 2);
                seen.AddRange(page.Items().Select(static item => (item.TryGetProperty("question", out var question) ? question : item).GetProperty("id").GetString()));
                cursor = page["next"].GetString() is { } next ? $"&cursor={next}" : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(asked, seen);
        }

        var own = (await site.Send("GET", "/feed?limit=2", by: me)).Expect(200).Text("next");
        (await site.Send("GET", $"/feed?cursor={own}", by: asker)).ExpectProblem(400, "invalid-cursor");
    }

    private async Task<JsonElement> Card(Person reader, string question, int acts)
    {
        JsonElement found = default;
        await Eventually.Holds(
            async () =>
            {
                found = (await Feed(reader)).FirstOrDefault(item => item.GetProperty("question").GetProperty("id").GetString() == question);
                return found.ValueKind == JsonValueKind.Object && found.GetProperty("acts").GetArrayLength() == acts;
            },
            $"{acts} acts of question {question}");
        return found;
    }

    // Shards of a feed are written each at its own time.
    private Task Feeds(Person reader, params string[] questions) => Eventually.Holds(
        async () => Questions(await Feed(reader)).SequenceEqual(questions), $"a feed of {string.Join(", ", questions)}");

    private async Task<IReadOnlyList<JsonElement>> Feed(Person reader) => (await site.Send("GET", "/feed", by: reader)).Expect(200).Items();

    private static IEnumerable<string?> Questions(IEnumerable<JsonElement> items) => items.Select(static item => item.GetProperty("question").GetProperty("id").GetString());
}
