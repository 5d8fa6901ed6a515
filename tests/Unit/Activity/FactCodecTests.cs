using System.Collections.Immutable;
using System.Text;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Site;
using Skiller.Contracts.Skills;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Following;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;
using Skiller.Grains.Sharing;
using Skiller.Grains.Site;
using Skiller.Grains.Skills;
using Skiller.Grains.Webhooks;
using Xunit;

namespace Skiller.Tests.Unit.Activity;

/// <summary>The stored form of every kind of fact, as it was first written: it is read for ever (R9).</summary>
public sealed class FactCodecTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<SkillSlug> _skills = [SkillSlug.Parse("c#"), SkillSlug.Parse(".net")];
    private static readonly PostRef _answer = new(new AnswerId(1301));

    private static readonly (Fact Fact, string Kind, string Payload, string? Personal)[] _golden =
    [
        (new QuestionAsked(new MemberId(87), "Title", "Body", _skills, Locale.Fr, 3), "question-asked", """{"author":87,"skills":["c#",".net"],"locale":"fr","views":3}""", """{"title":"Title","body":"Body"}"""),
        (new PostEdited(PostRef.Question, "T", "B", _skills, "S"), "post-edited", """{"post":"question","skills":["c#",".net"]}""", """{"title":"T","body":"B","summary":"S"}"""),
        (new AnswerPosted(new AnswerId(1301), new MemberId(87), "B"), "answer-posted", """{"answer":1301,"author":87}""", """{"body":"B"}"""),
        (new CommentPosted(_answer, new CommentId(9), new MemberId(87), "B"), "comment-posted", """{"post":1301,"comment":9,"author":87}""", """{"body":"B"}"""),
        (new CommentEdited(_answer, new CommentId(9), "B"), "comment-edited", """{"post":1301,"comment":9}""", """{"body":"B"}"""),
        (new CommentDeleted(_answer, new CommentId(9)), "comment-deleted", """{"post":1301,"comment":9}""", null),
        (new PostVoted(_answer, new MemberId(87), new MemberId(88), 1, -1, 4, _skills), "post-voted", """{"post":1301,"author":87,"voter":88,"value":1,"previous":-1,"previousVersion":4,"skills":["c#",".net"]}""", null),
        (new AnswerAccepted(new AnswerId(1301), new MemberId(87), new MemberId(88), _skills), "answer-accepted", """{"answer":1301,"author":87,"by":88,"skills":["c#",".net"]}""", null),
        (new AcceptanceWithdrawn(new AnswerId(1301), new MemberId(87), new MemberId(88), 5, _skills), "acceptance-withdrawn", """{"answer":1301,"author":87,"by":88,"acceptedVersion":5,"skills":["c#",".net"]}""", null),
        (new PostDeleted(_answer, new MemberId(87), [new MemberId(88)], _skills), "post-deleted", """{"post":1301,"author":87,"others":[88],"skills":["c#",".net"]}""", null),
        (new PostUndeleted(_answer, new MemberId(87), [new MemberId(88)], 6, _skills), "post-undeleted", """{"post":1301,"author":87,"others":[88],"deletedVersion":6,"skills":["c#",".net"]}""", null),
        (new DeletionReached(PostRef.Question, [new AnswerId(1301)], [new MemberId(87), new MemberId(88)]), "deletion-reached", """{"post":"question","answers":[1301],"members":[87,88]}""", null),
        (new UndeletionReached(PostRef.Question, [new MemberId(87), new MemberId(88)], 7), "undeletion-reached", """{"post":"question","members":[87,88],"reachedVersion":7}""", null),
        (new QuestionClosed(), "question-closed", "{}", null),
        (new MemberRegistered("ada", "Ada", "H", "B", Locale.En, _skills, new MemberId(1), false), "member-registered", """{"locale":"en","skills":["c#",".net"],"invitedBy":1,"imported":false}""", """{"handle":"ada","name":"Ada","headline":"H","bio":"B"}"""),
        (new ProfileEdited("Ada", "H", "B", Locale.En, _skills), "profile-edited", """{"locale":"en","skills":["c#",".net"]}""", """{"name":"Ada","headline":"H","bio":"B"}"""),
        (new SkillEndorsed(new MemberId(88), _skills[0], "N", false), "skill-endorsed", """{"by":88,"skill":"c#","renewed":false}""", """{"note":"N"}"""),
        (new EndorsementWithdrawn(new MemberId(88), _skills[0]), "endorsement-withdrawn", """{"by":88,"skill":"c#"}""", null),
        (new EndorsementAnswered(new MemberId(88), _skills[0], true, false), "endorsement-answered", """{"by":88,"skill":"c#","hidden":true,"wasHidden":false}""", null),
        (new HandleClaimed(new MemberId(88)), "handle-claimed", """{"member":88}""", null),
        (new AccountOpened("ada@example.org", "hash", "ada", Role.Administrator), "account-opened", """{"role":"administrator"}""", """{"email":"ada@example.org","passwordHash":"hash","handle":"ada"}"""),
        (new PasswordHashRenewed("hash"), "password-hash-renewed", "{}", """{"passwordHash":"hash"}"""),
        (new SessionOpened("abc", _at, Role: Role.Administrator), "session-opened", """{"tokenHash":"abc","expiresAt":"2026-03-01T12:00:00+00:00","role":"administrator"}""", null),
        (new SessionUsed("abc"), "session-used", """{"tokenHash":"abc"}""", null),
        (new SessionEnded("abc"), "session-ended", """{"tokenHash":"abc"}""", null),
        (new InvitationMade("id", "hash", "wxyz", "bob@example.org", "N", _at), "invitation-made", """{"invitation":"id","codeHash":"hash","hint":"wxyz","expiresAt":"2026-03-01T12:00:00+00:00"}""", """{"email":"bob@example.org","note":"N"}"""),
        (new InvitationTakenBack("id"), "invitation-taken-back", """{"invitation":"id"}""", null),
        (new AddressClaimed(new MemberId(88)), "address-claimed", """{"member":88}""", null),
        (new AddressReleased(new MemberId(88)), "address-released", """{"member":88}""", null),
        (new AddressConfirmed(), "address-confirmed", "{}", null),
        (new AddressChangeAsked("new@example.org"), "address-change-asked", "{}", """{"email":"new@example.org"}"""),
        (new AddressChanged("new@example.org", "ada@example.org"), "address-changed", "{}", """{"email":"new@example.org","previous":"ada@example.org"}"""),
        (new AddressBounced(), "address-bounced", "{}", null),
        (new PasswordResetAsked(), "password-reset-asked", "{}", null),
        (new PasswordChanged("hash", "abc"), "password-changed", """{"keptSession":"abc"}""", """{"passwordHash":"hash"}"""),
        (new PreferencesChosen(Locale.En, "Europe/Paris"), "preferences-chosen", """{"locale":"en","timeZone":"Europe/Paris"}""", null),
        (new NotificationsChosen(NotificationSettings.Default with { Mention = Delivery.Never }), "notifications-chosen", """{"settings":{"answer":3,"comment":2,"mention":0,"acceptance":3,"endorsement":2,"invitationUsed":2,"edit":2,"moderation":3,"points":1,"followedAnswer":2,"quiet":{"from":"20:00:00","to":"08:00:00"},"rhythm":{"day":1,"hour":8}}}""", null),
        (new DigestDue(_at, _at.AddDays(7), true), "digest-due", """{"since":"2026-03-01T12:00:00+00:00","due":"2026-03-08T12:00:00+00:00","isFarewell":true}""", null),
        (new LetterDue(3, 9), "letter-due", """{"from":3,"upTo":9}""", null),
        (new SecondFactorEnabled("seed", ["h1", "h2"], 7), "second-factor-enabled", """{"step":7}""", """{"seed":"seed","recoveryHashes":["h1","h2"]}"""),
        (new SecondFactorDisabled(), "second-factor-disabled", "{}", null),
        (new SecondFactorUsed(8), "second-factor-used", """{"step":8}""", null),
        (new RecoveryCodeUsed("h1"), "recovery-code-used", """{"hash":"h1"}""", null),
        (new MemberSuspended(new MemberId(88), _at, "R"), "member-suspended", """{"member":88,"until":"2026-03-01T12:00:00+00:00"}""", """{"reason":"R"}"""),
        (new SuspensionLifted(new MemberId(88)), "suspension-lifted", """{"member":88}""", null),
        (new SuspensionListed(new MemberId(88), _at, "R"), "suspension-listed", """{"member":88,"until":"2026-03-01T12:00:00+00:00"}""", """{"reason":"R"}"""),
        (new SuspensionUnlisted(new MemberId(88)), "suspension-unlisted", """{"member":88}""", null),
        (new InvitationOpened(new MemberId(87), Role.Member, "bob@example.org", _at), "invitation-opened", """{"inviter":87,"role":"member","expiresAt":"2026-03-01T12:00:00+00:00"}""", """{"email":"bob@example.org"}"""),
        (new InvitationAccepted(new MemberId(88), new MemberId(87)), "invitation-accepted", """{"member":88,"inviter":87}""", null),
        (new InvitationSpent(new MemberId(88), new MemberId(87)), "invitation-spent", """{"addressOwner":88,"inviter":87}""", null),
        (new InvitationRevoked(), "invitation-revoked", "{}", null),
        (new WebhookMade(2, "https://example.org/", ["question.asked"]), "webhook-made", """{"number":2,"kinds":["question.asked"]}""", """{"url":"https://example.org/"}"""),
        (new WebhookChanged(2, "https://example.org/", []), "webhook-changed", """{"number":2,"kinds":[]}""", """{"url":"https://example.org/"}"""),
        (new WebhookPaused(2, Contracts.Webhooks.WebhookPause.Failing), "webhook-paused", """{"number":2,"why":"failing"}""", null),
        (new WebhookResumed(2), "webhook-resumed", """{"number":2}""", null),
        (new WebhookSecretRenewed(2), "webhook-secret-renewed", """{"number":2}""", null),
        (new WebhookRemoved(2), "webhook-removed", """{"number":2}""", null),
        (new InvitationRequestedAgain(), "invitation-requested-again", "{}", null),
        (new InvitationRequested("e@example.org", "N", "H", "M", _skills, Locale.Fr), "invitation-requested", """{"skills":["c#",".net"],"locale":"fr"}""", """{"email":"e@example.org","name":"N","headline":"H","motivation":"M"}"""),
        (new InvitationRequestAccepted("id", _at), "invitation-request-accepted", """{"invitation":"id","expiresAt":"2026-03-01T12:00:00+00:00"}""", null),
        (new InvitationRequestDeclined("R"), "invitation-request-declined", "{}", """{"reason":"R"}"""),
        (new ProfileShared("id", "hash"), "profile-shared", """{"share":"id","tokenHash":"hash"}""", null),
        (new ProfileShareRevoked("id"), "profile-share-revoked", """{"share":"id"}""", null),
        (new ShareOpened(new MemberId(87)), "share-opened", """{"member":87}""", null),
        (new ShareClosed(), "share-closed", "{}", null),
        (new SiteTextWritten(SiteText.Legal, Locale.En, "C"), "site-text-written", """{"text":"legal","locale":"en"}""", """{"content":"C"}"""),
        (new SiteTextReset(SiteText.Name, Locale.Fr), "site-text-reset", """{"text":"name","locale":"fr"}""", null),
        (new PulseChosen(500, PulseVisibility.Growth), "pulse-chosen", """{"goal":500,"public":"growth"}""", null),
        (new SourceFollowed(Source.Of(new QuestionId(12))), "source-followed", """{"source":"q:12"}""", null),
        (new SourceUnfollowed(Source.Of(_skills[1])), "source-unfollowed", """{"source":"s:.net"}""", null),
        (new SourceMuted(Source.Of(_skills[0])), "source-muted", """{"source":"s:c#"}""", null),
        (new SourceUnmuted(Source.Of(new QuestionId(12))), "source-unmuted", """{"source":"q:12"}""", null),
        (new MemberBlocked(Source.Of(new MemberId(88))), "member-blocked", """{"source":"m:88"}""", null),
        (new MemberUnblocked(Source.Of(new MemberId(88))), "member-unblocked", """{"source":"m:88"}""", null),
        (new SkillDescribed("D"), "skill-described", "{}", """{"description":"D"}"""),
    ];

    public static TheoryData<string> Kinds => [.. _golden.Select(g => g.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fact_is_written_as_it_always_was(string kind)
    {
        var (fact, _, payload, personal) = _golden.Single(g => g.Kind == kind);
        var stored = FactCodec.Encode("q:1", new TimedFact(fact, _at, new MemberId(87)));
        Assert.Equal(kind, stored.Kind);
        Assert.Equal(payload, Encoding.UTF8.GetString(stored.Payload.Span));
        Assert.Equal(personal, stored.Personal is { } p ? Encoding.UTF8.GetString(p.Span) : null);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_ever_written_is_read_as_what_it_was(string kind)
    {
        var (fact, _, payload, personal) = _golden.Single(g => g.Kind == kind);
        var read = FactCodec.Decode(Recorded(kind, payload, personal));

        // Arrays compare by reference, so the stored form stands for the value.
        Assert.Equal(fact.GetType(), read.GetType());
        var stored = FactCodec.Encode("q:1", new TimedFact(read, _at, null));
        Assert.Equal(payload, Encoding.UTF8.GetString(stored.Payload.Span));
        Assert.Equal(personal, stored.Personal is { } p ? Encoding.UTF8.GetString(p.Span) : null);
    }

    [Fact]
    public void An_answer_is_written_with_the_skills_of_its_question_and_read_without_those_that_were_not_noted()
    {
        var stored = FactCodec.Encode("q:1", new TimedFact(new AnswerPosted(new AnswerId(1301), new MemberId(87), "B", _skills), _at, null));
        Assert.Equal("""{"answer":1301,"author":87,"skills":["c#",".net"]}""", Encoding.UTF8.GetString(stored.Payload.Span));
        Assert.Equal(_skills, Assert.IsType<AnswerPosted>(FactCodec.Decode(Recorded(stored.Kind, Encoding.UTF8.GetString(stored.Payload.Span), null))).Skills);
        Assert.Null(Assert.IsType<AnswerPosted>(FactCodec.Decode(Recorded("answer-posted", """{"answer":1301,"author":87}""", null))).Skills);
    }

    [Fact]
    public void A_description_says_its_language_and_was_once_written_without()
    {
        var stored = FactCodec.Encode("s:c#", new TimedFact(new SkillDescribed("D", Locale.En), _at, new MemberId(87)));
        Assert.Equal("""{"locale":"en"}""", Encoding.UTF8.GetString(stored.Payload.Span));
        Assert.Equal(new SkillDescribed("D", Locale.En), FactCodec.Decode(Recorded("skill-described", """{"locale":"en"}""", """{"description":"D"}""")));
        Assert.Equal(new SkillDescribed("D", null), FactCodec.Decode(Recorded("skill-described", "{}", """{"description":"D"}""")));
    }

    [Fact]
    public void A_redacted_fact_reads_with_nulls_and_counts_as_before()
    {
        var read = Assert.IsType<QuestionAsked>(FactCodec.Decode(Recorded("question-asked", _golden[0].Payload, null)));
        Assert.Null(read.Title);
        Assert.Null(read.Body);
        Assert.Equal(new MemberId(87), read.Author);
        Assert.Equal(_skills, read.Skills);
    }

    [Fact]
    public void Every_kind_of_fact_has_a_sample_here() =>
        Assert.Equal(ActivityKinds.Types.Select(t => t.Name).Order(), _golden.Select(g => g.Fact.GetType().Name).Order());

    [Fact]
    public void A_kind_of_the_future_is_named_with_its_place()
    {
        var fault = Assert.Throws<UnknownActivityException>(() => FactCodec.Decode(Recorded("question-sung", "{}", null)));
        Assert.Contains("'question-sung' 1 at position 7 of q:1", fault.Message);
    }

    private static RecordedActivity Recorded(string kind, string payload, string? personal) =>
        new(7, "q:1", 1, kind, 1, Encoding.UTF8.GetBytes(payload), personal is null ? null : Encoding.UTF8.GetBytes(personal), _at, 87);
}
