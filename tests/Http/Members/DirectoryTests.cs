using System.Net;
using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;
using PageReader = Skiller.Tests.Http.Pages.PageReader;

namespace Skiller.Tests.Http.Members;

/// <summary>The directory by name and by skill, and the leaderboards of a skill.</summary>
public abstract partial class DirectoryTests(Site site)
{
    [Fact]
    public async Task A_member_is_found_by_how_their_name_begins_without_accents_and_nobody_is_said_helpfully()
    {
        var member = await site.Member("found");
        var name = $"Éléonore-{member.Handle} Dùpont";
        (await site.Send("PATCH", "/members/me", new { name }, member)).Expect(200);
        using var reader = new PageReader(site.Address);
        var path = $"/members?name=eleo+{member.Handle[..^1].ToUpperInvariant()}+dup";

        var found = "";
        await Eventually.Holds(async () => (found = WebUtility.HtmlDecode((await reader.Get(path)).Expect(200).Body)).Contains($"<bdi>{name}</bdi>", StringComparison.Ordinal));
        Assert.Contains("1 membre affiché", found, StringComparison.Ordinal);
        var listed = (await site.Send("GET", $"/members?name=eleo%20{member.Handle}")).Items();
        Assert.Equal(member.Handle, Assert.Single(listed).GetProperty("handle").GetString());

        var nobody = WebUtility.HtmlDecode((await reader.Get("/members?name=xyz%3Cb%3E")).Expect(200).Body);
        Assert.Contains("Personne ici n’a un nom qui commence par «\u00a0xyz<b>\u00a0».", nobody, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?q=xyz%3Cb%3E&kind=member\"", nobody, StringComparison.Ordinal);
        Assert.Empty((await site.Send("GET", "/members?name=%2A%2A")).Items());
        (await site.Send("GET", $"/members?name={new string('x', 81)}")).ExpectFaults("name");
        (await reader.Get($"/members?name={new string('x', 81)}")).Expect(400);
    }

    [Fact]
    public async Task The_directory_is_narrowed_by_a_skill_and_by_links_and_its_pages_keep_the_filters()
    {
        var (has, lacks) = (await site.Member("has"), await site.Member("lacks"));
        var skill = $"narrow-{has.Id}";
        (await site.Send("PATCH", "/members/me", new { skills = new[] { skill } }, has)).Expect(200);
        using var reader = new PageReader(site.Address);
        await Eventually.Holds(async () => (await reader.Get($"/members?skill={skill}")).Expect(200).Body.Contains($"/members/{has.Handle}\"", StringComparison.Ordinal));

        var page = (await reader.Get($"/members?skill={skill}")).Body;
        Assert.DoesNotContain($"/members/{lacks.Handle}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/members?skill={skill}\" aria-current=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains($"<input type=\"hidden\" name=\"skill\" value=\"{skill}\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/members?name={lacks.Handle}\"", (await reader.Get($"/members?skill={skill}&name={lacks.Handle}")).Body, StringComparison.Ordinal);
        (await reader.Get("/members?skill=Not%20One")).Expect(400);
    }

    [Fact]
    public async Task Pages_follow_one_another_by_cursors_that_belong_to_one_filter()
    {
        var first = (await site.Send("GET", "/members?limit=1")).Expect(200);
        var cursor = first.Json.TryGetProperty("next", out var next) && next.GetString() is { } text ? text : null;
        await site.Member("second");
        await Eventually.Holds(async () => (cursor = (await site.Send("GET", "/members?limit=1")).Json.GetProperty("next").GetString()) is not null);
        using var reader = new PageReader(site.Address);
        (await reader.Get($"/members?cursor={Uri.EscapeDataString(cursor!)}")).Expect(200);
        (await reader.Get($"/members?name=a&cursor={Uri.EscapeDataString(cursor!)}")).Expect(400);
        (await site.Send("GET", $"/members?name=a&cursor={Uri.EscapeDataString(cursor!)}")).ExpectProblem(400, "invalid-cursor");
    }

    [Fact]
    public async Task A_skill_leads_to_those_that_most_often_stand_beside_it()
    {
        var asker = await site.Member("asker");
        var (skill, often, once) = ($"beside-{asker.Id}", $"often-{asker.Id}", $"once-{asker.Id}");
        await site.Question(asker, skill, once);
        await site.Question(asker, skill, often);
        await site.Question(asker, skill, often);
        using var reader = new PageReader(site.Address);
        var expected = $"href=\"/skills/{often}\">{often}</a> <span class=\"quiet\">2 questions en commun</span>";
        var after = $">{once}</a> <span class=\"quiet\">1 question en commun</span>";
        var page = "";
        await Eventually.Holds(async () => (page = (await reader.Get($"/skills/{skill}")).Body).Contains(expected, StringComparison.Ordinal) && page.Contains(after, StringComparison.Ordinal));
        Assert.True(page.IndexOf(expected, StringComparison.Ordinal) < page.IndexOf(after, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_on_a_board_has_a_rank_equals_the_same_and_it_goes_on_over_the_pages()
    {
        var (asker, helper) = (await site.Member("asker"), await site.Member("helper"));
        var skill = $"ranked-{helper.Id}";
        for (var i = 0; i < 2; i++)
        {
            (await site.Send("PATCH", "/members/me", new { skills = new[] { skill } }, await site.Member("equal"))).Expect(200);
        }

        var question = await site.Question(asker, skill);
        (await site.Send("PUT", $"/questions/{question}/answers/{await site.Answer(question, helper)}/vote", new { value = 1 }, asker)).Expect(200);
        using var reader = new PageReader(site.Address);
        await Eventually.Holds(async () => Ranks(await reader.Get($"/skills/{skill}/members")) is ["Rang 1", "Rang 2", "Rang 2"], "three ranks");

        var next = "";
        foreach (var rest in new string[][] { ["Rang 2", "Rang 2"], ["Rang 2"] })
        {
            next = (await site.Send("GET", $"/skills/{skill}/members?limit=1{next}")).Expect(200).Text("next");
            Assert.Equal(rest, Ranks(await reader.Get($"/skills/{skill}/members?cursor={Uri.EscapeDataString(next)}")));
            next = $"&cursor={Uri.EscapeDataString(next)}";
        }

        Assert.Equal(["Rang 1", "Rang 2", "Rang 2"], Ranks(await reader.Get($"/skills/{skill}")));
        Assert.Equal(["Rang 1", "Rang 2", "Rang 2"], Ranks(await reader.Get($"/members?skill={skill}")));
        Assert.Equal(["Rang 1"], Ranks(await reader.Get($"/skills/{skill}/members?period=year")));

        // Among those of a name there is none.
        Assert.Empty(Ranks(await reader.Get($"/members?skill={skill}&name={helper.Handle}")));
        reader.Always("Accept-Language", "en");
        Assert.Equal(["Rank 1", "Rank 2", "Rank 2"], Ranks(await reader.Get($"/skills/{skill}/members")));
    }

    private static string[] Ranks(Reply page) =>
        [.. RankShown().Matches(page.Expect(200).Body).Select(static rank => rank.Groups["rank"].Value)];

    [GeneratedRegex("<span class=\"rank\"><span aria-hidden=\"true\">[0-9]+</span><span class=\"unseen\">(?<rank>[^<]*)</span></span>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RankShown();

    [Fact]
    public async Task A_skill_has_a_board_of_all_time_and_one_of_the_last_year_and_a_profile_says_both()
    {
        var (asker, helper, quiet) = (await site.Member("asker"), await site.Member("helper"), await site.Member("quiet"));
        var skill = $"board-{helper.Id}";
        var question = await site.Question(asker, skill);
        var answer = await site.Answer(question, helper);
        (await site.Send("PATCH", "/members/me", new { skills = new[] { skill } }, quiet)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = answer }, asker)).Expect(200);
        using var reader = new PageReader(site.Address);
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{skill}/members?period=year")) is { Status: 200 } board
            && board.Items() is [var only, ..] && only.GetProperty("handle").GetString() == helper.Handle && only.GetProperty("reputation").GetInt64() == 15);

        // Whoever looks for somebody of that name gets another list.
        Assert.Empty((await site.Send("GET", $"/members?skill={skill}&name=year")).Expect(200).Items());
        await Eventually.Holds(async () => (await site.Send("GET", $"/skills/{skill}/members?period=year")).Expect(200).Items().Count > 0);

        await Eventually.Holds(async () => (await reader.Get($"/skills/{skill}/members?period=year")).Expect(200).Body.Contains($"/members/{helper.Handle}\"", StringComparison.Ordinal));
        var year = (await reader.Get($"/skills/{skill}/members?period=year")).Body;
        Assert.DoesNotContain($"/members/{quiet.Handle}\"", year, StringComparison.Ordinal);
        Assert.Contains($"href=\"/skills/{skill}/members\"", year, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await reader.Get($"/skills/{skill}/members")).Expect(200).Body.Contains($"/members/{quiet.Handle}\"", StringComparison.Ordinal));
        Assert.Contains($"href=\"/skills/{skill}/members?period=year\"", (await reader.Get($"/skills/{skill}")).Expect(200).Body, StringComparison.Ordinal);
        await Eventually.Holds(async () => (await reader.Get($"/members/{helper.Handle}")).Expect(200).Body.Contains("15 sur un an", StringComparison.Ordinal));
        (await site.Send("GET", $"/skills/{skill}/members?period=week")).ExpectFaults("period");
        (await reader.Get($"/skills/{skill}/members?period=week")).Expect(400);
    }
}

public sealed class DirectoryTestsOnSqlite(SqliteSite site) : DirectoryTests(site);

public sealed class DirectoryTestsOnPostgres(PostgresSite site) : DirectoryTests(site);
