using Skiller.Contracts.Members;

namespace Skiller.Contracts.Mail;

/// <summary>How mails leave the site, for administrators. A stateless worker.</summary>
[Alias("skiller.mail"), GrainInterfaceType("skiller.mail")]
public interface IMailGrain : IGrainWithStringKey
{
    /// <summary>How mails leave, how many wait, and which could not be sent. Refusals: not-allowed.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("View")]
    Task<Result<MailView>> View(Actor actor, CancellationToken ct);

    /// <summary>Sends a mail to the administrator's own address at once, and says what came of it within four seconds. Refusals: not-allowed.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="locale">Its language.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("SendTest")]
    Task<Result<MailTestReceipt>> SendTest(Actor actor, Locale locale, CancellationToken ct);
}

/// <summary>How mails are.</summary>
/// <param name="Place">Where they leave to: <c>mail.example.org:587</c>, <c>/srv/skiller/mail</c>.</param>
/// <param name="Waiting">How many are to be sent.</param>
/// <param name="OldestAt">Since when the oldest of them waits, null: none does.</param>
/// <param name="Dead">How many could not be sent.</param>
/// <param name="Kind">What <paramref name="Place"/> is.</param>
[GenerateSerializer, Immutable, Alias("skiller.mail-view")]
public sealed record MailView(
    [property: Id(0)] string Place,
    [property: Id(1)] long Waiting,
    [property: Id(2)] DateTimeOffset? OldestAt,
    [property: Id(3)] long Dead,
    [property: Id(4)] MailTransportKind Kind);

/// <summary>What mails are handed to.</summary>
public enum MailTransportKind
{
    /// <summary>A server.</summary>
    Smtp,

    /// <summary>A folder, where no server is set.</summary>
    Folder,
}

/// <summary>What came of a test.</summary>
/// <param name="To">Where it went.</param>
/// <param name="Fault">Why it was not sent, null: it was.</param>
[GenerateSerializer, Immutable, Alias("skiller.mail-test-receipt")]
public sealed record MailTestReceipt([property: Id(0)] string To, [property: Id(1)] string? Fault);
