using System.Text.Json;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Search;

public sealed class SearchTestsOnSqlite(SqliteSite site) : SearchTests(site);

public sealed class SearchTestsOnPostgres(PostgresSite site) : SearchTests(site);

/// <summary>Finding, by the API and on pages: what is there within a second, best first, and nothing that can be typed is a fault of ours (T11).</summary>
public abstract class SearchTests(Site site)
{
    [Fact]
    public async Task What_is_asked_answered_edited_and_deleted_is_found_as_it_is()
    {
        var asker = await site.Member("chercheuse");
        var skill = site.NewHandle("zymologie");
        var id = await Ask(asker, "Comment réussir une fermentation haute ?", skill);
        await Finds($"fermentations reussies [{skill}]", id);
        await Finds($"[{skill}] author:{asker.Handle} is:unanswered", id);
        var answer = (await site.Send("POST", $"/questions/{id}/answers", new { body = "Surveille la densité avec un hydromètre." }, asker)).Expect(201).Text("id");
        await Finds($"hydrometre [{skill}]", id);
        await Finds($"[{skill}] is:unanswered");
        (await site.Send("PATCH", $"/questions/{id}", new { title = "Comment réussir une macération longue ?" }, asker, ("If-Match", "\"1\""))).Expect(200);
        await Finds($"macération [{skill}]", id);
        await Finds($"\"fermentation haute\" [{skill}]");
        (await site.Send("DELETE", $"/questions/{id}/answers/{answer}", by: asker)).Expect(204);
        await Finds($"hydrometre [{skill}]");
        (await site.Send("DELETE", $"/questions/{id}", by: asker)).Expect(204);
        await Finds($"[{skill}]");
        (await site.Send("POST", $"/questions/{id}/undelete", by: asker)).Expect(204);
        await Finds($"[{skill}]", id);
    }

    [Fact]
    public async Task Members_and_skills_are_found_with_their_words_marked()
    {
        var member = await site.Member("trouvable");
        (await site.Send("PATCH", "/members/me", new { name = "Zoé Quartz", headline = "Géologue & poète <b>" }, member)).Expect(200);
        var skill = site.NewHandle("mineralogie");
        await Ask(member, "Quel quartz choisir pour débuter une collection ?", skill);
        await Eventually.Holds(async () => (await Find("q=geologue zoe quartz&kind=member")).Items().Count == 1, "the member");
        await Eventually.Holds(async () => (await Find($"q={skill}&kind=skill")).Items().Count > 0, "the skill");

        var found = (await Find("q=geologue zoe quartz&kind=member")).Items()[0];
        Assert.Equal(("member", member.Id, "Zoé Quartz"), (found.GetProperty("kind").GetString(), found.GetProperty("id").GetString(), found.GetProperty("title").GetString()));
        Assert.Equal("<mark>Zoé</mark> <mark>Quartz</mark>", found.GetProperty("titleHtml").GetString());
        Assert.Equal("<mark>Géologue</mark> &amp; poète &lt;b&gt;", found.GetProperty("excerptHtml").GetString());
        Assert.Equal(member.Handle, found.GetProperty("member").GetProperty("handle").GetString());
        Assert.False(found.TryGetProperty("question", out _));
        var skills = (await Find($"q={skill}&kind=skill")).Items();
        Assert.Equal(skill, skills[0].GetProperty("skill").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Pages_of_what_is_found_are_the_whole_once_in_one_order()
    {
        var asker = await site.Member();
        var skill = site.NewHandle("pagination");
        var asked = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            asked.Add(await Ask(asker, $"Paginer des résultats nombreux, partie {i} ?", skill));
        }

        var query = $"q=paginer résultats [{skill}]&kind=question";
        await Eventually.Holds(async () => (await Find(query)).Items().Count == 7, "seven");
        var whole = (await Find(query)).Items().Select(static item => item.GetProperty("id").GetString());
        List<string?> seen = [];
        for (var next = ""; next is not null;)
        {
            var page = await Find($"{query}&limit=3{next}");
            seen.AddRange(page.Items().Select(static item => item.GetProperty("id").GetString()));
            next = page["next"].ValueKind == JsonValueKind.Null ? null : $"&cursor={page.Text("next")}";
        }

        Assert.Equal(whole, seen);
        Assert.Equal(asked.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        (await site.Send("GET", $"/search?{query}&cursor={(await Find($"{query}&limit=3")).Text("next")}x")).ExpectProblem(400, "invalid-cursor");
    }

    [Fact]
    public async Task Who_mistyped_is_told_what_was_looked_for()
    {
        var asker = await site.Member();
        var id = await Ask(asker, "Comment rédiger une convention collective ?", site.NewHandle("droit"));
        await Eventually.Holds(async () => (await Find("q=convention collective")).Items().Any(item => item.GetProperty("id").GetString() == id), "it");

        var found = await Find("q=konvention colective");
        Assert.Equal("convention collective", found.Text("instead"));
        Assert.Contains(found.Items(), item => item.GetProperty("id").GetString() == id);
        Assert.False((await Find("q=convention collective")).Json.TryGetProperty("instead", out _));
        var page = await Page("/search?q=konvention%20colective");
        Assert.Contains("convention collective</bdi></a>", page, StringComparison.Ordinal);
        Assert.Contains("<mark>convention</mark> <mark>collective</mark>", page, StringComparison.Ordinal);
        Assert.Contains("Pose-la.", await Page("/search?q=xylophonographique"), StringComparison.Ordinal);
        Assert.Contains(id, await Page("/search/similar?title=Rediger%20une%20convention&locale=fr"), StringComparison.Ordinal);
        Assert.Empty((await Page("/search/similar?title=xylophonographique")).Trim());
    }

    [Theory]
    [InlineData("%_\\")]
    [InlineData("\" unbalanced")]
    [InlineData("a & b | c:* <-> !d")]
    [InlineData("[not a skill] [] [[[ ]]]")]
    [InlineData("author: author:@ is: - -- -\"x\" \"\" []")]
    [InlineData("(a+)+$ .* \\d{9} [a-z")]
    [InlineData("' or 1=1; drop table search_text --")]
    [InlineData("\U0001F600 \u0301\u0301 e\u0301 \u202E abc \uFB01n")]
    [InlineData("de la du le les")]
    [InlineData("")]
    public async Task Whatever_is_typed_is_looked_for(string query)
    {
        (await site.Send("GET", $"/search?q={Uri.EscapeDataString(query)}")).Expect(200);
        Assert.NotEmpty(await Page($"/search?q={Uri.EscapeDataString(query)}"));
        await Page($"/search/similar?title={Uri.EscapeDataString(query)}");
    }

    [Fact]
    public async Task What_is_too_long_has_too_many_words_or_no_such_kind_is_refused()
    {
        (await site.Send("GET", $"/search?q={new string('a', 301)}")).ExpectFaults("q");
        (await site.Send("GET", $"/search?q={string.Join('+', Enumerable.Range(0, 60).Select(static i => $"m{i}"))}")).ExpectFaults("q");
        (await site.Send("GET", "/search?q=a&kind=comment")).ExpectFaults("kind");
        (await site.Send("GET", "/search?q=a&sort=newest")).ExpectFaults("sort");
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(site.Address, $"/search?q={new string('a', 301)}"));
        Assert.Equal(400, (int)page.StatusCode);
        Assert.Contains("Pas plus de 300 caractères.", System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private async Task<string> Ask(Person by, string title, string skill) => (await site.Send(
        "POST", "/questions", new { title, body = "Voici ce que je voudrais comprendre, en détail.", skills = new[] { skill }, locale = "fr" }, by)).Expect(201).Text("id");

    private async Task<Reply> Find(string query) => (await site.Send("GET", $"/search?{query.Replace(" ", "%20", StringComparison.Ordinal)}")).Expect(200);

    private Task Finds(string query, params string[] ids) => Eventually.Holds(
        async () => (await Find($"kind=question&q={Uri.EscapeDataString(query)}")).Items().Select(static item => item.GetProperty("id").GetString()).SequenceEqual(ids), query);

    private async Task<string> Page(string path)
    {
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(site.Address, path));
        Assert.Equal(200, (int)page.StatusCode);
        return System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
    }
}
