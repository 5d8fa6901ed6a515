using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Site;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Letters;
using Skiller.Grains.Members;
using Skiller.Grains.Site;

namespace Skiller.Grains.Mail;

/// <summary>
/// Makes a mail from its fact when it is to be sent: who it goes to, in which language, what it says. What was redacted meanwhile, or concerns
/// nobody any more, makes none.
/// </summary>
internal sealed class MailComposer(
    IActivityLog log, IGrainFactory grains, Claims claims, AccountLinks links, InvitationCodes codes, SimulationOptions simulation, MailOptions options, SiteNames names, LetterComposer letters, DigestComposer digests, TimeProvider clock)
{
    private static readonly Composed _nobody = Composed.None("nobody is concerned any more");

    public async Task<Composed> Compose(ClaimedMail mail, CancellationToken ct)
    {
        if (MailKinds.Of(mail.Kind) is not { } kind)
        {
            throw new NotSupportedException($"'{mail.Kind}' is a kind of mail of a newer program.");
        }

        if (await log.ReadVersions(mail.Stream, [mail.Version], ct) is not [var recorded])
        {
            return Composed.None("not in the log");
        }

        var letter = await Letter(kind, FactCodec.Decode(recorded), FactCodec.OccurrenceOf(recorded), ct);
        return letter is null ? _nobody
            : simulation.Silences(letter.To) ? Composed.None("simulated")
            : new Composed(MailLayout.Of(mail.Key, letter with { Site = await names.In(letter.Locale, ct) }), "");
    }

    private async Task<Letter?> Letter(MailKind kind, Fact fact, Occurrence at, CancellationToken ct) => fact switch
    {
        InvitationRequested { Email: { } email } requested => await Received(requested, email, ct),
        InvitationRequestAccepted accepted => await ToAsker(kind, at, ct) is { } letter
            ? letter with { Link = options.Link($"/join/{(await codes.Of(accepted.Invitation, ct)).Text}") }
            : null,
        InvitationRequestDeclined { Reason: { } reason } => await ToAsker(kind, at, ct) is { } letter ? letter with { Quote = reason } : null,
        InvitationSpent spent => await ToMember(kind, spent.AddressOwner, ct),
        AccountOpened { Email: { } email } => await Confirm(kind, at, email, ct),
        AddressChangeAsked { Email: { } email } => await ConfirmNew(kind, at, email, ct),
        AddressChanged { Previous: { } previous } => await ToMember(kind, MemberOf(at.Stream), ct) is { } letter ? letter with { To = previous } : null,
        PasswordResetAsked => await Reset(kind, at, ct),
        MemberSuspended suspended => await Suspended(kind, suspended, ct),
        LetterDue part => await letters.Of(MemberOf(at.Stream), part, ct),
        DigestDue digest => await digests.Of(MemberOf(at.Stream), digest, ct),
        PasswordChanged or SecondFactorEnabled or SecondFactorDisabled or RecoveryCodeUsed or SuspensionLifted => await ToMember(kind, MemberOf(at.Stream), ct),
        _ => null,
    };

    // The form answers a member like anybody; only their own mail says that they have an account (A03).
    private async Task<Letter?> Received(InvitationRequested requested, string email, CancellationToken ct) =>
        await claims.AddressOwner(email, ct) is { } owner
            ? await ToMember(MailKind.AddressInUse, owner, ct)
            : new Letter(MailKind.RequestReceived, email, requested.Locale, requested.Name, [], null);

    private async Task<Letter?> ToAsker(MailKind kind, Occurrence at, CancellationToken ct)
    {
        await foreach (var recorded in log.ReadStream(at.Stream, 0, ct))
        {
            if (FactCodec.Decode(recorded) is InvitationRequested requested)
            {
                return requested.Email is { } email ? new Letter(kind, email, requested.Locale, requested.Name, [], null) : null;
            }
        }

        return null;
    }

    private async Task<Letter?> Confirm(MailKind kind, Occurrence at, string email, CancellationToken ct)
    {
        var member = MemberOf(at.Stream);
        var token = await links.Of(LinkPurpose.ConfirmAddress, member, at.Version, at.At, ct);
        return await ToMember(kind, member, ct) is { } letter ? letter with { To = email, Link = options.Link($"/confirm/{member}.{token}") } : null;
    }

    // Who asks for an address that is another's learns nothing of it; that one is told.
    private async Task<Letter?> ConfirmNew(MailKind kind, Occurrence at, string email, CancellationToken ct) =>
        await claims.AddressOwner(email, ct) is { } owner && owner != MemberOf(at.Stream)
            ? await ToMember(MailKind.AddressInUse, owner, ct)
            : await Confirm(kind, at, email, ct);

    // After its time it would only raise hopes.
    private async Task<Letter?> Reset(MailKind kind, Occurrence at, CancellationToken ct)
    {
        var member = MemberOf(at.Stream);
        var token = await links.Of(LinkPurpose.ResetPassword, member, at.Version, at.At, ct);
        return clock.GetUtcNow() < at.At + Limits.PasswordResetLifetime && await ToMember(kind, member, ct) is { } letter
            ? letter with { Link = options.Link($"/reset/{member}.{token}") }
            : null;
    }

    // Also when it is over by the time that it is sent: whoever was suspended is told why.
    private async Task<Letter?> Suspended(MailKind kind, MemberSuspended suspended, CancellationToken ct) =>
        await ToMember(kind, suspended.Member, ct) is { } letter
            ? letter with { Arguments = [MailMoments.Of(suspended.Until, letter.Locale, letter.TimeZone)], Quote = suspended.Reason }
            : null;

    private async Task<Letter?> ToMember(MailKind kind, MemberId member, CancellationToken ct)
    {
        var account = await grains.Account(member).View(ct);
        var profile = await grains.Member(member).View(ct);
        return account.Value is { } view
            ? new Letter(kind, view.Email, profile.Value?.Locale ?? Locale.Fr, profile.Value?.Name, [], options.Link(PathOf(kind))) { TimeZone = view.TimeZone }
            : null;
    }

    private static string PathOf(MailKind kind) => kind switch
    {
        MailKind.AddressInUse => "/sign-in",
        MailKind.Suspended => "/legal",
        MailKind.SuspensionLifted => "/",
        MailKind.SecondFactorOn or MailKind.SecondFactorOff or MailKind.RecoveryCodeUsed => "/settings/security",
        _ => "/forgotten",
    };

    private static MemberId MemberOf(string account) =>
        new(long.Parse(account.AsSpan(account.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
}

/// <summary>A mail, or why there is none.</summary>
internal sealed record Composed(OutgoingMail? Mail, string Reason)
{
    public static Composed None(string reason) => new(null, reason);
}

/// <summary>What a mail says to whom, before it has its form.</summary>
/// <param name="Kind">Names the sentences.</param>
/// <param name="To">The address.</param>
/// <param name="Locale">The language.</param>
/// <param name="Name">How they are greeted, null: without a name.</param>
/// <param name="Arguments">What is filled into the sentences; anybody may have written it.</param>
/// <param name="Link">Where its button leads, null: there is none.</param>
internal sealed record Letter(MailKind Kind, string To, Locale Locale, string? Name, ImmutableArray<string> Arguments, string? Link)
{
    /// <summary>What somebody wrote for the addressee, shown as theirs; null for none.</summary>
    public string? Quote { get; init; }

    /// <summary>The IANA name of the time zone of whoever it goes to, null when it is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What happened.</summary>
    public ImmutableArray<LetterSection> Sections { get; init; } = [];

    /// <summary>Where one ends mails of this kind without signing in (RFC 8058), null: they cannot be ended.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>The name of the site that sends it.</summary>
    public string Site { get; init; } = ShippedSite.Name;
}

/// <summary>Things that belong together.</summary>
/// <param name="Title">Of what sort, null: there is only one.</param>
/// <param name="Lines">One after the other.</param>
internal sealed record LetterSection(string? Title, ImmutableArray<LetterLine> Lines);

/// <summary>One thing that happened.</summary>
/// <param name="Text">A sentence; anybody may have written a part of it.</param>
/// <param name="Link">Where it is to be seen.</param>
internal sealed record LetterLine(string Text, string Link);
