using MimeKit;
using Skiller.Tests.Http.Security;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Http.Letters;

/// <summary>What members are told by mail at once: bundled, outside of quiet hours, each cause in one mail.</summary>
public abstract partial class LetterTests(LaterSite site)
{
    private const string Subject = "Du nouveau pour toi sur Skiller";
    private static readonly TimeSpan _bundle = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _later = _bundle + TimeSpan.FromMinutes(1);
    private readonly LetterReaders _readers = new(site);

    [Fact]
    public async Task Five_causes_make_one_mail_after_five_minutes_and_what_comes_later_another_one()
    {
        var (ada, writer) = (await _readers.Join("ada"), await site.Member("writer"));
        var asked = site.Now;
        var question = await Ask(writer, ada);
        for (var i = 0; i < 4; i++)
        {
            (await site.Send("POST", $"/questions/{question}/comments", new { body = $"What do you say, @{ada.Person.Handle}? ({i})" }, writer)).Expect(201);
        }

        await _readers.Told(ada, 5);
        site.PutForward(_later);
        var first = Assert.Single(await Letters(ada, 1));
        Assert.True(first.Date >= (asked + _bundle).AddSeconds(-1), $"{first.Date} for {asked}");
        Assert.Equal(5, Count(first.TextBody, $"- Name of {writer.Handle} parle de toi dans «\u00a0"));
        Assert.Contains($"{Site.PublicUrl}/questions/{question}#comment-", first.TextBody, StringComparison.Ordinal);
        Assert.StartsWith($"Bonjour Name of {ada.Person.Handle},", first.TextBody, StringComparison.Ordinal);

        var second = await Ask(writer, ada);
        await _readers.Told(ada, 6);
        site.PutForward(_later);
        var mails = await Letters(ada, 2);
        Assert.Equal(2, mails.Count);
        Assert.Equal(1, Count(mails[1].TextBody, "parle de toi"));
        Assert.Contains($"{Site.PublicUrl}/questions/{second}", mails[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_in_quiet_hours_of_what_was_read_of_what_is_not_wanted_or_to_who_has_not_proved_their_address()
    {
        var (quiet, read, digest, wanting) = (await _readers.Join("quiet"), await _readers.Join("read"), await _readers.Join("digest"), await _readers.Join("wanting"));
        var unproved = await _readers.Join("unproved", isProved: false);
        var writer = await site.Member("writer");
        await _readers.Choose(quiet, quiet: (site.Now.AddHours(-1), site.Now.AddHours(2)));
        await _readers.Choose(digest, mention: "digest");
        foreach (var reader in new[] { quiet, read, digest, unproved, wanting })
        {
            await Ask(writer, reader);
            await _readers.Told(reader, 1);
        }

        (await site.Send("POST", "/notifications/read", new { upTo = long.MaxValue }, read.Person)).Expect(204);
        site.PutForward(_later);
        await Letters(wanting, 1);
        await Ask(writer, wanting);
        await _readers.Told(wanting, 2);
        site.PutForward(_later);
        await Letters(wanting, 2);
        foreach (var reader in new[] { quiet, read, digest, unproved })
        {
            Assert.Empty(await Letters(reader, 0));
        }

        site.PutForward(TimeSpan.FromHours(2));
        Assert.Single(await Letters(quiet, 1));
    }

    [Fact]
    public async Task A_rebuild_of_inboxes_writes_to_nobody_again()
    {
        var (ada, writer) = (await _readers.Join("ada"), await site.Member("writer"));
        await Ask(writer, ada);
        await _readers.Told(ada, 1);
        site.PutForward(_later);
        await Letters(ada, 1);

        await site.Operate("rebuild", ("what", "inbox"));
        await Ask(writer, ada);
        await _readers.Told(ada, 2);
        site.PutForward(_later);

        var mails = await Letters(ada, 2);
        Assert.Equal([1, 1], mails.Select(static mail => Count(mail.TextBody, "parle de toi")));
    }

    private static int Count(string? text, string part) => (text ?? "").Split(part).Length - 1;

    private async Task<List<MimeMessage>> Letters(LetterReader reader, int least) =>
        [.. (await site.Mails(reader.Address, least + 1)).Where(static mail => mail.Subject == Subject)];

    private async Task<string> Ask(Person by, LetterReader named)
    {
        var body = new { title = "How does one ask a good question?", body = $"I would like to know it of you, @{named.Person.Handle}.", skills = new[] { "asking" } };
        return (await site.Send("POST", "/questions", body, by)).Expect(201).Text("id");
    }
}

public sealed class LetterTestsOnSqlite(LaterSqliteSite site) : LetterTests(site), IClassFixture<LaterSqliteSite>;

public sealed class LetterTestsOnPostgres(LaterPostgresSite site) : LetterTests(site), IClassFixture<LaterPostgresSite>;
