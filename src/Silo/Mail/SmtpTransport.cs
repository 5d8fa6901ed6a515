using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Skiller.Contracts.Mail;
using Skiller.Grains.Mail;
using Skiller.Silo.Configuration;
using IMailTransport = Skiller.Grains.Mail.IMailTransport;

namespace Skiller.Silo.Mail;

/// <summary>
/// Hands mails to a server, one conversation each. What it refuses for good (5yz) is not tried again; everything else is. What it writes is
/// never repeated, since that names addresses: only its number is.
/// </summary>
internal sealed class SmtpTransport(Settings settings, SmtpServer server, TimeProvider clock) : IMailTransport
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public MailTransportKind Kind => MailTransportKind.Smtp;

    public string Place => string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{server.Port}");

    public async Task<MailOutcome> Send(OutgoingMail mail, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(_patience, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        using var client = new SmtpClient { Timeout = (int)_patience.TotalMilliseconds, LocalDomain = MimeMail.SiteOf(settings.PublicUrl) };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, Secured(server.Security), ended.Token);
            if (server is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, ended.Token);
            }

            await client.SendAsync(MimeMail.Of(mail, settings.Mail.From, MimeMail.SiteOf(settings.PublicUrl), clock.GetUtcNow()), ended.Token);
        }
        catch (Exception fault) when (Outcome(fault, ct) is not null)
        {
            return Outcome(fault, ct)!;
        }

        await Leave(client, ended.Token);
        return new MailOutcome.Delivered();
    }

    // It was taken; how the conversation ends changes nothing.
    private static async Task Leave(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or SocketException or OperationCanceledException)
        {
            return;
        }
    }

    private static MailOutcome? Outcome(Exception fault, CancellationToken ct) => fault switch
    {
        SmtpCommandException { StatusCode: var code } => Answered((int)code),
        AuthenticationException => new MailOutcome.Deferred("the server does not know the user"),
        SslHandshakeException => new MailOutcome.Deferred("no secure way to the server"),
        NotSupportedException => new MailOutcome.Deferred("the server does not offer what is set"),
        SocketException or IOException or ProtocolException or CommandException => new MailOutcome.Deferred($"the server is away ({fault.GetType().Name})"),
        OperationCanceledException when !ct.IsCancellationRequested => new MailOutcome.Deferred("the server did not answer in time"),
        _ => null,
    };

    private static MailOutcome Answered(int code)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"the server answered {code}");

        // 530 and 535 are about ourselves and not about the mail: mended settings let it through.
        return code is >= 500 and not (530 or 535 or 538) ? new MailOutcome.Refused(reason) : new MailOutcome.Deferred(reason);
    }

    private static SecureSocketOptions Secured(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
