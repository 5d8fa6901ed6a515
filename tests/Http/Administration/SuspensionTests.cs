using System.Globalization;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Administration;

/// <summary>A member who is suspended until a day reads and does not act; everybody is told what they need to know.</summary>
public abstract class SuspensionTests(Site site)
{
    private const string Reason = "<b>Spam</b> in three questions.";

    [Fact]
    public async Task A_suspended_member_reads_and_every_act_is_refused_with_the_day_and_the_reason_I01_I07()
    {
        var (member, other) = (await site.Member(), await site.Member());
        var question = await site.Question(other, "joinery");
        var mine = await site.Question(member, "joinery");
        using var admin = Administrator();

        await Suspend(admin, member);

        foreach (var (method, path, body) in ActsOf(question, mine, other.Handle))
        {
            var refused = (await site.Send(method, path, body, member, ("Accept-Language", "en"), ("If-Match", "\"1\""))).ExpectProblem(403, "suspended");
            Assert.Equal("Your account is suspended: you can read, but not act.", refused.Text("title"));
            Assert.Equal($"Suspended until {Day()} 00:00 UTC. Reason: {Reason}", refused.Text("detail"));
        }

        var french = (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, member, ("Accept-Language", "fr"))).ExpectProblem(403, "suspended");
        Assert.Contains($"Suspendu jusqu’au {Day()}", french.Text("detail"), StringComparison.Ordinal);
        (await site.Send("GET", "/members/me", null, member)).Expect(200);
        (await site.Send("GET", $"/questions/{question}", null, member)).Expect(200);
        Assert.Equal(0, (await site.Send("GET", $"/questions/{question}")).Expect(200).Json.GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task Whoever_is_suspended_signs_in_and_reads_until_when_and_why_on_each_page()
    {
        var member = await site.Member();
        var question = await site.Question(await site.Member(), "joinery");
        using var admin = Administrator();
        using var reader = new PageReader(site);
        (await reader.SignIn($"{member.Handle}@{A.Domain}")).Expect(200);
        var before = (await reader.Get("/ask")).Expect(200);
        Assert.DoesNotContain("is suspended", before.Text, StringComparison.Ordinal);

        await Suspend(admin, member);

        var refused = (await reader.Post(before, "/ask", ("title", "What I was just typing, at length"), ("body", "And the text of it, which is not lost."), ("skills", "joinery"), ("locale", "en"))).Expect(403, "Your account is suspended until");
        Assert.Contains("And the text of it, which is not lost.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Spam&lt;/b&gt; in three questions.", refused.Html, StringComparison.Ordinal);
        using var later = new PageReader(site);
        (await later.SignIn($"{member.Handle}@{A.Domain}")).Expect(200, "Your account is suspended until");
        (await later.Get($"/questions/{question}")).Expect(200, Reason);
        (await later.Get("/administration/members")).Expect(403);
    }

    [Fact]
    public async Task What_was_done_before_is_answered_again_to_the_same_key()
    {
        var member = await site.Member();
        var body = A.Question("joinery");
        var first = (await site.Send("POST", "/questions", body, member, ("Idempotency-Key", "before"))).Expect(201);
        using var admin = Administrator();

        await Suspend(admin, member);

        Assert.Equal(first.Text("id"), (await site.Send("POST", "/questions", body, member, ("Idempotency-Key", "before"))).Expect(201).Text("id"));
        (await site.Send("POST", "/questions", body, member, ("Idempotency-Key", "after"))).ExpectProblem(403, "suspended");
    }

    [Fact]
    public async Task A_lifted_suspension_is_over_with_the_next_act()
    {
        var member = await site.Member();
        var question = await site.Question(await site.Member(), "joinery");
        using var admin = Administrator();
        var page = await Suspend(admin, member);

        (await admin.Post(page, $"{PathOf(member)}/lift")).Expect(200, "The suspension is lifted.");

        (await site.Send("PUT", $"/questions/{question}/vote", new { value = 1 }, member)).Expect(200);
        Assert.DoesNotContain("Lift the suspension", (await admin.Get(PathOf(member))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acts_at_the_very_moment_are_recorded_before_or_refused()
    {
        var (member, other) = (await site.Member(), await site.Member());
        var question = await site.Question(other, "joinery");
        using var admin = Administrator();
        var form = (await admin.Get(PathOf(member))).Expect(200);

        var acts = Enumerable.Range(0, 20).Select(number => site.Send(
            "POST", $"/questions/{question}/comments", new { body = string.Create(CultureInfo.InvariantCulture, $"Comment {number}.") }, member)).ToArray();
        await admin.Post(form, PathOf(member), ("until", Day()), ("reason", Reason));
        var late = await site.Send("POST", $"/questions/{question}/comments", new { body = "Too late." }, member);

        var statuses = (await Task.WhenAll(acts)).Select(static reply => reply.Status).ToArray();
        Assert.All(statuses, static status => Assert.True(status is 201 or 403, $"{status}"));
        late.ExpectProblem(403, "suspended");
        var shown = (await site.Send("GET", $"/questions/{question}")).Expect(200).Json.GetProperty("comments");
        Assert.Equal(statuses.Count(static status => status == 201), shown.GetArrayLength());
    }

    [Fact]
    public async Task What_is_wrong_with_the_form_stands_beside_its_field_and_nothing_is_lost()
    {
        var member = await site.Member();
        using var admin = Administrator();
        var form = (await admin.Get(PathOf(member))).Expect(200, "Suspended until");

        var past = (await admin.Post(form, PathOf(member), ("until", "2020-01-31"), ("reason", "Typed at length."))).Expect(400, "It must be a day to come.");
        Assert.Equal("2020-01-31", past.Value("until"));
        Assert.Contains("Typed at length.", past.Text, StringComparison.Ordinal);
        (await admin.Post(form, PathOf(member), ("until", "soon"), ("reason", "Typed at length."))).Expect(400, "It must be a day, such as");
        (await admin.Post(form, PathOf(member), ("until", "2999-01-01"), ("reason", "R"))).Expect(400, "At most 10 years.");
        (await admin.Post(form, PathOf(member), ("until", Day()), ("reason", ""))).Expect(400);
        Assert.DoesNotContain("Lift the suspension", (await admin.Get(PathOf(member))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_find_members_and_see_who_is_suspended_now()
    {
        var member = await site.Member("findable");
        using var admin = Administrator();
        (await admin.Get($"/administration/members?q=%40{member.Handle}")).Expect(200, $"@{member.Handle}");
        (await admin.Get("/administration/members?q=zzqqxxkkwwjj")).Expect(200, "Nobody matches.");

        await Suspend(admin, member);

        var list = (await admin.Get("/administration/members")).Expect(200, $"@{member.Handle}");
        Assert.Contains("&lt;b&gt;Spam&lt;/b&gt;", list.Html, StringComparison.Ordinal);
        (await admin.Get("/administration/members?cursor=AAAA")).Expect(400);
        (await admin.Get($"/members/{member.Handle}")).Expect(200, "Administer this account");
        Assert.DoesNotContain("/administration/", (await site.Page($"/members/{member.Handle}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_suspended_is_told_by_mail_until_when_and_why_and_when_it_is_lifted()
    {
        var (handle, address) = (site.NewHandle("told"), $"{site.NewHandle("told")}@mailbox-of-tests.fr");
        (await site.SendFrom(site.NewSource(), "POST", "/members", A.Newcomer(await site.Invitation(), handle, address))).Expect(201);
        using var admin = Administrator();
        var path = $"/administration/members/{handle}";

        var page = (await admin.Post((await admin.Get(path)).Expect(200), path, ("until", Day()), ("reason", Reason))).Expect(200, "The suspension is recorded.");
        (await admin.Post(page, $"{path}/lift")).Expect(200, "The suspension is lifted.");

        var mails = await site.Mails(address, 3);
        var suspended = Assert.Single(mails, static mail => mail.Subject == "Ta participation est suspendue");
        Assert.Contains(Reason, suspended.TextBody, StringComparison.Ordinal);
        Assert.Contains($"jusqu’au {DateOnly.Parse(Day(), CultureInfo.InvariantCulture).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"))}, 00:00 UTC", suspended.TextBody, StringComparison.Ordinal);
        Assert.Single(mails, static mail => mail.Subject == "Tu peux de nouveau participer");
    }

    [Fact]
    public async Task An_administrator_cannot_suspend_themself_nor_anybody_who_is_not_there()
    {
        var member = await site.Member();
        using var admin = Administrator();
        (await admin.Get(PathOf(site.Admin))).Expect(200, "Nobody suspends themself.");
        var form = (await admin.Get(PathOf(member))).Expect(200);
        var forged = form with { Html = form.Html.Replace(PathOf(member), PathOf(site.Admin), StringComparison.Ordinal) };

        (await admin.Post(forged, PathOf(site.Admin), ("until", Day()), ("reason", "Tired."))).Expect(403);

        (await admin.Get("/administration/members/nobody-has-this")).Expect(404);
        (await site.Send("GET", "/members/me", null, site.Admin)).Expect(200);
    }

    [Theory]
    [InlineData("/administration/members")]
    [InlineData("/administration/members/{me}")]
    public async Task Members_are_refused_and_visitors_asked_to_sign_in(string path)
    {
        var member = await site.Member();
        path = path.Replace("{me}", member.Handle, StringComparison.Ordinal);
        using var reader = new PageReader(site);
        (await reader.Get(path)).Expect(200, "Sign in");
        await reader.SignIn($"{member.Handle}@{A.Domain}");

        (await reader.Get(path)).Expect(403);
    }

    private static IEnumerable<(string Method, string Path, object? Body)> ActsOf(string question, string mine, string handle) =>
    [
        ("POST", "/questions", A.Question("joinery")),
        ("POST", $"/questions/{question}/answers", new { body = "An answer that is long enough to be one." }),
        ("POST", $"/questions/{question}/comments", new { body = "A comment." }),
        ("PUT", $"/questions/{question}/vote", new { value = 1 }),
        ("PATCH", $"/questions/{mine}", new { body = "A body that is long enough to be one." }),
        ("DELETE", $"/questions/{mine}", null),
        ("PATCH", "/members/me", new { headline = "Joiner" }),
        ("PUT", $"/members/{handle}/endorsements/joinery", new { }),
        ("PUT", $"/questions/{question}/follow", null),
        ("DELETE", "/skills/joinery/follow", null),
        ("PUT", $"/members/{handle}/block", null),
        ("DELETE", $"/questions/{question}/mute", null),
        ("POST", "/invitations", new { }),
    ];

    private static string PathOf(Person person) => $"/administration/members/{person.Handle}";

    private static string Day() => TimeProvider.System.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<ShownPage> Suspend(PageReader admin, Person person) => (await admin.Post(
        (await admin.Get(PathOf(person))).Expect(200), PathOf(person), ("until", Day()), ("reason", Reason))).Expect(200, "The suspension is recorded.");

    private PageReader Administrator()
    {
        var reader = new PageReader(site);
        reader.ActAs(site.Admin);
        return reader;
    }
}

public sealed class SuspensionTestsOnSqlite(SqliteSite site) : SuspensionTests(site);

public sealed class SuspensionTestsOnPostgres(PostgresSite site) : SuspensionTests(site);
