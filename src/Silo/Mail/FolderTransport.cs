using Skiller.Contracts.Mail;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Mail;

/// <summary>
/// Keeps mails as files in the data folder, where no server is set: to try things out, and for an operator who hands them on. The same mail is
/// the same file. For the owner only: there are links in them that open accounts.
/// </summary>
internal sealed class FolderTransport(Settings settings, TimeProvider clock) : IMailTransport
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder = Path.Combine(settings.Data, "mail");

    public MailTransportKind Kind => MailTransportKind.Folder;

    public string Place => _folder;

    public async Task<MailOutcome> Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var file = Path.Combine(_folder, $"{mail.Id}.eml");
            var beside = $"{file}.new";
            await using (var stream = new FileStream(beside, Options()))
            {
                await MimeMail.Of(mail, settings.Mail.From, MimeMail.SiteOf(settings.PublicUrl), clock.GetUtcNow()).WriteToAsync(stream, ct);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, file, overwrite: true);
            return new MailOutcome.Delivered();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.Deferred($"the folder cannot be written ({fault.GetType().Name})");
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
