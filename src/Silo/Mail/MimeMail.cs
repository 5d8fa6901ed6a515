using MimeKit;
using Skiller.Contracts;
using Skiller.Grains.Mail;

namespace Skiller.Silo.Mail;

/// <summary>A mail in its form on the wire. The library writes headers, so that no value can begin another one (X11).</summary>
internal static class MimeMail
{
    /// <summary>The message of a mail.</summary>
    /// <param name="mail">What it says.</param>
    /// <param name="from">Who it comes from.</param>
    /// <param name="site">The host in its Message-ID.</param>
    /// <param name="now">When.</param>
    public static MimeMessage Of(OutgoingMail mail, string from, string site, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            MessageId = $"{mail.Id}@{site}",
            Body = new Multipart("alternative")
            {
                new TextPart("plain") { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
                new TextPart("html") { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            },
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Body.Headers.Add(HeaderId.ContentLanguage, mail.Locale == Locale.En ? "en" : "fr");

        // RFC 3834: nobody's holiday notice shall answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.Unsubscribe is { } end)
        {
            // RFC 2369 and RFC 8058: the one click is a POST to the same address.
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{end}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        return message;
    }

    /// <summary>A host that a Message-ID may have.</summary>
    public static string SiteOf(Uri url) => url.HostNameType is UriHostNameType.Dns ? url.IdnHost : "localhost";
}
