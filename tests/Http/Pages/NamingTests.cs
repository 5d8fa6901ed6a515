using System.Text.RegularExpressions;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Pages;

public sealed class NamingTestsOnSqlite(SqliteSite site) : NamingTests(site);

public sealed class NamingTestsOnPostgres(PostgresSite site) : NamingTests(site);

/// <summary>Whom one may mean who types the beginning of a name.</summary>
public abstract partial class NamingTests(Site site)
{
    [Fact]
    public async Task Those_who_take_part_come_first_then_others_whose_names_begin_so()
    {
        var word = site.NewHandle("camill").Replace("-", "", StringComparison.Ordinal);
        var (other, asker, helper, third, me) = (await site.Member($"{word}a"), await site.Member($"{word}b"), await site.Member($"{word}c"), await site.Member("somebody"), await site.Member($"{word}d"));
        var question = await site.Question(asker);
        var answer = await site.Answer(question, helper);
        (await site.Send("POST", $"/questions/{question}/answers/{answer}/comments", new { body = "A word to this." }, third)).Expect(201);
        using var reader = await PageReader.SignedIn(site, me);

        // The directory follows within a second.
        await Eventually.Holds(async () => (await Proposed(reader, word, question)).SequenceEqual([asker.Handle, helper.Handle, other.Handle]));
        await Eventually.Holds(async () => (await Proposed(reader, word.ToUpperInvariant(), "")).Order(StringComparer.Ordinal).SequenceEqual([other.Handle, asker.Handle, helper.Handle]));
        Assert.Equal([asker.Handle, helper.Handle, third.Handle], await Proposed(reader, "", question));
        Assert.Equal([asker.Handle], await Proposed(reader, asker.Handle, "99999999"));
        foreach (var nobody in new[] { "", "-", "nobody-has-this-name" })
        {
            Assert.Empty(await Proposed(reader, nobody, ""));
        }

        Assert.Empty(await Proposed(reader, word[1..], question));
    }

    [Fact]
    public async Task At_most_eight_are_proposed_each_once_with_name_and_handle_in_the_readers_language()
    {
        var word = site.NewHandle("dup").Replace("-", "", StringComparison.Ordinal);
        var me = await site.Member("writer");
        for (var count = 0; count < 9; count++)
        {
            await site.Member(word);
        }

        using var reader = await PageReader.SignedIn(site, me);
        await Eventually.Holds(async () => (await Proposed(reader, word, "")).Count == 8);
        Assert.Equal(8, (await Proposed(reader, word, "")).Distinct().Count());
        var part = (await reader.Get($"/writing/members?name={word}", isPart: true)).Expect(200).Body;
        Assert.Contains("role=\"listbox\"", part, StringComparison.Ordinal);
        Assert.Contains("8 membres proposés", System.Net.WebUtility.HtmlDecode(part), StringComparison.Ordinal);
        Assert.Contains($"<bdi>Name of {word}", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_members_alone_and_its_texts_are_bounded()
    {
        using var visitor = new PageReader(site.Address);
        Assert.StartsWith("/sign-in", (await visitor.Get("/writing/members?name=ada", isPart: true)).Expect(302).Header("Location"), StringComparison.Ordinal);
        using var reader = await PageReader.SignedIn(site, await site.Member("writer"));
        (await reader.Get($"/writing/members?name={new string('a', 500)}", isPart: true)).Expect(400);
        (await reader.Get("/writing/members?name=ada&question=nonsense", isPart: true)).Expect(200);
    }

    [Fact]
    public async Task Texts_in_which_members_are_named_say_so_and_others_do_not()
    {
        var asker = await site.Member("asker");
        var question = await site.Question(asker);
        using var reader = await PageReader.SignedIn(site, asker);
        foreach (var path in new[] { "/ask", $"/questions/{question}", $"/questions/{question}/edit" })
        {
            Assert.Matches("<textarea [^>]*name=\"body\"[^>]* data-names=\"\"", (await reader.Open(path)).Body);
        }

        Assert.DoesNotContain("data-names", (await reader.Open("/settings")).Body, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Proposed(PageReader reader, string name, string question)
    {
        var part = (await reader.Get($"/writing/members?name={Uri.EscapeDataString(name)}&question={question}", isPart: true)).Expect(200).Body;
        return [.. Option().Matches(part).Select(static option => option.Groups["handle"].Value)];
    }

    [GeneratedRegex("data-handle=\"(?<handle>[^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Option();
}
