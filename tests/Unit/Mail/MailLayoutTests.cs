using MimeKit;
using Skiller.Contracts;
using Skiller.Grains.Mail;
using Skiller.Silo.Mail;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>What mails look like: complete in both languages, and nothing that a stranger wrote is more than text in them (X11).</summary>
public sealed class MailLayoutTests
{
    private const string Hostile = "<script>alert(1)</script>\r\nBcc: everybody@example.org\r\n\r\n<img src=x onerror=alert(1)> {0} ${7*7} @(1+1) %s%n";

    public static TheoryData<string, bool> Kinds()
    {
        var data = new TheoryData<string, bool>();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            data.Add(MailKinds.NameOf(kind), true);
            data.Add(MailKinds.NameOf(kind), false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_mail_is_whole_in_both_languages_and_holds_what_strangers_wrote_as_text(string kind, bool isFrench)
    {
        var locale = isFrench ? Locale.Fr : Locale.En;
        var letter = Letter(Kind(kind), locale);
        var mail = MailLayout.Of("k:1@1/x", letter);

        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain("script", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(isFrench ? "<html lang=\"fr\">" : "<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains(letter.Link ?? letter.Name!.Split('\r')[0], mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{1}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_places_to_fill()
    {
        Assert.Equal(MailWords.In(Locale.Fr).Keys.Order(StringComparer.Ordinal), MailWords.In(Locale.En).Keys.Order(StringComparer.Ordinal));
        Assert.All(MailWords.In(Locale.Fr), static sentence =>
        {
            Assert.NotEmpty(sentence.Value);
            Assert.Equal(Places(sentence.Value), Places(MailWords.In(Locale.En)[sentence.Key]));
        });
    }

    [Fact]
    public async Task Headers_are_ours_alone_whatever_stands_in_the_letter()
    {
        var mail = MailLayout.Of("k:1@1/x", Letter(MailKind.RequestReceived, Locale.Fr)) with { To = "someone@elsewhere.example", Subject = "Objet : é\r\nBcc: a@b.example" };
        using var stream = new MemoryStream();
        await MimeMail.Of(mail, "Skiller <no-reply@skiller.example>", "skiller.example", DateTimeOffset.UnixEpoch).WriteToAsync(stream);
        stream.Position = 0;
        var read = await MimeMessage.LoadAsync(stream);

        Assert.Equal(
            ["Auto-Submitted", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To", "X-Auto-Response-Suppress"],
            read.Headers.Select(static header => header.Field).Where(static field => !field.StartsWith("Content-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("fr", read.Body?.Headers[HeaderId.ContentLanguage]);
        Assert.Equal("auto-generated", read.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal($"{mail.Id}@skiller.example", read.MessageId);
        Assert.Equal("someone@elsewhere.example", Assert.Single(read.To.Mailboxes).Address);
        Assert.Empty(read.Bcc);
        Assert.Equal(mail.Text.ReplaceLineEndings(), read.TextBody?.ReplaceLineEndings());
        Assert.Equal(mail.Html.ReplaceLineEndings(), read.HtmlBody?.ReplaceLineEndings());
    }

    [Fact]
    public async Task What_can_be_ended_says_so_to_programs_and_readers_and_its_lines_are_one_line_each()
    {
        const string End = "https://skiller.example/letters/1.x";
        var letter = Letter(MailKind.Notifications, Locale.En) with { Quote = null, Sections = [new LetterSection("Title", [new LetterLine(Hostile, "https://skiller.example/a/1?comment=2")])], Unsubscribe = End };
        var mail = MailLayout.Of("k:1@1/x", letter);
        using var stream = new MemoryStream();
        await MimeMail.Of(mail, "Skiller <no-reply@skiller.example>", "skiller.example", DateTimeOffset.UnixEpoch).WriteToAsync(stream);
        stream.Position = 0;
        var read = await MimeMessage.LoadAsync(stream);

        Assert.Equal($"<{End}>", read.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", read.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Contains($"- {Hostile.ReplaceLineEndings(" ")}\n  https://skiller.example/a/1?comment=2\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<li style=\"margin:0 0 8px\"><a href=\"https://skiller.example/a/1?comment=2\" style=\"color:#5b2d8e\">&lt;script&gt;", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"stop receiving anything\n{End}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{End}\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_intent_is_the_same_message_and_another_one_another()
    {
        var letter = Letter(MailKind.RequestReceived, Locale.Fr);
        Assert.Equal(MailLayout.Of("a", letter).Id, MailLayout.Of("a", letter).Id);
        Assert.NotEqual(MailLayout.Of("a", letter).Id, MailLayout.Of("b", letter).Id);
    }

    private static Letter Letter(MailKind kind, Locale locale) =>
        new(kind, "ada@example.org", locale, Hostile, [Hostile, "second"], HasLink(kind) ? "https://skiller.example/x?a=1" : null) { Quote = Hostile };

    private static bool HasLink(MailKind kind) => MailWords.In(Locale.Fr).ContainsKey($"{MailKinds.NameOf(kind)}.link");

    private static MailKind Kind(string name) => MailKinds.Of(name) ?? throw new ArgumentOutOfRangeException(nameof(name));

    private static string Places(string text) => string.Concat(Enumerable.Range(0, 5).Where(i => text.Contains($"{{{i}}}", StringComparison.Ordinal)));
}
