using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Members;

public sealed class JoinTestsOnSqlite(SqliteSite site) : JoinTests(site);

public sealed class JoinTestsOnPostgres(PostgresSite site) : JoinTests(site);

/// <summary>Invitations, joining, signing in and out.</summary>
public abstract class JoinTests(Site site)
{
    [Fact]
    public async Task A_member_joins_with_an_invitation_that_serves_once()
    {
        var invited = (await site.Send("POST", "/invitations", new { note = "Come in" }, site.Admin)).Expect(201);
        var code = invited.Text("code");
        Assert.Equal($"{Site.PublicUrl}/join/{code}", invited.Text("url"));
        var handle = site.NewHandle("ada");
        var joined = (await site.Send("POST", "/members", A.Newcomer(code, handle))).Expect(201);
        Assert.Equal((handle, $"/api/v1/members/{handle}"), (joined.Text("handle"), joined.Header("Location")));
        Assert.Matches("^[1-9][0-9]*$", joined.Text("id"));
        (await site.Send("POST", "/members", A.Newcomer(code, site.NewHandle("bob")))).ExpectProblem(409, "invitation-used");
        (await site.Send("POST", "/members", A.Newcomer("no-such-code", site.NewHandle("bob")))).ExpectProblem(404, "invitation-unknown");

        var mine = (await site.Send("GET", "/invitations?limit=100", by: site.Admin)).Expect(200);
        Assert.Equal(JsonValueKind.Null, mine["left"].ValueKind);
        var shown = mine.Items().Single(i => i.GetProperty("id").GetString() == invited.Text("id"));
        Assert.Equal(code[^4..], shown.GetProperty("hint").GetString());
        Assert.Equal(handle, shown.GetProperty("usedBy").GetProperty("handle").GetString());
        Assert.DoesNotContain(code, mine.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_belongs_to_one_member_whatever_its_case()
    {
        var first = await site.Member("eve");
        var code = await Code();
        (await site.Send("POST", "/members", A.Newcomer(code, first.Handle.ToUpperInvariant(), $"{site.NewHandle("other")}@{A.Domain}"))).ExpectProblem(409, "handle-taken");
        (await site.Send("POST", "/members", A.Newcomer(code, site.NewHandle("eve")))).Expect(201);
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_same_answer_and_no_second_account()
    {
        var first = await site.Member("ada");
        var code = await Code();
        var handle = site.NewHandle("second");
        var again = (await site.Send("POST", "/members", A.Newcomer(code, handle, $"{first.Handle}@{A.Domain}"))).Expect(201);
        var fresh = (await site.Send("POST", "/members", A.Newcomer(await Code(), site.NewHandle("fresh")))).Expect(201);
        Assert.Equal(fresh.Json.EnumerateObject().Select(f => f.Name), again.Json.EnumerateObject().Select(f => f.Name));
        (await site.Send("POST", "/members", A.Newcomer(code, site.NewHandle("third")))).ExpectProblem(409, "invitation-used");
        Assert.Equal(first.Id, (await site.Send("GET", $"/members/{first.Handle}")).Text("id"));
    }

    [Fact]
    public async Task An_invitation_for_one_address_is_for_no_other()
    {
        var handle = site.NewHandle("bob");
        var code = (await site.Send("POST", "/invitations", new { email = $"{handle}@{A.Domain}" }, site.Admin)).Expect(201).Text("code");
        (await site.Send("POST", "/members", A.Newcomer(code, site.NewHandle("eve")))).ExpectProblem(403, "invitation-for-another-address");
        (await site.Send("POST", "/members", A.Newcomer(code, handle))).Expect(201);
    }

    [Fact]
    public async Task A_new_member_has_five_invitations()
    {
        var member = await site.Member();
        for (var left = 5; left > 0; left--)
        {
            Assert.Equal(left, (await site.Send("GET", "/invitations", by: member))["left"].GetInt32());
            (await site.Send("POST", "/invitations", new { }, member)).Expect(201);
        }

        (await site.Send("POST", "/invitations", new { }, member)).ExpectProblem(403, "no-invitations-left");
    }

    [Fact]
    public async Task An_invitation_can_be_taken_back_until_somebody_has_used_it()
    {
        var (member, other) = (await site.Member(), await site.Member());
        var invited = (await site.Send("POST", "/invitations", new { }, member)).Expect(201);
        var path = $"/invitations/{invited.Text("id")}";
        (await site.Send("DELETE", path)).ExpectProblem(401, "unauthorized");
        (await site.Send("DELETE", path, by: other)).ExpectProblem(404, "not-found");
        (await site.Send("DELETE", "/invitations/nothing", by: member)).ExpectProblem(404, "not-found");

        (await site.Send("DELETE", path, by: member)).Expect(204);
        (await site.Send("DELETE", path, by: member)).Expect(204);
        (await site.Send("POST", "/members", A.Newcomer(invited.Text("code"), site.NewHandle("late")))).ExpectProblem(410, "invitation-revoked");
        var mine = (await site.Send("GET", "/invitations", by: member)).Expect(200);
        Assert.Equal((5, true), (mine["left"].GetInt32(), mine.Items()[0].GetProperty("revoked").GetBoolean()));

        var second = (await site.Send("POST", "/invitations", new { }, member)).Expect(201);
        (await site.Send("DELETE", $"/invitations/{second.Text("id")}", by: site.Admin)).Expect(204);
        var third = (await site.Send("POST", "/invitations", new { }, member)).Expect(201);
        (await site.Send("POST", "/members", A.Newcomer(third.Text("code"), site.NewHandle("late")))).Expect(201);
        (await site.Send("DELETE", $"/invitations/{third.Text("id")}", by: member)).ExpectProblem(409, "invitation-used");
    }

    [Fact]
    public async Task All_faults_of_a_newcomer_are_told_at_once()
    {
        (await site.Send("POST", "/members", new { })).ExpectFaults("invitation", "email", "password", "handle", "name", "locale");
        (await site.Send("POST", "/members", new { invitation = "x", email = "no address", password = "short", handle = "-a-", name = "", locale = "de", skills = new[] { "A B" } }))
            .ExpectFaults("email", "password", "handle", "name", "locale", "skills");
        (await site.Send("POST", "/members", new { invitation = "x", email = "a@load.example.org", password = "motdepasse1", handle = "abc", name = "A", locale = "fr" }))
            .ExpectFaults("password");
    }

    [Fact]
    public async Task T01_Nobody_joins_as_one_of_those_who_run_the_place_and_is_told_so_in_their_language()
    {
        var newcomer = new { invitation = await Code(), email = $"{site.NewHandle("eve")}@{A.Domain}", password = A.Password, handle = "Moderateur", name = "\u0410dmin", locale = "fr" };
        var refused = await site.Send("POST", "/members", newcomer, headers: ("Accept-Language", "fr"));
        refused.ExpectFaults("handle", "name");
        Assert.Contains("r\u00E9serv\u00E9", System.Text.RegularExpressions.Regex.Unescape(refused.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_joining_answers_with_the_first_result()
    {
        var body = A.Newcomer(await Code(), site.NewHandle("ada"));
        var key = ("Idempotency-Key", site.NewHandle("key"));
        var first = (await site.Send("POST", "/members", body, headers: key)).Expect(201);
        var second = (await site.Send("POST", "/members", body, headers: key)).Expect(201);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Header("Location"), second.Header("Location"));
    }

    [Fact]
    public async Task A_token_is_dead_at_once_when_it_is_given_back()
    {
        var member = await site.Member();
        (await site.Send("GET", "/members/me", by: member)).Expect(200);
        (await site.Send("DELETE", "/tokens/current", by: member)).Expect(204);
        (await site.Send("GET", "/members/me", by: member)).ExpectProblem(401, "unauthorized");
        (await site.Send("GET", "/questions", by: member)).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A01_A_wrong_password_and_an_unknown_address_answer_the_same()
    {
        var member = await site.Member();
        var wrong = await site.Send("POST", "/tokens", new { email = $"{member.Handle}@{A.Domain}", password = "not the password" });
        var unknown = await site.Send("POST", "/tokens", new { email = $"{site.NewHandle("nobody")}@{A.Domain}", password = "not the password" });
        Assert.Equal(wrong.ExpectProblem(401, "bad-credentials").Said, unknown.ExpectProblem(401, "bad-credentials").Said);
    }

    [Fact]
    public async Task A_request_for_an_invitation_never_tells_whether_the_address_is_known()
    {
        var member = await site.Member();
        foreach (var email in new[] { $"{member.Handle}@{A.Domain}", $"{site.NewHandle("new")}@{A.Domain}" })
        {
            var request = new { email, name = "Ada", motivation = "I would like to help.", locale = "en" };
            Assert.Empty((await site.Send("POST", "/invitation-requests", request)).Expect(202).Body);
            Assert.Empty((await site.Send("POST", "/invitation-requests", request)).Expect(202).Body);
        }

        (await site.Send("POST", "/invitation-requests", new { })).ExpectFaults("email", "name", "motivation", "locale");
    }

    private async Task<string> Code() => (await site.Send("POST", "/invitations", new { }, site.Admin)).Expect(201).Text("code");
}
