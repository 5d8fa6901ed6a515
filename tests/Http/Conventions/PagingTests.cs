using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

public sealed class PagingTestsOnSqlite(SqliteSite site) : PagingTests(site);

public sealed class PagingTestsOnPostgres(PostgresSite site) : PagingTests(site);

/// <summary>The pages of every list are the whole list once, and a page is as long as was asked for.</summary>
public abstract class PagingTests(Site site)
{
    [Fact]
    public async Task Comments_and_revisions_are_paged_in_their_order()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        foreach (var path in new[] { $"/questions/{question}", $"/questions/{question}/answers/{answer}" })
        {
            var bodies = Enumerable.Range(1, 33).Select(static i => $"Comment {i}.").ToList();
            foreach (var body in bodies)
            {
                (await site.Send("POST", $"{path}/comments", new { body }, asker)).Expect(201);
            }

            Assert.Equal(bodies, Texts(await Pages($"{path}/comments?limit=7", 7), "body"));
        }

        // The page of the question has the first thirty, and its cursor leads to the rest.
        var shown = (await site.Send("GET", $"/questions/{question}")).Expect(200);
        foreach (var (post, path) in new[] { (shown.Json, $"/questions/{question}/comments"), (shown["answers"][0], $"/questions/{question}/answers/{answer}/comments") })
        {
            Assert.Equal(30, post.GetProperty("comments").GetArrayLength());
            var rest = await site.Send("GET", $"{path}?cursor={post.GetProperty("commentsNext").GetString()}");
            Assert.Equal(["Comment 31.", "Comment 32.", "Comment 33."], Texts(rest.Items(), "body"));
        }

        for (var version = 1; version <= 4; version++)
        {
            var edit = new { body = $"An answer that was edited {version} times by now." };
            (await site.Send("PATCH", $"/questions/{question}/answers/{answer}", edit, helper, ("If-Match", $"\"{version}\""))).Expect(200);
        }

        var versions = await Pages($"/questions/{question}/answers/{answer}/revisions?limit=2", 2);
        Assert.Equal([1, 2, 3, 4, 5], versions.Select(static r => r.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Invitations_are_paged_newest_first()
    {
        var member = await site.Member();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Insert(0, (await site.Send("POST", "/invitations", new { }, member)).Expect(201).Text("id"));
        }

        Assert.Equal(made, Texts(await Pages("/invitations?limit=2", 2, member), "id"));
    }

    [Fact]
    public async Task Members_and_skills_are_paged_and_each_is_met_once()
    {
        var (asker, helper, other) = (await site.Member(), await site.Member(), await site.Member());
        var skill = site.NewHandle("paged");
        var question = await site.Question(asker, $"{skill}-a", $"{skill}-b", $"{skill}-c", $"{skill}-d", $"{skill}-e");
        foreach (var person in new[] { helper, other })
        {
            var answer = await site.Answer(question, person);
            (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        }

        await Eventually.Holds(async () => (await site.Send("GET", $"/skills?query={skill}")).Items().Count == 5, "five skills");
        foreach (var sort in new[] { "use", "name" })
        {
            Assert.Equal(
                [$"{skill}-a", $"{skill}-b", $"{skill}-c", $"{skill}-d", $"{skill}-e"],
                Texts(await Pages($"/skills?query={skill}&sort={sort}&limit=2", 2), "slug").Order(StringComparer.Ordinal));
        }

        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{skill}-a/members")).Items().Count == 2, "two on the board");
        Assert.Equal(
            new[] { helper.Id, other.Id }.Order(StringComparer.Ordinal),
            Texts(await Pages($"/skills/{skill}-a/members?limit=1", 1), "id").Order(StringComparer.Ordinal));

        // Whoever gains points moves up, and whoever loses some down, past where a walk is: it is gone again then.
        await Eventually.Holds(
            async () => (await Pages("/members?limit=100", 100)).Any(m => m.GetProperty("id").GetString() == helper.Id && m.GetProperty("reputation").GetInt64() == 10),
            "the helper's points in the directory");
        await Eventually.Holds(
            async () =>
            {
                var all = Texts(await Pages("/members?limit=3", 3), "id");
                return all.Contains(helper.Id) && all.Count == all.Distinct(StringComparer.Ordinal).Count();
            },
            "a walk that meets the helper, and nobody twice");
    }

    [Fact]
    public async Task The_sum_over_all_pages_of_a_ledger_is_the_reputation()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var skill = site.NewHandle("skill");
        var question = await site.Question(asker, skill);
        var elsewhere = await site.Question(asker, "elsewhere");
        foreach (var asked in new[] { question, question, question, elsewhere })
        {
            var answer = await site.Answer(asked, helper);
            (await site.Send("PUT", $"/questions/{asked}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        }

        await Eventually.Holds(async () => (await Member(helper))["reputation"].GetInt64() == 40, "four votes");
        var entries = await Pages($"/members/{helper.Handle}/reputation?limit=3", 3);
        Assert.Equal((4, 40), (entries.Count, entries.Sum(static e => e.GetProperty("points").GetInt32())));
        Assert.Equal(entries.Select(static e => e.GetProperty("position").GetInt64()).OrderDescending(), entries.Select(static e => e.GetProperty("position").GetInt64()));
        var inSkill = await Pages($"/members/{helper.Handle}/reputation?skill={skill}&limit=2", 2);
        Assert.Equal(30, inSkill.Sum(static e => e.GetProperty("points").GetInt32()));
        var shown = (await Member(helper))["skills"].EnumerateArray().Single(s => s.GetProperty("slug").GetString() == skill);
        Assert.Equal(30, shown.GetProperty("reputation").GetInt32());
    }

    private static List<string> Texts(IEnumerable<JsonElement> items, string field) => [.. items.Select(i => i.GetProperty(field).GetString() ?? "")];

    private async Task<Reply> Member(Person member) => (await site.Send("GET", $"/members/{member.Handle}")).Expect(200);

    private async Task<List<JsonElement>> Pages(string path, int limit, Person? by = null)
    {
        var seen = new List<JsonElement>();
        var cursor = "";
        while (true)
        {
            var page = (await site.Send("GET", path + cursor, by: by)).Expect(200);
            seen.AddRange(page.Items());
            if (page["next"].ValueKind == JsonValueKind.Null)
            {
                return seen;
            }

            Assert.Equal(limit, page.Items().Count);
            cursor = $"&cursor={page.Text("next")}";
        }
    }
}
