using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

/// <summary>Recognition by peers: said, accepted or hidden by the one it is about, and every point shown with its cause.</summary>
public abstract class RecognitionTests(Site site)
{
    [Fact]
    public async Task What_a_peer_says_is_counted_at_once_shown_when_accepted_and_neither_when_hidden()
    {
        var (helper, peer) = (await site.Member("helper"), await site.Member("peer"));
        var skill = $"said-{helper.Id}";
        await site.Question(helper, skill);
        (await site.Send("PATCH", "/members/me", new { skills = new[] { skill } }, helper)).Expect(200);
        using var says = await PageReader.SignedIn(site, peer);
        Assert.Contains($"action=\"/members/{helper.Handle}/endorsements/{skill}\"", (await says.Get($"/members/{helper.Handle}")).Expect(200).Body, StringComparison.Ordinal);
        var tooLong = await says.Post($"/members/{helper.Handle}/endorsements/{skill}", ("note", new string('x', 501)));
        Assert.Contains(new string('x', 501), tooLong.Expect(400).Body, StringComparison.Ordinal);
        (await says.Post($"/members/{helper.Handle}/endorsements/{skill}", ("note", "Vue à l’œuvre <hier>."))).Expect(302);

        using var visitor = new PageReader(site.Address);
        await Counts(helper, 1);
        Assert.DoesNotContain("&lt;hier&gt;", (await visitor.Get($"/members/{helper.Handle}")).Body, StringComparison.Ordinal);
        Assert.Empty((await site.Send("GET", $"/members/{helper.Handle}/endorsements")).Items());

        using var reads = await PageReader.SignedIn(site, helper);
        var own = (await reads.Get($"/members/{helper.Handle}")).Body;
        Assert.Contains("&lt;hier&gt;", own, StringComparison.Ordinal);
        Assert.Contains("Ce que tes pairs disent de toi</h2>", own, StringComparison.Ordinal);
        (await reads.Post($"/members/{peer.Handle}/endorsements/{skill}/answer", ("status", "accepted"))).Expect(302);
        await Shows(true);
        await Eventually.Holds(async () => (await visitor.Get($"/members/{helper.Handle}")).Body.Contains("Ce que ses pairs en disent</h2>", StringComparison.Ordinal));
        Assert.Equal("accepted", (await site.Send("GET", $"/members/{helper.Handle}/endorsements")).Items()[0].GetProperty("status").GetString());

        (await site.Send("PUT", $"/members/me/endorsements/{skill}/{peer.Handle}", new { status = "hidden" }, helper)).Expect(204);
        await Shows(false);
        await Counts(helper, 0);
        (await site.Send("PUT", $"/members/{helper.Handle}/endorsements/{skill}", new { note = "Encore." }, peer)).Expect(204);
        await Counts(helper, 0);
        Assert.Equal("hidden", (await site.Send("GET", $"/members/{helper.Handle}/endorsements", by: helper)).Items()[0].GetProperty("status").GetString());
        (await says.Post($"/members/{helper.Handle}/endorsements/{skill}/withdraw")).Expect(302);
        (await site.Send("PUT", $"/members/me/endorsements/{skill}/{peer.Handle}", new { status = "accepted" }, helper)).ExpectProblem(404, "not-found");
        (await site.Send("PUT", $"/members/me/endorsements/{skill}/{peer.Handle}", new { status = "perhaps" }, helper)).ExpectFaults("status");

        // Visitors' pages are up to a second old.
        Task Shows(bool expected) => Eventually.Holds(async () =>
            (await visitor.Get($"/members/{helper.Handle}")).Expect(200).Body.Contains("&lt;hier&gt;", StringComparison.Ordinal) == expected);

        async Task Counts(Person member, int expected)
        {
            await Eventually.Holds(async () => await site.Send("GET", $"/skills/{skill}") is { Status: 200 } found && found["endorsements"].GetInt32() == expected);
            var shown = (await site.Send("GET", $"/members/{member.Handle}"))["skills"].EnumerateArray().First(s => s.GetProperty("slug").GetString() == skill);
            Assert.Equal(expected, shown.GetProperty("endorsements").GetInt32());
        }
    }

    [Fact]
    public async Task A_profile_shows_reputation_over_time_and_the_answers_that_gave_most()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/answers/{answer}/vote", new { value = 1 }, asker)).Expect(200);
        using var reader = new PageReader(site.Address);
        await Eventually.Holds(async () =>
        {
            var page = System.Net.WebUtility.HtmlDecode((await reader.Get($"/members/{helper.Handle}")).Expect(200).Body);
            return page.Contains($"<span class=\"points\">+25</span> <a href=\"/a/{answer}\"", StringComparison.Ordinal)
                && page.Contains("<path class=\"line\" d=\"M0 120H600V0H600\"", StringComparison.Ordinal)
                && page.Contains("<td class=\"points\">+25</td>", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_invitation_says_who_invites_and_can_be_taken_back_on_its_page()
    {
        var inviter = await site.Member("inviter");
        var made = (await site.Send("POST", "/invitations", new { }, inviter)).Expect(201);
        using var invited = new PageReader(site.Address);
        Assert.Contains($"href=\"/members/{inviter.Handle}\"", (await invited.Get($"/join/{made.Text("code")}")).Expect(200).Body, StringComparison.Ordinal);

        using var reader = await PageReader.SignedIn(site, inviter);
        Assert.Contains($"action=\"/invitations/{made.Text("id")}/revoke\"", (await reader.Get("/invitations")).Expect(200).Body, StringComparison.Ordinal);
        (await reader.Post($"/invitations/{made.Text("id")}/revoke")).Expect(302);
        Assert.DoesNotContain("/revoke\"", (await reader.Get("/invitations")).Body, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await invited.Get($"/join/{made.Text("code")}")).Status == 410);
    }
}

public sealed class RecognitionTestsOnSqlite(SqliteSite site) : RecognitionTests(site);

public sealed class RecognitionTestsOnPostgres(PostgresSite site) : RecognitionTests(site);
