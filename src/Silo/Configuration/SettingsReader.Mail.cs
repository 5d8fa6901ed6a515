using System.Net;
using MimeKit;
using Skiller.Storage.Keys;

namespace Skiller.Silo.Configuration;

/// <summary>What is said of mails.</summary>
internal sealed partial class SettingsReader
{
    private const int SubmissionPort = 587;
    private const string NoReply = "Skiller <no-reply@localhost>";

    private MailSettings Mail()
    {
        var from = Text(SettingNames.MailFrom);
        if (from is not null && !(MailboxAddress.TryParse(from, out var mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal)))
        {
            _errors.Add($"{SettingNames.MailFrom}: '{from}' is no address like Skiller <skiller@example.org>.");
        }

        if (Text(SettingNames.SmtpHost) is not { } host)
        {
            foreach (var name in new[] { SettingNames.SmtpPort, SettingNames.SmtpSecurity, SettingNames.SmtpUser, SettingNames.SmtpPassword, SettingNames.SmtpPasswordFile })
            {
                if (Text(name) is not null)
                {
                    _errors.Add($"{name} is set without {SettingNames.SmtpHost}, so that no mail would be sent.");
                }
            }

            return new MailSettings(from ?? NoReply, null);
        }

        if (from is null)
        {
            _errors.Add($"{SettingNames.SmtpHost} needs {SettingNames.MailFrom}: the address that mails come from.");
        }

        var (user, password) = (Text(SettingNames.SmtpUser), SmtpPassword());
        if (user is null != password is null)
        {
            _errors.Add($"{SettingNames.SmtpUser} and {SettingNames.SmtpPassword} belong together.");
        }

        var port = Number(SettingNames.SmtpPort, SubmissionPort, 1, IPEndPoint.MaxPort);
        return new MailSettings(from ?? NoReply, new SmtpServer(host, port, Security(user is not null), user, password));
    }

    private string? SmtpPassword()
    {
        if (Checked(SettingNames.SmtpPasswordFile, static path => SecretFile.Secret(path)) is not { } file)
        {
            return Text(SettingNames.SmtpPassword);
        }

        return Text(SettingNames.SmtpPassword) is null
            ? SecretFile.Secret(file)
            : Wrong("", $"{SettingNames.SmtpPassword} and {SettingNames.SmtpPasswordFile} are both set: the password is in one place.");
    }

    private SmtpSecurity Security(bool signsIn)
    {
        var security = Text(SettingNames.SmtpSecurity) switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            var other => Wrong(SmtpSecurity.StartTls, $"{SettingNames.SmtpSecurity}: '{other}' is none of starttls, tls and none."),
        };
        return security is SmtpSecurity.None && signsIn
            ? Wrong(security, $"{SettingNames.SmtpSecurity}=none would send {SettingNames.SmtpPassword} for everybody to read.")
            : security;
    }
}
