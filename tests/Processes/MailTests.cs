using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Processes;

/// <summary>Mails as an operator sees them: a test, files without a server, a server that is away, and a node that is killed meanwhile.</summary>
public sealed class MailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_mail_is_kept_as_a_file_without_a_server_and_handed_over_with_one()
    {
        using var folder = new TemporaryFolder();
        await using var server = new SmtpServerUnderTest();
        await using var alone = new Node(folder.Path);
        Assert.Equal(0, (await alone.Command(["migrate"], Ct)).ExitCode);
        var (exitCode, output) = await alone.Command(["test-mail", "ada@elsewhere.example"], Ct);
        Assert.Equal(0, exitCode);
        Assert.Contains("Sent.", output, StringComparison.Ordinal);
        Assert.Contains("ada@elsewhere.example", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "mail"))), Ct), StringComparison.Ordinal);

        await using var node = new Node(folder.Path, settings: Served(server));
        Assert.Equal(0, (await node.Command(["test-mail", "ada@elsewhere.example", "--locale", "en"], Ct)).ExitCode);
        Assert.Contains("Subject: Mails from Skiller arrive", Assert.Single(server.Taken).Message, StringComparison.Ordinal);

        server.Mood = SmtpMood.RefusesForGood;
        var refused = await node.Command(["test-mail", "ada@elsewhere.example"], Ct);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Refused: the server answered 550.", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_would_lose_mails_or_show_a_password_stop_the_start()
    {
        using var folder = new TemporaryFolder();
        await using var node = new Node(
            folder.Path,
            settings:
            [
                KeyValuePair.Create("Skiller__SmtpHost", "mail.example"),
                KeyValuePair.Create("Skiller__SmtpUser", "skiller"),
                KeyValuePair.Create("Skiller__SmtpPassword", "secret-word"),
                KeyValuePair.Create("Skiller__SmtpSecurity", "none"),
            ]);
        var (exitCode, output) = await node.Command(["run"], Ct);
        Assert.Equal(2, exitCode);
        Assert.Contains("Skiller__SmtpHost needs Skiller__MailFrom", output, StringComparison.Ordinal);
        Assert.Contains("Skiller__SmtpSecurity=none would send Skiller__SmtpPassword", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", output, StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string>[] Served(SmtpServerUnderTest server) =>
    [
        KeyValuePair.Create("Skiller__SmtpHost", "127.0.0.1"),
        KeyValuePair.Create("Skiller__SmtpPort", $"{server.Port}"),
        KeyValuePair.Create("Skiller__SmtpSecurity", "none"),
        KeyValuePair.Create("Skiller__MailFrom", "Skiller <skiller@skiller.example>"),
    ];
}
