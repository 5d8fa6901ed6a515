using System.Collections.Frozen;

namespace Skiller.Grains.Mail;

/// <summary>What a mail says. Its name in the outbox (<see cref="MailKinds"/>) is permanent.</summary>
internal enum MailKind
{
    /// <summary>To whoever asked for an invitation: it was received. To a member who asked: they have an account.</summary>
    RequestReceived,
    /// <summary>To whoever asked for an invitation: a personal link.</summary>
    RequestAccepted,
    /// <summary>To whoever asked for an invitation: why not.</summary>
    RequestDeclined,
    /// <summary>To the owner of an address: somebody tried to join with it.</summary>
    AddressInUse,
    /// <summary>To a new member: a link that proves that the address is theirs.</summary>
    ConfirmAddress,
    /// <summary>To the address that an account is to have: a link that proves it.</summary>
    ConfirmNewAddress,
    /// <summary>To the address that an account had: it has another one.</summary>
    AddressChanged,
    /// <summary>To a member: a link by which a new password can be chosen.</summary>
    PasswordReset,
    /// <summary>To a member: their password is another one.</summary>
    PasswordChanged,
    /// <summary>To a member: a code is asked for from now on.</summary>
    SecondFactorOn,
    /// <summary>To a member: no code is asked for any more.</summary>
    SecondFactorOff,
    /// <summary>To a member: one of their recovery codes was used.</summary>
    RecoveryCodeUsed,
    /// <summary>To a member: until when and why they are suspended (Regulation (EU) 2022/2065, article 17).</summary>
    Suspended,
    /// <summary>To a member: they are suspended no more.</summary>
    SuspensionLifted,
    /// <summary>To a member: what they want to be told at once.</summary>
    Notifications,
    /// <summary>To a member: what happened in a day or a week.</summary>
    Digest,
    /// <summary>To a member who has not been here for long: no more digests come.</summary>
    Farewell,
    /// <summary>That mails arrive; never in the outbox.</summary>
    Test,
}

/// <summary>The permanent names of kinds of mail, under which they are stored, counted and worded.</summary>
internal static class MailKinds
{
    private static readonly FrozenDictionary<MailKind, string> _names = new Dictionary<MailKind, string>
    {
        [MailKind.RequestReceived] = "request-received",
        [MailKind.RequestAccepted] = "request-accepted",
        [MailKind.RequestDeclined] = "request-declined",
        [MailKind.AddressInUse] = "address-in-use",
        [MailKind.ConfirmAddress] = "confirm-address",
        [MailKind.ConfirmNewAddress] = "confirm-new-address",
        [MailKind.AddressChanged] = "address-changed",
        [MailKind.PasswordReset] = "password-reset",
        [MailKind.PasswordChanged] = "password-changed",
        [MailKind.SecondFactorOn] = "second-factor-on",
        [MailKind.SecondFactorOff] = "second-factor-off",
        [MailKind.RecoveryCodeUsed] = "recovery-code-used",
        [MailKind.Suspended] = "suspended",
        [MailKind.SuspensionLifted] = "suspension-lifted",
        [MailKind.Notifications] = "notifications",
        [MailKind.Digest] = "digest",
        [MailKind.Farewell] = "farewell",
        [MailKind.Test] = "test",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, MailKind> _kinds = _names.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key);

    public static string NameOf(MailKind kind) => _names[kind];

    /// <summary>The kind of a stored name, null for one that a newer program wrote.</summary>
    public static MailKind? Of(string name) => _kinds.TryGetValue(name, out var kind) ? kind : null;
}
