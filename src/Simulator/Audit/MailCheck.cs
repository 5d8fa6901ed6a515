using MimeKit;
using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>
/// Reads the mails that a target has kept as files (<c>Skiller__CaptureMails</c>) as their owners would: each member has one, by which they can prove their
/// address, to them alone and with nothing private of others in it. A mail may go out again when the one who sent it died before taking note of that; its
/// Message-ID says then that it is the same mail, which is worth a note. Two mails with different ones are two.
/// </summary>
internal sealed class MailCheck(IReadOnlyList<string> folders, History history, SecretWatch secrets, FindingBook book)
{
    private readonly Findings _found = new();
    private readonly Dictionary<string, int> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Print, int Times)> _mails = new(StringComparer.Ordinal);

    public async Task<Findings> Run(CancellationToken ct)
    {
        foreach (var folder in folders)
        {
            var isThere = Directory.Exists(folder);
            _found.Expect(isThere, Rules.Mail, $"folder {folder}", "there", "missing");
            foreach (var file in isThere ? Directory.EnumerateFiles(folder, "*.eml") : [])
            {
                await Read(file, ct);
            }
        }

        foreach (var (id, mail) in _mails.Where(static each => each.Value.Times > 1))
        {
            _found.Notes.Add($"mail {id} was sent {mail.Times} times: it is the same mail by its Message-ID, as one is that goes out again after a crash");
        }

        foreach (var member in history.Members.Keys)
        {
            _found.Expect(Bounds.Exactly(1), _sent.GetValueOrDefault(SecretWatch.EmailOf(member)), Rules.Mail, $"mails to {member}");
        }

        return _found;
    }

    private async Task Read(string file, CancellationToken ct)
    {
        using var mail = await MimeMessage.LoadAsync(file, ct);
        var receivers = mail.To.Mailboxes.Select(static mailbox => mailbox.Address).ToList();
        var (id, print) = (mail.MessageId ?? Path.GetFileName(file), Fingerprint.Of($"{string.Join(' ', receivers)}\n{mail.Subject}"));
        foreach (var receiver in receivers)
        {
            secrets.Look($"{mail.Subject}\n{mail.TextBody}\n{mail.HtmlBody}", receiver.Split('@')[0], $"mail {id}", book);
        }

        if (_mails.TryGetValue(id, out var before))
        {
            _found.Expect(before.Print == print, Rules.Mail, $"mail {id}", "the same each time", "another one under its Message-ID");
            _mails[id] = before with { Times = before.Times + 1 };
            return;
        }

        _mails[id] = (print, 1);
        _found.Expect(receivers.Count == 1, Rules.Mail, $"receivers of mail {id}", 1, receivers.Count);
        foreach (var receiver in receivers)
        {
            _sent[receiver] = _sent.GetValueOrDefault(receiver) + 1;
        }
    }
}
