using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Conventions;

public sealed class ListTestsOnSqlite(SqliteSite site) : ListTests(site);

public sealed class ListTestsOnPostgres(PostgresSite site) : ListTests(site);

/// <summary>Lists: orders, filters, cursors.</summary>
public abstract class ListTests(Site site)
{
    [Fact]
    public async Task Pages_of_a_list_are_the_whole_list_once()
    {
        var asker = await site.Member();
        var skill = site.NewHandle("skill");
        var asked = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            asked.Add(await site.Question(asker, skill));
        }

        await Eventually.Holds(async () => (await site.Send("GET", $"/questions?skill={skill}")).Expect(200).Items().Count == 7, "seven questions");
        foreach (var sort in new[] { "newest", "active", "unanswered", "votes" })
        {
            var seen = new List<string?>();
            var cursor = "";
            while (true)
            {
                var page = (await site.Send("GET", $"/questions?skill={skill}&sort={sort}&limit=3{cursor}")).Expect(200);
                Assert.InRange(page.Items().Count, 1, 3);
                seen.AddRange(page.Items().Select(q => q.GetProperty("id").GetString()));
                if (page["next"].ValueKind == JsonValueKind.Null)
                {
                    break;
                }

                cursor = $"&cursor={page.Text("next")}";
            }

            Assert.Equal(asked.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
            if (sort is "newest" or "unanswered")
            {
                Assert.Equal(Enumerable.Reverse(asked), seen);
            }
        }
    }

    [Fact]
    public async Task A_list_follows_what_happens()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member());
        var skill = site.NewHandle("skill");
        var (first, second) = (await site.Question(asker, skill), await site.Question(asker, skill));
        await site.Answer(first, helper);
        (await site.Send("PUT", $"/questions/{second}/vote", new { value = 1 }, helper)).Expect(200);
        await Eventually.Holds(async () => await Ids($"sort=unanswered&skill={skill}") is [var one] && one == second, "one is unanswered");
        await Eventually.Holds(async () => await Ids($"sort=active&skill={skill}") is [var one, _] && one == first, "the answered one is active");
        await Eventually.Holds(async () => await Ids($"sort=votes&skill={skill}") is [var one, _] && one == second, "the voted one is first");
        Assert.Empty(await Ids($"locale=en&skill={skill}"));
        Assert.Equal(2, (await site.Send("GET", $"/members/{asker.Handle}/questions")).Expect(200).Items().Count);
        (await site.Send("DELETE", $"/questions/{second}", by: asker)).Expect(204);
        await Eventually.Holds(async () => await Ids($"skill={skill}") is [var one] && one == first, "the deleted one is off the list");
    }

    [Theory]
    [InlineData("/questions?sort=best", "sort")]
    [InlineData("/questions?sort=", "sort")]
    [InlineData("/questions?limit=0", "limit")]
    [InlineData("/questions?limit=101", "limit")]
    [InlineData("/questions?limit=ten", "limit")]
    [InlineData("/questions?limit=1&limit=2", "limit")]
    [InlineData("/questions?skill=A%20B", "skill")]
    [InlineData("/questions?locale=de", "locale")]
    [InlineData("/skills?sort=newest", "sort")]
    [InlineData("/members?sort=newest", "sort")]
    public async Task A_fault_of_a_query_is_a_400_that_names_it(string path, string field) => (await site.Send("GET", path)).ExpectFaults(field);

    [Theory]
    [InlineData("/questions?cursor=x")]
    [InlineData("/questions?cursor=")]
    [InlineData("/questions?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/questions?cursor=%00%F0%9F%98%80")]
    [InlineData("/skills?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/members?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cursor_of_nowhere_is_a_400(string path) => (await site.Send("GET", path)).ExpectProblem(400, "invalid-cursor");

    [Fact]
    public async Task A_cursor_of_another_list_is_a_400()
    {
        var asker = await site.Member();
        var skill = site.NewHandle("skill");
        await site.Question(asker, skill);
        await site.Question(asker, skill);
        await Eventually.Holds(async () => (await Ids($"skill={skill}")).Count == 2, "two questions");
        var cursor = (await site.Send("GET", $"/questions?skill={skill}&limit=1")).Text("next");
        (await site.Send("GET", $"/questions?cursor={cursor}")).ExpectProblem(400, "invalid-cursor");
        (await site.Send("GET", $"/questions?skill={skill}&sort=votes&cursor={cursor}")).ExpectProblem(400, "invalid-cursor");
    }

    private async Task<IReadOnlyList<string?>> Ids(string query) =>
        [.. (await site.Send("GET", $"/questions?{query}")).Expect(200).Items().Select(q => q.GetProperty("id").GetString())];
}
