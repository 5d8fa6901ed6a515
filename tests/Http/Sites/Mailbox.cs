using System.Text.RegularExpressions;
using MimeKit;

namespace Skiller.Tests.Http.Sites;

/// <summary>The mails that nodes kept as files.</summary>
internal static class Mailbox
{
    /// <summary>Those to an address, the oldest first.</summary>
    public static async Task<List<MimeMessage>> To(string address, params string[] folders)
    {
        var found = new List<(DateTime At, MimeMessage Mail)>();
        foreach (var file in folders.Where(Directory.Exists).SelectMany(static folder => Directory.GetFiles(folder, "*.eml")))
        {
            var mail = await MimeMessage.LoadAsync(file);
            if (mail.To.Mailboxes.Any(mailbox => mailbox.Address == address))
            {
                found.Add((File.GetLastWriteTimeUtc(file), mail));
            }
        }

        return [.. found.OrderBy(static mail => mail.At).Select(static mail => mail.Mail)];
    }

    /// <summary>The path of the first link in a mail.</summary>
    public static string LinkIn(MimeMessage mail) => Regex.Match(mail.TextBody ?? "", @"https?://[^/\s]+(/\S*)").Groups[1].Value;
}
