using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Crawling;

/// <summary>What pages are about, for machines; and that each has one address, to which its old ones lead.</summary>
public sealed class StructuredDataTests(SqliteSite site)
{
    [Fact]
    public async Task A_question_says_who_asked_and_answered_and_which_answer_was_accepted()
    {
        var (asker, helper) = (await site.Member(), await site.Member());
        var question = await site.Question(asker);
        var (accepted, other) = (await site.Answer(question, helper), await site.Answer(question, await site.Member()));
        (await site.Send("PUT", $"/questions/{question}/answers/{accepted}/vote", new { value = 1 }, asker)).Expect(200);
        (await site.Send("PUT", $"/questions/{question}/accepted-answer", new { answerId = accepted }, asker)).Expect(200);

        var graph = await Data($"/questions/{question}/how-does-one-ask-a-good-question");

        var entity = graph[0].GetProperty("mainEntity");
        Assert.Equal("I would like to know how one asks a good question.", entity.GetProperty("text").GetString());
        Assert.Equal((2, $"Name of {asker.Handle}"), (entity.GetProperty("answerCount").GetInt32(), entity.GetProperty("author").GetProperty("name").GetString()));
        var best = entity.GetProperty("acceptedAnswer");
        Assert.Equal(($"{Site.PublicUrl}/a/{accepted}", 1), (best.GetProperty("url").GetString(), best.GetProperty("upvoteCount").GetInt32()));
        Assert.Equal($"{Site.PublicUrl}/a/{other}", Assert.Single(entity.GetProperty("suggestedAnswer").EnumerateArray()).GetProperty("url").GetString());
        Assert.Equal("BreadcrumbList", graph[1].GetProperty("@type").GetString());
    }

    [Theory]
    [InlineData("fr", "La marque de Skiller\u00a0: un S blanc")]
    [InlineData("en", "The mark of Skiller: a white S")]
    public async Task A_page_that_is_shared_has_a_picture_that_is_told_in_words_and_kept_for_ever(string language, string words)
    {
        var page = (await site.Page("/about", ("Accept-Language", language))).Expect(200).Body;
        Assert.Contains($"<meta property=\"og:image:alt\" content=\"{words}", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("<meta name=\"twitter:card\" content=\"summary_large_image\"", page, StringComparison.Ordinal);
        var address = Regex.Match(page, "<meta property=\"og:image\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.StartsWith($"{Site.PublicUrl}/assets/share.", address, StringComparison.Ordinal);

        using var http = new HttpClient();
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using var reply = await http.GetAsync(new Uri(site.Address, new Uri(address).AbsolutePath));
        var picture = await reply.Content.ReadAsByteArrayAsync();
        Assert.Equal(("image/png", "public, max-age=31536000, immutable"), (reply.Content.Headers.ContentType?.MediaType, reply.Headers.CacheControl?.ToString()));
        Assert.Empty(reply.Content.Headers.ContentEncoding);
        Assert.Equal((1200, 630), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_no_machine_and_is_not_told()
    {
        var member = await site.Member();
        var question = await site.Question(member);
        using var reader = await Pages.PageReader.SignedIn(site, member);
        var page = (await reader.Open($"/questions/{question}")).Body;

        Assert.DoesNotContain("ld+json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("og:", page, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_says_who_it_is_about_and_what_they_know()
    {
        var member = await site.Member();
        (await site.Send("PATCH", "/members/me", new { headline = "Plumber </script>", skills = new[] { "pipes" } }, member)).Expect(200);

        var graph = await Data($"/members/{member.Handle}");

        var person = graph[0].GetProperty("mainEntity");
        Assert.Equal(("ProfilePage", member.Handle), (graph[0].GetProperty("@type").GetString(), person.GetProperty("alternateName").GetString()));
        Assert.Equal(("Plumber </script>", "pipes"), (person.GetProperty("description").GetString(), Assert.Single(person.GetProperty("knowsAbout").EnumerateArray()).GetString()));
    }

    [Fact]
    public async Task An_address_with_the_words_of_an_old_title_leads_to_that_of_the_new_one()
    {
        var asker = await site.Member();
        var question = await site.Question(asker);
        const string edit = "How does one ask a better question?";
        (await site.Send("PATCH", $"/questions/{question}", new { title = edit }, asker, ("If-Match", "\"1\""))).Expect(200);

        var led = (await site.Page($"/questions/{question}/how-does-one-ask-a-good-question")).Expect(301);

        Assert.Equal($"/questions/{question}/how-does-one-ask-a-better-question", led.Header("Location"));
        Assert.Contains($"<link rel=\"canonical\" href=\"{Site.PublicUrl}{led.Header("Location")}\"", (await site.Page(led.Header("Location"))).Expect(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_or_skill_in_capitals_leads_to_the_one_in_small_letters()
    {
        var member = await site.Member();
        Assert.Equal($"/members/{member.Handle}", (await site.Page($"/members/{member.Handle.ToUpperInvariant()}")).Expect(301).Header("Location"));
        Assert.Equal("/skills/c%23", (await site.Page("/skills/C%23")).Expect(301).Header("Location"));
    }

    private async Task<List<JsonElement>> Data(string path)
    {
        const string begin = "<script type=\"application/ld+json\">";
        var page = (await site.Page(path)).Expect(200).Body;
        var start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        Assert.True(start > begin.Length, path);
        var data = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]).RootElement;
        Assert.Equal("https://schema.org", data.GetProperty("@context").GetString());
        return [.. data.GetProperty("@graph").EnumerateArray()];
    }
}
