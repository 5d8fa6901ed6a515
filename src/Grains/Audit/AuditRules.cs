using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Questions;
using Skiller.Grains.Site;
using Skiller.Grains.Skills;
using Skiller.Grains.Webhooks;

namespace Skiller.Grains.Audit;

/// <summary>
/// Which facts are administrative acts, or change what lets somebody in (RELIABILITY.md 4.6). Pure. Of sign-ins those of who may do more than others:
/// everybody's stand in their account's stream, and the list of sessions shows them to whom they concern.
/// </summary>
internal static class AuditRules
{
    private const string AccountPrefix = "k:";

    /// <summary>Whether a fact may be one, whoever did it: such facts are routed to the trail.</summary>
    public static bool Concerns(string stream, Fact fact) => fact switch
    {
        IWebhookFact => stream == WebhooksOfSite,
        AccountOpened opened => opened.Role != Role.Member,
        SessionOpened opened => opened.Role is not null,
        InvitationOpened opened => opened.Role != Role.Member,
        InvitationRequestAccepted or InvitationRequestDeclined => true,
        MemberSuspended or SuspensionLifted => true,
        PasswordChanged or AddressChanged or AddressBounced or SecondFactorEnabled or SecondFactorDisabled or RecoveryCodeUsed => true,
        SiteTextWritten or SiteTextReset or PulseChosen or SkillDescribed => true,
        PostDeleted or PostUndeleted => true,
        _ => false,
    };

    /// <summary>The entry of a recorded fact, null for none: what members do to their own posts is not administrative.</summary>
    public static AuditEntry? Of(Fact fact, Occurrence at, long position)
    {
        if (!Concerns(at.Stream, fact) || fact is PostDeleted { Author: var author } && author == at.Actor || fact is PostUndeleted { Author: var owner } && owner == at.Actor)
        {
            return null;
        }

        var (subject, detail) = Said(fact, at.Stream);
        return new AuditEntry(at.At, ActivityKinds.Of(fact).Name, at.Actor is { } actor ? GrainKeys.Of(actor) : "", subject, detail, position);
    }

    private static string WebhooksOfSite => GrainKeys.WebhooksOf(null);

    private static (string Subject, string Detail) Said(Fact fact, string stream) => fact switch
    {
        AccountOpened opened => (Owner(stream), opened.Role.ToString().ToLowerInvariant()),
        SessionOpened { Role: { } role } => (Owner(stream), role.ToString().ToLowerInvariant()),
        InvitationOpened opened => (stream, opened.Role.ToString().ToLowerInvariant()),
        InvitationRequestAccepted or InvitationRequestDeclined => (stream, ""),
        MemberSuspended suspended => (GrainKeys.Of(suspended.Member), $"until {suspended.Until.ToString("u", CultureInfo.InvariantCulture)}"),
        SuspensionLifted lifted => (GrainKeys.Of(lifted.Member), ""),
        SiteTextWritten written => (written.Text.ToString(), written.Locale.ToString().ToLowerInvariant()),
        SiteTextReset reset => (reset.Text.ToString(), reset.Locale.ToString().ToLowerInvariant()),
        PulseChosen chosen => ("pulse", string.Create(CultureInfo.InvariantCulture, $"goal {chosen.Goal}, public {chosen.Public}")),
        SkillDescribed described => (stream, described.Locale?.ToString().ToLowerInvariant() ?? ""),
        PostDeleted deleted => (stream, Post(deleted.Post)),
        PostUndeleted undeleted => (stream, Post(undeleted.Post)),
        IWebhookFact webhook => (string.Create(CultureInfo.InvariantCulture, $"webhook {webhook.Number}"), ""),
        _ => (Owner(stream), ""),
    };

    private static string Post(PostRef post) => post.Answer is { } answer ? string.Create(CultureInfo.InvariantCulture, $"answer {answer.Value}") : "question";

    private static string Owner(string stream) =>
        stream.StartsWith(AccountPrefix, StringComparison.Ordinal) ? string.Concat("m:", stream.AsSpan(AccountPrefix.Length)) : stream;
}
