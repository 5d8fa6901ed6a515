using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Members;

public sealed class ProfileTestsOnSqlite(SqliteSite site) : ProfileTests(site);

public sealed class ProfileTestsOnPostgres(PostgresSite site) : ProfileTests(site);

/// <summary>Profiles, endorsements, skills and their lists.</summary>
public abstract class ProfileTests(Site site)
{
    [Fact]
    public async Task A_member_changes_their_profile_and_sees_it_at_once()
    {
        var me = await site.Member("ada");
        var edited = (await site.Send("PATCH", "/members/me", new { headline = "Analyst", bio = "I *count*.", locale = "en", skills = new[] { "algebra" } }, me)).Expect(200);
        Assert.Equal(("Analyst", "en"), (edited.Text("headline"), edited.Text("locale")));
        Assert.Equal($"{me.Handle}@{A.Domain}", edited.Text("email"));

        var seen = (await site.Send("GET", $"/members/{me.Handle.ToUpperInvariant()}")).Expect(200);
        Assert.Equal((me.Id, me.Handle, "<p>I <em>count</em>.</p>"), (seen.Text("id"), seen.Text("handle"), seen.Text("bioHtml").Trim()));
        Assert.False(seen.Json.TryGetProperty("email", out _));
        Assert.True(seen["skills"][0].GetProperty("declared").GetBoolean());
        Assert.Equal((0, 0), (seen["reputation"].GetInt32(), seen["badges"].GetArrayLength()));

        var cleared = (await site.Send("PATCH", "/members/me", "{\"headline\":null,\"bio\":\"\"}", me)).Expect(200);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (cleared["headline"].ValueKind, cleared["bio"].ValueKind));
        (await site.Send("PATCH", "/members/me", new { handle = "other", name = "" }, me)).ExpectFaults("handle", "name");
    }

    [Fact]
    public async Task Peers_vouch_for_a_skill_and_nobody_for_their_own()
    {
        var (member, peer) = (await site.Member("ada"), await site.Member());
        await site.Question(peer, "c#");
        var path = $"/members/{member.Handle}/endorsements/c%23";
        (await site.Send("PUT", path, new { note = "Saved our release." }, peer)).Expect(204);
        (await site.Send("PUT", path, new { }, peer)).Expect(204);
        Assert.Equal(1, Vouched(await site.Send("GET", $"/members/{member.Handle}")));
        (await site.Send("PUT", path, new { }, member)).ExpectProblem(403, "own-skill");
        (await site.Send("DELETE", path, by: peer)).Expect(204);
        (await site.Send("DELETE", path, by: peer)).Expect(204);
        Assert.Equal(0, Vouched(await site.Send("GET", $"/members/{member.Handle}")));
        (await site.Send("PUT", $"/members/{member.Handle}/endorsements/A%20B", new { }, peer)).ExpectFaults("slug");
        (await site.Send("PUT", "/members/nobody-at-all/endorsements/c%23", new { }, peer)).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task A_skill_that_nobody_has_used_is_a_404_and_one_that_was_just_used_is_there()
    {
        var (member, peer) = (await site.Member(), await site.Member());
        var slug = site.NewHandle("skill");
        var path = $"/members/{member.Handle}/endorsements/{slug}";
        (await site.Send("PUT", path, new { }, peer)).ExpectProblem(404, "not-found");
        (await site.Send("DELETE", path, by: peer)).ExpectProblem(404, "not-found");
        (await site.Send("PATCH", $"/skills/{slug}", new { description = "New." }, site.Admin)).ExpectProblem(404, "not-found");
        (await site.Send("GET", $"/skills/{slug}")).ExpectProblem(404, "not-found");

        await site.Question(peer, slug);
        (await site.Send("PUT", path, new { }, peer)).Expect(204);
        (await site.Send("PATCH", $"/skills/{slug}", new { description = "New." }, site.Admin)).Expect(200);
    }

    [Fact]
    public async Task A_skill_has_its_figures_its_members_and_its_questions()
    {
        var (asker, helper, voter) = (await site.Member(), await site.Member(), await site.Member());
        var slug = site.NewHandle("skill");
        (await site.Send("GET", $"/skills/{slug}")).ExpectProblem(404, "not-found");
        (await site.Send("GET", $"/skills/{slug}/members")).ExpectProblem(404, "not-found");
        (await site.Send("GET", $"/skills/{slug}/questions")).ExpectProblem(404, "not-found");
        var question = await site.Question(asker, slug);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, voter)).Expect(200);

        await Eventually.Holds(
            async () => await site.Send("GET", $"/skills/{slug}") is { Status: 200 } skill && skill["questionCount"].GetInt32() == 1 && skill["reputation"].GetInt32() == 10,
            "figures of the skill");
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{slug}/members")).Expect(200).Items() is [var best, ..]
            && best.GetProperty("handle").GetString() == helper.Handle && best.GetProperty("reputation").GetInt32() == 10, "the leaderboard");
        Assert.Equal(question, Assert.Single((await site.Send("GET", $"/skills/{slug}/questions")).Items()).GetProperty("id").GetString());
        Assert.Equal(slug, Assert.Single((await site.Send("GET", $"/skills?query={slug}&sort=name")).Items()).GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Only_administrators_describe_skills()
    {
        var member = await site.Member();
        var slug = site.NewHandle("skill");
        await site.Question(member, slug);
        (await site.Send("PATCH", $"/skills/{slug}", new { description = "What it *is*." }, member)).ExpectProblem(403, "not-allowed");
        var described = (await site.Send("PATCH", $"/skills/{slug}", new { description = "What it *is*." }, site.Admin)).Expect(200);
        Assert.Equal("<p>What it <em>is</em>.</p>", described.Text("descriptionHtml").Trim());
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills?query={slug}")).Expect(200).Items().Count == 1, "the skill is in the list");
        var summary = (await site.Send("GET", $"/skills?query={slug}")).Items()[0];
        Assert.False(summary.TryGetProperty("description", out _), "A list says nothing of what it does not know.");
        (await site.Send("PATCH", $"/skills/{slug}", new { }, site.Admin)).ExpectFaults("description");
    }

    [Theory]
    [InlineData("c#", "c%23")]
    [InlineData(".net", ".net")]
    [InlineData("c++", "c%2B%2B")]
    [InlineData("c++", "c++")]
    public async Task T08_A_skill_with_signs_in_its_name_is_found_by_it(string slug, string inPath)
    {
        var asker = await site.Member();
        var question = await site.Question(asker, slug);
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{inPath}")).Status == 200, "the skill is used");
        Assert.Equal(slug, (await site.Send("GET", $"/skills/{inPath}")).Expect(200).Text("slug"));
        await Eventually.Holds(
            async () => (await site.Send("GET", $"/skills/{inPath}/questions")).Expect(200).Items().Any(q => q.GetProperty("id").GetString() == question), "its question");
        (await site.Send("GET", $"/skills/{inPath}/members")).Expect(200);
        Assert.Contains((await site.Send("GET", $"/skills?query={Uri.EscapeDataString(slug)}")).Items(), s => s.GetProperty("slug").GetString() == slug);
        (await site.Send("PUT", $"/members/{asker.Handle}/endorsements/{inPath}", by: site.Admin)).Expect(204);
        Assert.Contains((await site.Send("GET", $"/members/{asker.Handle}"))["skills"].EnumerateArray(), s => s.GetProperty("slug").GetString() == slug);
    }

    [Theory]
    [InlineData("/members/ab")]
    [InlineData("/members/nobody-at-all")]
    [InlineData("/members/a--b")]
    [InlineData("/members/nobody-at-all/reputation")]
    [InlineData("/members/nobody-at-all/questions")]
    public async Task Who_is_not_there_is_a_404(string path) => (await site.Send("GET", path)).ExpectProblem(404, "not-found");

    [Theory]
    [InlineData("/skills/C%23")]
    [InlineData("/skills/a%2Fb")]
    [InlineData("/skills/-a")]
    [InlineData("/skills/%C3%A9")]
    [InlineData("/skills/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task T08_What_is_no_slug_is_a_fault(string path) => (await site.Send("GET", path)).ExpectFaults("slug");

    private static int Vouched(Reply member) => member.Expect(200)["skills"].EnumerateArray()
        .Where(s => s.GetProperty("slug").GetString() == "c#").Sum(s => s.GetProperty("endorsements").GetInt32());
}
