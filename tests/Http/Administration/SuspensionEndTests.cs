using System.Globalization;
using Skiller.Tests.Http.Security;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>A suspension ends by itself.</summary>
public abstract class SuspensionEndTests(LaterSite site)
{
    [Fact]
    public async Task Another_reason_leaves_the_end_where_it_is_although_the_day_is_another_one_for_whoever_gives_it()
    {
        var member = await site.Member();
        using var admin = new PageReader(site);
        admin.ActAs(site.Admin);
        var path = $"/administration/members/{member.Handle}";
        var day = site.Now.AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await admin.Post((await admin.Get(path)).Expect(200), path, ("until", day), ("reason", "Spam."))).Expect(200);
        await Live("Pacific/Honolulu");

        var page = (await admin.Get(path)).Expect(200);
        Assert.Equal(site.Now.AddDays(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), page.Value("until"));
        (await admin.Post(page, path, ("until", page.Value("until")), ("reason", "Spam, twice."))).Expect(200);

        var refused = await site.Send("POST", "/questions", A.Question(), member, ("Accept-Language", "en"));
        Assert.Equal($"Suspended until {day} 00:00 UTC. Reason: Spam, twice.", refused.ExpectProblem(403, "suspended").Text("detail"));
        await Live("UTC");
        (await admin.Post((await admin.Get(path)).Expect(200), $"{path}/lift")).Expect(200);

        async Task Live(string zone) => (await admin.Post(
            (await admin.Get("/settings")).Expect(200), "/settings", ("name", "Admin"), ("timeZone", zone), ("locale", "en"))).Expect(200);
    }

    [Fact]
    public async Task When_the_day_has_come_the_member_acts_again_with_the_session_that_they_had()
    {
        var member = await site.Member();
        var question = await site.Question(await site.Member(), "joinery");
        using var admin = new PageReader(site);
        admin.ActAs(site.Admin);
        var path = $"/administration/members/{member.Handle}";
        var day = site.Now.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await admin.Post((await admin.Get(path)).Expect(200), path, ("until", day), ("reason", "Spam."))).Expect(200, "The suspension is recorded.");
        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, member)).ExpectProblem(403, "suspended");

        site.PutForward(TimeSpan.FromDays(2));

        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, member)).Expect(200);
        using var reader = new PageReader(site);
        reader.ActAs(member);
        Assert.DoesNotContain("is suspended", (await reader.Get("/questions")).Expect(200).Text, StringComparison.Ordinal);
        (await admin.Get("/administration/members")).Expect(200, "Nobody is suspended.");
        Assert.DoesNotContain("Lift the suspension", (await admin.Get(path)).Expect(200).Text, StringComparison.Ordinal);
    }
}

public sealed class SuspensionEndTestsOnSqlite(LaterSqliteSite site) : SuspensionEndTests(site), IClassFixture<LaterSqliteSite>;

public sealed class SuspensionEndTestsOnPostgres(LaterPostgresSite site) : SuspensionEndTests(site), IClassFixture<LaterPostgresSite>;
