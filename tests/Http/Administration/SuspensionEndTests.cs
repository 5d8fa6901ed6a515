using System.Globalization;
using Skiller.Tests.Http.Security;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>A suspension ends by itself.</summary>
public abstract class SuspensionEndTests(LaterSite site)
{
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
