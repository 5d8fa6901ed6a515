using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Skiller.Contracts;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using Skiller.Silo.Mail;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>Conversations with a mail server over a real socket, whatever it does (F33).</summary>
public sealed class SmtpTransportTests : IAsyncDisposable
{
    private static readonly OutgoingMail _mail = new("00112233", "ada@elsewhere.example", Locale.Fr, "Une réponse", ".point en début de ligne\n", "<p>Une réponse</p>\n");
    private readonly SmtpServerUnderTest _server = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_the_server_takes_is_delivered_whole()
    {
        Assert.Equal(new MailOutcome.Delivered(), await Transport().Send(_mail, default));

        var (to, text) = Assert.Single(_server.Taken);
        Assert.Equal("ada@elsewhere.example", to);
        using var stream = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(text));
        var read = await MimeMessage.LoadAsync(stream);
        Assert.Equal("00112233@skiller.example", read.MessageId);
        Assert.Equal("Une réponse", read.Subject);
        Assert.Equal(".point en début de ligne", read.TextBody?.TrimEnd());
        Assert.Equal("skiller@skiller.example", Assert.Single(read.From.Mailboxes).Address);
    }

    [Theory]
    [InlineData(SmtpMood.RefusesForNow, false, "the server answered 421")]
    [InlineData(SmtpMood.RefusesForGood, true, "the server answered 550")]
    public async Task A_refusal_is_for_now_or_for_good_and_told_without_what_the_server_wrote(SmtpMood mood, bool isFinal, string reason)
    {
        _server.Mood = mood;

        var outcome = await Transport().Send(_mail, default);

        Assert.Equal(isFinal ? new MailOutcome.Refused(reason) : new MailOutcome.Deferred(reason), outcome);
        Assert.Empty(_server.Taken);
    }

    [Fact]
    public async Task A_server_that_drops_the_connection_after_the_message_is_tried_again_with_the_same_message()
    {
        _server.Mood = SmtpMood.TakesAndDrops;
        Assert.IsType<MailOutcome.Deferred>(await Transport().Send(_mail, default));
        _server.Mood = SmtpMood.Takes;
        Assert.IsType<MailOutcome.Delivered>(await Transport().Send(_mail, default));

        var ids = _server.Taken.Select(static taken => taken.Message.Split("Message-Id: ")[1].Split('\r')[0]);
        Assert.Equal(["<00112233@skiller.example>", "<00112233@skiller.example>"], ids);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_after_thirty_seconds()
    {
        _server.Mood = SmtpMood.FallsSilentAfterData;
        var sending = Transport().Send(_mail, default);
        while (_server.Taken.IsEmpty)
        {
            await Task.Delay(10);
        }

        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(new MailOutcome.Deferred("the server did not answer in time"), await sending);
    }

    [Fact]
    public async Task Without_a_server_it_is_tried_again()
    {
        var transport = Transport();
        await _server.DisposeAsync();

        Assert.Equal(new MailOutcome.Deferred("the server is away (SocketException)"), await transport.Send(_mail, default));
    }

    [Fact]
    public async Task A_server_that_cannot_be_spoken_to_in_secret_gets_nothing()
    {
        var outcome = await Transport("starttls").Send(_mail, default);

        Assert.Equal(new MailOutcome.Deferred("the server does not offer what is set"), outcome);
        Assert.Empty(_server.Taken);
    }

    private SmtpTransport Transport(string security = "none")
    {
        var settings = SettingsReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Skiller__PublicUrl"] = "https://skiller.example",
            ["Skiller__MailFrom"] = "Skiller <skiller@skiller.example>",
            ["Skiller__SmtpHost"] = "127.0.0.1",
            ["Skiller__SmtpPort"] = $"{_server.Port}",
            ["Skiller__SmtpSecurity"] = security,
        });
        return new SmtpTransport(settings, settings.Mail.Server!, _clock);
    }
}
