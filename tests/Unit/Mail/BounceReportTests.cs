using System.Text;
using Skiller.Silo.Mail;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>Which addresses a report of a mail server says cannot be reached.</summary>
public sealed class BounceReportTests
{
    [Fact]
    public void A_mail_that_failed_for_good_names_its_address_as_we_wrote_it() =>
        Assert.Equal(["Ada@elsewhere.example"], Failed(Report("failed", "5.1.1", "Original-Recipient: rfc822;Ada@elsewhere.example\r\n")));

    [Fact]
    public void Without_it_the_final_recipient_is_named() => Assert.Equal(["forwarded@elsewhere.example"], Failed(Report("Failed", "5.1.1", "")));

    [Theory]
    [InlineData("failed", "4.4.7")]
    [InlineData("delayed", "4.4.1")]
    [InlineData("delivered", "2.0.0")]
    [InlineData("relayed", "5.1.1")]
    public void What_may_still_arrive_is_no_failure(string action, string status) => Assert.Empty(Failed(Report(action, status, "")));

    [Theory]
    [InlineData("")]
    [InlineData("Subject: hello\r\n\r\nada@elsewhere.example failed 5.1.1")]
    [InlineData("no header at all")]
    public void What_is_no_report_names_nobody(string message) => Assert.Empty(Failed(message));

    private static IReadOnlyCollection<string> Failed(string message) => BounceReport.Failed(Encoding.UTF8.GetBytes(message));

    private static string Report(string action, string status, string original) =>
        "From: MAILER-DAEMON@mail.example\r\nTo: no-reply@skiller.example\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
        + "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        + $"{original}Final-Recipient: rfc822; forwarded@elsewhere.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n"
        + "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Du nouveau\r\n\r\nText\r\n--b--\r\n";
}
