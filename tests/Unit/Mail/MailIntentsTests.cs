using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Mail;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Mail;

/// <summary>Which facts somebody is told of by mail.</summary>
public sealed class MailIntentsTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MemberId _member = new(5);
    private static readonly AccountOpened _opened = new("ada@example.org", "hash", "ada", Role.Member);

    private static readonly Fact[] _facts =
    [
        new InvitationRequested("ada@example.org", "Ada", null, "Because.", [], default), new InvitationRequestAccepted("i", _noon), new InvitationRequestDeclined(null),
        new InvitationSpent(_member, null), _opened, new AddressChangeAsked("new@example.org"), new AddressChanged("new@example.org", "ada@example.org"), new PasswordResetAsked(),
        new PasswordChanged("hash", null), new SecondFactorEnabled("seed", [], 1), new SecondFactorDisabled(), new RecoveryCodeUsed("hash"), new MemberSuspended(_member, _noon, null),
        new SuspensionLifted(_member), new LetterDue(1, 2), new DigestDue(_noon, _noon, IsFarewell: false), new DigestDue(_noon, _noon, IsFarewell: true),
    ];

    [Fact]
    public void Each_kind_of_mail_has_its_fact_which_goes_to_the_outbox()
    {
        Assert.Equal(Enum.GetValues<MailKind>().Except([MailKind.Test]), _facts.Select(MailIntents.KindOf).OfType<MailKind>());
        Assert.All(_facts, static fact => Assert.Contains(ActivityRouting.MailTarget, ActivityRouting.TargetsOf("k:5", fact)));
        Assert.All(Enum.GetValues<MailKind>(), static kind => Assert.Equal(kind, MailKinds.Of(MailKinds.NameOf(kind))));
    }

    [Fact]
    public void A_mail_is_named_after_its_fact_so_that_it_is_one_however_often_that_is_folded()
    {
        var at = new Occurrence("k:5", 3, _noon, _member);
        Assert.Equal(new MailIntent("k:5@3/confirm-address", MailKind.ConfirmAddress, "k:5", 3, _noon) { OpensAccount = true }, MailIntents.Of(_opened, at));
        Assert.Equal(new MailIntent("k:5@3/notifications", MailKind.Notifications, "k:5", 3, _noon), MailIntents.Of(new LetterDue(1, 2), at));
        Assert.Null(MailIntents.Of(new SessionOpened("t", _noon), at));
        Assert.Null(MailIntents.Of(new AnswerPosted(new(20), _member, "B"), at));
    }

    [Fact]
    public void The_address_is_the_one_of_the_fact_and_a_change_is_told_where_it_was()
    {
        Assert.Equal(
            ["ada@example.org", "ada@example.org", "new@example.org", "ada@example.org"],
            _facts.Where(static fact => fact is InvitationRequested or AccountOpened or AddressChangeAsked or AddressChanged).Select(MailIntents.AddressIn));
        Assert.Null(MailIntents.AddressIn(new PasswordChanged("hash", null)));
        Assert.Null(MailIntents.AddressIn(_opened with { Email = null }));
    }
}
