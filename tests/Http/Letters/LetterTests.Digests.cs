using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Letters;

public abstract partial class LetterTests
{
    private const string DigestSubject = "Ton résumé de Skiller";

    [Fact]
    public async Task A_digest_comes_once_at_its_hour_with_what_was_told_questions_of_ones_fields_and_points_and_never_an_empty_one()
    {
        var (ada, empty) = (await _readers.Join("ada"), await _readers.Join("empty"));
        var (writer, skill) = (await site.Member("writer"), site.NewHandle("field"));
        (await site.Send("PATCH", "/members/me", new { skills = new[] { skill } }, ada.Person)).Expect(200);
        var open = await site.Question(writer, skill);
        var own = await site.Question(ada.Person);
        (await site.Send("PUT", $"/questions/{own}/vote", new { value = 1 }, writer)).Expect(200);
        (await site.Send("POST", $"/questions/{own}/comments", new { body = "Could you say more?" }, writer)).Expect(201);
        await _readers.Told(ada, 2);
        await Unanswered(skill, open);
        var due = site.Now.AddHours(2);
        foreach (var reader in new[] { ada, empty })
        {
            await _readers.Choose(reader, digestHour: due.Hour);
        }

        site.PutForward(TimeSpan.FromHours(5));
        var digest = Assert.Single(await Digests(ada, 1));
        Assert.Contains($"- Name of {writer.Handle} a commenté ton message dans «\u00a0", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{Site.PublicUrl}/questions/{open}\n", digest.TextBody?.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("- Points\u00a0: +5\u00a0; votes\u00a0: 1", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", digest.Headers[MimeKit.HeaderId.ListUnsubscribePost]);

        var later = await site.Question(writer, skill);
        await Unanswered(skill, later);
        site.PutForward(TimeSpan.FromHours(24));
        var digests = await Digests(ada, 2);
        Assert.Equal(2, digests.Count);
        Assert.Contains($"{Site.PublicUrl}/questions/{later}\n", digests[1].TextBody?.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("a commenté", digests[1].TextBody, StringComparison.Ordinal);
        Assert.Empty(await Digests(empty, 0));
    }

    // A digest has what lists have at its hour, which comes at once where time is put forward.
    private Task Unanswered(string skill, string question) => Eventually.Holds(
        async () => (await site.Send("GET", $"/questions?sort=unanswered&skill={skill}")).Items().Any(item => item.GetProperty("id").GetString() == question),
        $"question {question} in its list");

    private async Task<List<MimeKit.MimeMessage>> Digests(LetterReader reader, int least)
    {
        List<MimeKit.MimeMessage> found = [];
        await Eventually.Holds(
            async () =>
            {
                found = [.. (await site.Mails(reader.Address)).Where(static mail => mail.Subject == DigestSubject)];
                return found.Count >= least;
            },
            $"{least} digests");
        return found;
    }
}
