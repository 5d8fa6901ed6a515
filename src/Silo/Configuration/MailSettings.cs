namespace Skiller.Silo.Configuration;

/// <summary>How mails leave the node.</summary>
/// <param name="From">The address that they come from.</param>
/// <param name="Server">The server that takes them, null: they are kept as files in the data folder.</param>
internal sealed record MailSettings(string From, SmtpServer? Server);

/// <summary>A server that takes mails.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">587 unless set.</param>
/// <param name="Security">How the way there is kept secret.</param>
/// <param name="User">Who signs in there, null: nobody.</param>
/// <param name="Password">With what; never shown.</param>
internal sealed record SmtpServer(string Host, int Port, SmtpSecurity Security, string? User, string? Password);

/// <summary>How the way to a mail server is kept secret.</summary>
internal enum SmtpSecurity
{
    /// <summary>TLS is begun after the greeting, and nothing goes on without it.</summary>
    StartTls,
    /// <summary>TLS from the first byte.</summary>
    Tls,
    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}
