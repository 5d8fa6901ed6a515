using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;

namespace Skiller.Grains.Mail;

/// <summary>Which facts somebody is told of by mail. Pure: a mail is a function of a fact, so that none is lost and none is sent for nothing.</summary>
internal static class MailIntents
{
    /// <summary>The mail that a fact is to cause, null for none.</summary>
    public static MailKind? KindOf(Fact fact) => fact switch
    {
        InvitationRequested => MailKind.RequestReceived,
        InvitationRequestAccepted => MailKind.RequestAccepted,
        InvitationRequestDeclined => MailKind.RequestDeclined,
        InvitationSpent => MailKind.AddressInUse,
        AccountOpened => MailKind.ConfirmAddress,
        AddressChangeAsked => MailKind.ConfirmNewAddress,
        AddressChanged => MailKind.AddressChanged,
        PasswordResetAsked => MailKind.PasswordReset,
        PasswordChanged => MailKind.PasswordChanged,
        SecondFactorEnabled => MailKind.SecondFactorOn,
        SecondFactorDisabled => MailKind.SecondFactorOff,
        RecoveryCodeUsed => MailKind.RecoveryCodeUsed,
        MemberSuspended => MailKind.Suspended,
        SuspensionLifted => MailKind.SuspensionLifted,
        LetterDue => MailKind.Notifications,
        DigestDue digest => digest.IsFarewell ? MailKind.Farewell : MailKind.Digest,
        _ => null,
    };

    /// <summary>The mail that a recorded fact is to cause, null for none.</summary>
    public static MailIntent? Of(Fact fact, Occurrence at) =>
        KindOf(fact) is { } kind
            ? new MailIntent($"{at.Cause}/{MailKinds.NameOf(kind)}", kind, at.Stream, at.Version, at.At) { OpensAccount = fact is AccountOpened }
            : null;

    /// <summary>The address that the fact itself names, null when it must be looked up.</summary>
    public static string? AddressIn(Fact fact) => fact switch
    {
        InvitationRequested requested => requested.Email,
        AccountOpened opened => opened.Email,
        AddressChangeAsked asked => asked.Email,
        AddressChanged changed => changed.Previous,
        _ => null,
    };
}

/// <summary>A mail to be sent. Says nothing of anybody: what it is about is read from the log when it is sent, and is gone when it was redacted.</summary>
/// <param name="Key">Unique: the fact's name and the kind.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Stream">Where the fact is.</param>
/// <param name="Version">Its place there.</param>
/// <param name="At">When it happened.</param>
internal sealed record MailIntent(string Key, MailKind Kind, string Stream, long Version, DateTimeOffset At)
{
    /// <summary>Whether the stream is an account that begins with it, and is to have digests.</summary>
    public bool OpensAccount { get; init; }
}
