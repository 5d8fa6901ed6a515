using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Joining: every refusal by name, and what comes into being.</summary>
public sealed class AcceptingInvitationTests
{
    private static readonly MemberId _bob = new(2);
    private readonly Community _community = Founded();

    [Fact]
    public void Who_joins_comes_into_being_in_one_decision()
    {
        var code = _community.Invited(Administrator);
        var joined = _community.Join(code, _bob, " Bob@Example.ORG ", "bob");

        Assert.Equal(_bob, joined.Receipt?.Member);
        Assert.Equal([new InvitationAccepted(_bob, Administrator)], joined.Facts.Select(static f => f.Fact));
        Assert.Equal(
            [GrainKeys.Of(_bob), GrainKeys.AccountOf(_bob), GrainKeys.ClaimOf(HandleOf("bob")), AddressStream("bob@example.org")],
            joined.Sides.Select(static side => side.Stream));
        Assert.All(joined.Sides, static side => Assert.Equal(0, side.ExpectedVersion));
        Assert.Equal(new AccountOpened("Bob@example.org", "hash", "bob", Role.Member), joined.Sides[1].Facts[0].Fact);
        Assert.Equal(Administrator, _community.Member(_bob).InvitedBy);
    }

    [Fact]
    public void The_first_one_becomes_an_administrator_and_nobody_else_does()
    {
        _community.Join(_community.Invited(Administrator), _bob, "bob@example.org", "bob");

        Assert.Equal(Role.Administrator, _community.Account(Administrator).Role);
        Assert.Equal(Role.Member, _community.Account(_bob).Role);
        Assert.Null(_community.Member(Administrator).InvitedBy);
    }

    [Fact]
    public void An_unknown_invitation_is_told_before_anything_else() =>
        Assert.Equal(
            RefusalCode.InvitationUnknown,
            _community.Join(InvitationCode.Derive([1], "nowhere"), Newcomer(_bob, "no address", "ada", "")).Refusal?.Code);

    [Fact]
    public void A_used_invitation_is_used_also_when_it_has_expired_since()
    {
        var code = _community.Invited(Administrator);
        _community.Join(code, _bob, "bob@example.org", "bob");
        _community.Now += Limits.InvitationLifetime;

        Assert.Equal(RefusalCode.InvitationUsed, _community.Join(code, new MemberId(3), "eve@example.org", "eve").Refusal?.Code);
    }

    [Fact]
    public void A_revoked_invitation_is_refused()
    {
        var code = _community.Invited(Administrator);
        _community.Revoke(code);

        Assert.Equal(RefusalCode.InvitationRevoked, _community.Join(code, _bob, "bob@example.org", "bob").Refusal?.Code);
    }

    [Fact]
    public void An_invitation_expires_exactly_at_its_end()
    {
        var code = _community.Invited(Administrator);
        var end = _community.Invitation(code).ExpiresAt;

        _community.Now = end;
        Assert.Equal(RefusalCode.InvitationExpired, _community.Join(code, _bob, "bob@example.org", "bob").Refusal?.Code);
        _community.Now = end.AddTicks(-1);
        Assert.Null(_community.Join(code, _bob, "bob@example.org", "bob").Refusal);
    }

    [Fact]
    public void Only_the_address_it_was_made_out_to_may_use_it_in_any_spelling()
    {
        var code = _community.Invited(Administrator, "Bob@Example.org");

        Assert.Equal(
            RefusalCode.InvitationForAnotherAddress, _community.Join(code, _bob, "rob@example.org", "bob").Refusal?.Code);
        Assert.Null(_community.Join(code, _bob, "bob@EXAMPLE.org", "bob").Refusal);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var command = Newcomer(_bob, "no address", "ada", "\u202E") with { Locale = (Locale)7, Skills = [default] };
        var refusal = _community.Join(_community.Invited(Administrator), command).Refusal;

        Assert.Equal(RefusalCode.Invalid, refusal?.Code);
        Assert.Equal(
            [("email", "not-an-email"), ("name", "control-characters"), ("name", "no-words"), ("skills", "not-a-skill"), ("locale", "not-a-locale")],
            refusal!.Errors.Select(static e => (e.Field, e.Rule)));
    }

    [Fact]
    public void T01_What_is_reserved_is_nobodys_but_an_administrators()
    {
        var refusal = _community.Join(_community.Invited(Administrator), Newcomer(_bob, "bob@example.org", "adm1n", "Mod\u00E9ratrice")).Refusal;
        Assert.Equal([("handle", "reserved"), ("name", "reserved")], refusal?.Errors.Select(static e => (e.Field, e.Rule)));

        var first = InvitationRecord.Initial("i:1").Apply(
            new InvitationOpened(null, Role.Administrator, null, Noon.AddYears(1)), new Occurrence("i:1", 1, Noon, null));
        var command = Newcomer(_bob, "bob@example.org", "admin", "Admin");
        Assert.Null(AcceptingInvitation.Decide(first, command, new ClaimsFound(null, null, "u:1"), Noon).Refusal);
    }

    [Fact]
    public void A_handle_that_somebody_has_is_taken_in_any_case()
    {
        var code = _community.Invited(Administrator);

        Assert.Equal(RefusalCode.HandleTaken, _community.Join(code, _bob, "bob@example.org", "ADA").Refusal?.Code);
        Assert.False(_community.Invitation(code).IsUsed);
    }

    [Fact]
    public void An_address_that_has_an_account_gets_the_same_answer_and_nothing_else()
    {
        var code = _community.Invited(Administrator);
        var before = _community.Streams.Count;
        var answered = _community.Join(code, _bob, "ADA@example.org", "bob");

        Assert.Equal(new JoinedReceipt(_bob, answered.Facts[0].At), answered.Receipt);
        Assert.Equal([new InvitationSpent(Administrator, Administrator)], answered.Facts.Select(static f => f.Fact));
        Assert.Empty(answered.Sides);
        Assert.Equal(before, _community.Streams.Count);
        Assert.False(_community.Member(_bob).IsRegistered);
        Assert.Equal(
            RefusalCode.InvitationUsed, _community.Join(code, new MemberId(3), "new@example.org", "new").Refusal?.Code);
    }

    [Fact]
    public void The_handle_of_a_spent_invitation_stays_free()
    {
        _community.Join(_community.Invited(Administrator), _bob, FirstEmail, "bob");

        Assert.Null(_community.Join(_community.Invited(Administrator), new MemberId(3), "bob@example.org", "bob").Refusal);
    }

    [Fact]
    public void What_becomes_of_an_invitation_is_shown_to_its_holder()
    {
        var (open, used, revoked) = (_community.Invited(Administrator), _community.Invited(Administrator), _community.Invited(Administrator));
        _community.Join(used, _bob, "bob@example.org", "bob");
        _community.Revoke(revoked);

        Assert.Equal(InvitationState.Open, Shown(open));
        Assert.Equal(InvitationState.Used, Shown(used));
        Assert.Equal(InvitationState.Revoked, Shown(revoked));
        _community.Now += Limits.InvitationLifetime;
        Assert.Equal(InvitationState.Expired, Shown(open));
        Assert.Equal(
            RefusalCode.InvitationUnknown,
            InvitationViews.Of(InvitationRecord.Initial("i:nowhere"), _community.Now).Refusal?.Code);
    }

    private InvitationState? Shown(InvitationCode code) => InvitationViews.Of(_community.Invitation(code), _community.Now).Value?.State;
}
