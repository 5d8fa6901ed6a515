using Skiller.Contracts;
using Skiller.Contracts.Mail;

namespace Skiller.Grains.Mail;

/// <summary>Hands mails on: to a server, or to a folder where there is none.</summary>
internal interface IMailTransport
{
    MailTransportKind Kind { get; }

    /// <summary>Its server or folder: <c>mail.example.org:587</c>, <c>/srv/skiller/mail</c>.</summary>
    string Place { get; }

    /// <summary>Hands one mail on. What goes wrong is an outcome and no exception, but for the end of the wait.</summary>
    Task<MailOutcome> Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>A mail as it goes out.</summary>
/// <param name="Id">Always the same for the same intent, so that a duplicate can be known as one (F33): 32 hexadecimal digits.</param>
/// <param name="To">The address.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Subject">One line of ours, with nothing in it that a stranger wrote.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The same as a page, everything that is not ours encoded.</param>
internal sealed record OutgoingMail(string Id, string To, Locale Locale, string Subject, string Text, string Html)
{
    /// <summary>Where mails of this kind are ended by one click (RFC 8058), null: they cannot be.</summary>
    public string? Unsubscribe { get; init; }
}

/// <summary>What a transport says. Reasons never hold what the server wrote: that names addresses.</summary>
internal abstract record MailOutcome
{
    /// <summary>It was taken.</summary>
    internal sealed record Delivered : MailOutcome;

    /// <summary>Not now, perhaps later.</summary>
    internal sealed record Deferred(string Reason) : MailOutcome;

    /// <summary>Never.</summary>
    internal sealed record Refused(string Reason) : MailOutcome;
}
