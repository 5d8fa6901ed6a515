using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Operations;

/// <summary>What a node says of its health while its database is away, silent, or takes nothing more (API.md, "Operations").</summary>
public sealed class HealthTests(OutageSite site) : IClassFixture<OutageSite>
{
    [Fact]
    public async Task While_the_database_is_away_users_may_be_sent_here_and_acts_are_not_accepted()
    {
        await IsWhole(site.Operations);
        await site.Server.Stop();
        await Eventually.Holds(async () => await Write(site.Operations) == 503, "acts are not accepted");
        await IsReadOnly(site.Operations);

        await site.Server.Start();
        await Eventually.Holds(async () => await Write(site.Operations) == 200, "acts are accepted again");
        await IsWhole(site.Operations);
    }

    [Fact]
    public async Task While_the_database_is_away_visitors_read_what_they_read_before_and_are_told()
    {
        await IsWhole(site.Operations);
        var question = await site.Question(site.Admin);
        string[] paths = ["/", "/members", "/skills", new Uri((await site.Send("GET", $"/questions/{question}")).Text("url")).AbsolutePath];
        foreach (var path in paths)
        {
            Assert.DoesNotContain("class=\"read-only\"", (await site.Page(path)).Expect(200).Body, StringComparison.Ordinal);
        }

        await site.Server.Stop();
        await Eventually.Holds(async () => await Write(site.Operations) == 503, "acts are not accepted");
        foreach (var path in paths)
        {
            Assert.Contains("class=\"read-only\"", (await site.Page(path)).Expect(200).Body, StringComparison.Ordinal);
        }

        await site.Server.Start();
        await IsWhole(site.Operations);
        foreach (var path in paths)
        {
            Assert.DoesNotContain("class=\"read-only\"", (await site.Page(path)).Expect(200).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task F05_A_database_that_can_be_read_and_takes_nothing_is_no_place_for_acts()
    {
        await IsWhole(site.Operations);
        await site.Server.Execute("postgres", "alter system set default_transaction_read_only = on");
        await site.Server.Execute("postgres", "select pg_reload_conf()");
        await Eventually.Holds(async () => (await site.Send("POST", "/questions", A.Question(), site.Admin)).Status == 503, "an act is refused");
        await Eventually.Holds(async () => await Write(site.Operations) == 503, "acts are not accepted");
        await IsReadOnly(site.Operations);
        (await site.Send("GET", "/questions")).Expect(200);

        // Known again by itself, without an act.
        await site.Server.Execute("postgres", "alter system reset default_transaction_read_only");
        await site.Server.Execute("postgres", "select pg_reload_conf()");
        await Eventually.Holds(async () => await Write(site.Operations) == 200, "acts are accepted again");
        await IsWhole(site.Operations);
        await site.Question(site.Admin);
    }

    [Fact]
    public async Task A_front_whose_cluster_lives_and_whose_database_is_silent_is_read_only_and_not_lost()
    {
        var front = await site.Front();
        await Eventually.Holds(async () => await Write(front) == 200, "the front accepts acts");
        site.Proxy.FallSilent();
        try
        {
            var seen = new HashSet<int>();
            await Eventually.Holds(
                async () =>
                {
                    seen.Add((await Ask(front, "/health/ready")).Status);
                    return await Write(front) == 503;
                },
                "acts are not accepted");
            for (var i = 0; i < 60; i++)
            {
                seen.Add((await Ask(front, "/health/ready")).Status);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            }

            Assert.Equal([200], seen);
            await IsReadOnly(front);
        }
        finally
        {
            site.Proxy.Speak();
        }

        await Eventually.Holds(async () => await Write(front) == 200, "acts are accepted again");
    }

    [Fact]
    public async Task Details_tell_how_everything_is_and_nothing_that_is_secret()
    {
        await IsWhole(site.Operations);
        await Eventually.Holds(async () => (await Details()).Json.GetProperty("nodes").GetArrayLength() > 0, "the node is known");
        var details = await Details();
        Assert.Equal("ready", details.Text("state"));
        Assert.Equal("up", details.Text("cluster"));
        Assert.Equal(("postgresql", "up"), (details["database"].GetProperty("kind").GetString(), details["database"].GetProperty("state").GetString()));
        Assert.True(details["backlog"].GetProperty("head").GetInt64() > 0);
        Assert.True(details["heartbeatSeconds"].GetDouble() < 10);
        foreach (var secret in new[] { "Host=", "Username", "Password", "@", site.Admin.Token, site.Admin.Handle })
        {
            Assert.DoesNotContain(secret, details.Body, StringComparison.OrdinalIgnoreCase);
        }

        await site.Server.Stop();
        await Eventually.Holds(
            async () => (await Details()) is var away && away["database"].GetProperty("state").GetString() == "down" && away["backlog"].ValueKind == System.Text.Json.JsonValueKind.Null,
            "the database is away, and what it said before is not told as if it were new");
        await site.Server.Start();
        await IsWhole(site.Operations);

        async Task<Reply> Details() => (await Ask(site.Operations, "/health/details")).Expect(200);
    }

    [Fact]
    public async Task A_node_that_serves_has_started_and_lives()
    {
        Assert.Equal("started\n", (await Ask(site.Operations, "/health/startup")).Expect(200).Body);
        Assert.Equal("live\n", (await Ask(site.Operations, "/health/live")).Expect(200).Body);
    }

    private static async Task IsWhole(Uri operations)
    {
        await Eventually.Holds(async () => await Write(operations) == 200, "acts are accepted");
        Assert.Equal("", (await Ask(operations, "/health/ready")).Expect(200).Header("X-Read-Only"));
    }

    private static async Task IsReadOnly(Uri operations)
    {
        Assert.Equal("1", (await Ask(operations, "/health/ready")).Expect(200).Header("X-Read-Only"));
        Assert.NotEqual("", (await Ask(operations, "/health/write")).Expect(503).Header("Retry-After"));
    }

    private static async Task<int> Write(Uri operations) => (await Ask(operations, "/health/write")).Status;

    private static async Task<Reply> Ask(Uri operations, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(operations, path));
        return await Reply.Of(response);
    }
}
