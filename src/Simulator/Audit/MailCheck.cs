using MimeKit;

namespace Skiller.Simulator.Audit;

/// <summary>
/// Reads the mails that a target has kept as files (<c>Skiller__CaptureMails</c>) as their owners would: each member has one, by which they can prove their
/// address, to them alone and with nothing private of others in it.
/// </summary>
internal sealed class MailCheck(IReadOnlyList<string> folders, History history, SecretWatch secrets, FindingBook book)
{
    private readonly Findings _found = new();

    public async Task<Findings> Run(CancellationToken ct)
    {
        var (sent, ids) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var file in folders.Where(Directory.Exists).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.eml")))
        {
            using var mail = await MimeMessage.LoadAsync(file, ct);
            var receivers = mail.To.Mailboxes.Select(static mailbox => mailbox.Address).ToList();
            _found.Expect(ids.Add(mail.MessageId ?? file), Rules.Mail, $"mail {mail.MessageId}", "once", "twice");
            _found.Expect(receivers.Count == 1, Rules.Mail, $"receivers of mail {mail.MessageId}", 1, receivers.Count);
            foreach (var receiver in receivers)
            {
                sent[receiver] = sent.GetValueOrDefault(receiver) + 1;
                secrets.Look($"{mail.Subject}\n{mail.TextBody}\n{mail.HtmlBody}", receiver.Split('@')[0], $"mail {mail.MessageId}", book);
            }
        }

        foreach (var member in history.Members.Keys)
        {
            _found.Expect(Bounds.Exactly(1), sent.GetValueOrDefault(SecretWatch.EmailOf(member)), Rules.Mail, $"mails to {member}");
        }

        return _found;
    }
}
