using System.Globalization;
using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pulse;

/// <summary>A site of its own for who counts everything that happens on it, and for who stops it.</summary>
public sealed class PulseSqliteSite : Site;

/// <inheritdoc cref="PulseSqliteSite"/>
public sealed class PulsePostgresSite : Site
{
    protected override bool IsOnPostgres => true;
}

/// <summary>How the site is doing, as a page, as JSON and as CSV, to whom it is public.</summary>
public abstract class PulseTests(Site site)
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task What_happens_is_in_the_figures_at_once_and_what_is_deleted_in_them_no_more()
    {
        var before = await Settled();
        var asker = await site.Member("asker");
        var question = await site.Question(asker, site.NewHandle("skill"));
        var answer = await site.Answer(question, asker);
        await site.Question(asker, site.NewHandle("skill"));
        await Grows(before, ("questions", 2), ("answers", 1), ("answered", 1), ("invitationsMade", 1), ("invitationsUsed", 1), ("sessions", 1));
        Assert.True((await Figures()).GetProperty("firstAnswerMedianSeconds").GetDouble() < 60);

        (await site.Send("DELETE", $"/questions/{question}/answers/{answer}", by: asker)).Expect(204);
        await Grows(before, ("questions", 2), ("answers", 0), ("answered", 0));
    }

    [Fact]
    public async Task Members_grow_towards_a_goal_and_points_add_up()
    {
        await site.Member();
        await Eventually.Holds(async () =>
        {
            var pulse = (await site.Send("GET", "/pulse?by=week")).Expect(200).Json;
            var points = pulse.GetProperty("points").EnumerateArray().ToList();
            return points.Count == 26
                && points[^1].GetProperty("members").GetInt64() == pulse.GetProperty("members").GetInt64()
                && points.Sum(static point => point.GetProperty("joined").GetInt64()) == pulse.GetProperty("members").GetInt64()
                && pulse.GetProperty("isComplete").GetBoolean();
        });
    }

    [Theory]
    [InlineData("?by=year", "by")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=2026-02-30", "to")]
    [InlineData("?from=2026-02-02&to=2026-02-01", "from")]
    [InlineData("?from=1990-01-01", "from")]
    public async Task What_is_no_range_is_refused_in_each_form(string query, string field)
    {
        (await site.Send("GET", $"/pulse{query}")).ExpectFaults(field);
        (await site.Page($"/pulse.csv{query}")).Expect(400);
        (await site.Page($"/pulse{query}")).Expect(400);
    }

    [Fact]
    public async Task The_table_says_what_the_JSON_says()
    {
        await site.Question(await site.Member(), site.NewHandle("skill"));
        var json = (await site.Send("GET", "/pulse?by=month")).Expect(200).Json.GetProperty("points").EnumerateArray().ToList();
        var lines = (await site.Page("/pulse.csv?by=month")).Expect(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(13, lines.Length);
        Assert.StartsWith("from,to,joined,members,sessions,visits,", lines[0], StringComparison.Ordinal);
        var last = lines[^1].Split(',');
        Assert.Equal(lines[0].Split(',').Length, last.Length);
        Assert.Equal((json[^1].GetProperty("from").GetString(), json[^1].GetProperty("to").GetString()), (last[0], last[1]));
        Assert.InRange(long.Parse(last[8], CultureInfo.InvariantCulture), 1, long.MaxValue);
    }

    [Fact]
    public async Task An_administrator_chooses_what_everybody_sees()
    {
        using var admin = Administrator();
        var form = (await admin.Get("/administration/pulse")).Expect(200);
        (await admin.Post(form, "/administration/pulse", ("goal", "nonsense"), ("public", "growth"))).Expect(400);
        (await admin.Post(form, "/administration/pulse", ("goal", "1,234"), ("public", "growth"))).Expect(200, "Saved.");
        await Eventually.Holds(async () => (await site.Send("GET", "/pulse")).Expect(200).Json is var pulse
            && pulse.GetProperty("whole").ValueKind == JsonValueKind.Null && pulse.GetProperty("goal").GetInt64() == 1_234);
        var page = (await site.Page("/pulse", ("Accept-Language", "en"))).Expect(200).Body;
        Assert.Contains("members of 1,234", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Page views", page, StringComparison.Ordinal);
        Assert.Contains("Page views", (await admin.Get("/pulse")).Expect(200).Html, StringComparison.Ordinal);

        (await admin.Post(form, "/administration/pulse", ("goal", "10000"), ("public", "nothing"))).Expect(200, "Saved.");
        (await site.Send("GET", "/pulse")).Expect(403);
        (await site.Send("GET", "/pulse", by: await site.Member())).Expect(403);
        (await site.Page("/pulse.csv")).Expect(403);
        (await site.Send("GET", "/pulse", by: site.Admin)).Expect(200);
        await Eventually.Holds(async () => !(await site.Page("/about")).Body.Contains("href=\"/pulse\"", StringComparison.Ordinal));
        Assert.Contains("href=\"/pulse\"", (await admin.Get("/about")).Html, StringComparison.Ordinal);

        (await admin.Post(form, "/administration/pulse", ("goal", "10000"), ("public", "everything"))).Expect(200, "Saved.");
        (await site.Send("GET", "/pulse")).Expect(200);
        using var member = new PageReader(site);
        await member.SignIn($"{(await site.Member()).Handle}@{A.Domain}");
        (await member.Get("/administration/pulse")).Expect(403);
    }

    [Fact]
    public async Task Pages_are_counted_also_from_memory_without_any_cookie_and_survive_a_restart()
    {
        // What was seen before is written.
        await site.Restart();
        var before = await Settled();
        var answers = new List<Reply>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await site.Page("/about", ("User-Agent", Browser))).Expect(200));
        }

        // The page that is open shows what happened meanwhile: nobody looks anew.
        (await site.Page("/about", ("User-Agent", Browser), ("Live-Refresh", "1"))).Expect(200);
        (await site.Page("/about", ("User-Agent", "Somebot/1.0"))).Expect(200);
        (await site.Page("/nowhere", ("User-Agent", Browser))).Expect(404);
        (await site.Page("/questions/feed.atom", ("User-Agent", Browser))).Expect(200);
        (await site.Send("GET", "/questions", headers: ("User-Agent", Browser))).Expect(200);
        Assert.All(answers, static answer => Assert.Empty(answer.Header("Set-Cookie")));

        await site.Restart();
        await Grows(before, ("views", 5));
        var visits = (await Figures()).GetProperty("visits").GetInt64() - before.GetProperty("visits").GetInt64();
        Assert.InRange(visits, 1, Site.Fronts);
        (await site.Page("/about", ("User-Agent", Browser))).Expect(200);
        await Grows(before, ("views", 6));
    }

    private PageReader Administrator()
    {
        var reader = new PageReader(site);
        reader.ActAs(site.Admin);
        return reader;
    }

    private async Task<JsonElement> Figures() => (await site.Send("GET", "/pulse", by: site.Admin)).Expect(200).Json.GetProperty("whole");

    // What other tests did before is in them: they stay as they are for longer than they are kept.
    private async Task<JsonElement> Settled()
    {
        var settled = await Figures();
        await Eventually.Holds(async () =>
        {
            await Task.Delay(1_500);
            var before = settled;
            settled = await Figures();
            return settled.GetRawText() == before.GetRawText();
        });
        return settled;
    }

    // Figures are a second old at most, those of fronts a few.
    private async Task Grows(JsonElement before, params (string Name, long By)[] figures) => await Eventually.Holds(
        async () =>
        {
            var now = await Figures();
            return Array.TrueForAll(figures, figure => now.GetProperty(figure.Name).GetInt64() - before.GetProperty(figure.Name).GetInt64() == figure.By);
        },
        string.Join(", ", figures));
}

public sealed class PulseTestsOnSqlite(PulseSqliteSite site) : PulseTests(site), IClassFixture<PulseSqliteSite>;

public sealed class PulseTestsOnPostgres(PulsePostgresSite site) : PulseTests(site), IClassFixture<PulsePostgresSite>;
