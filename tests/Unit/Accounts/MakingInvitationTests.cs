using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Invitations;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Making out invitations.</summary>
public sealed class MakingInvitationTests
{
    private static readonly MemberId _bob = new(2);
    private readonly Community _community = Founded();

    public MakingInvitationTests() => Assert.Null(_community.Join(_community.Invited(Administrator), _bob, "bob@example.org", "bob").Refusal);

    [Fact]
    public void An_invitation_is_made_and_opened_in_one_decision_and_the_code_is_in_neither()
    {
        var (decision, code) = _community.Invite(_bob, " Eve@EXAMPLE.org ", "Come");
        var end = decision.Facts[0].At + Limits.InvitationLifetime;

        Assert.Equal(new InvitationMade("invitation-1", code.Hash, code.Hint, "Eve@example.org", "Come", end), decision.Facts[0].Fact);
        Assert.Equal(new InvitationOpened(_bob, Role.Member, "Eve@example.org", end), decision.Sides[0].Facts[0].Fact);
        Assert.Equal((code.Stream, 0), (decision.Sides[0].Stream, decision.Sides[0].ExpectedVersion));
        Assert.Equal(new InvitedReceipt("invitation-1", decision.Facts[0].At, end), decision.Receipt);
        Assert.DoesNotContain(code.Text, $"{decision.Facts[0]} {decision.Sides[0].Facts[0]} {decision.Receipt}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_has_five_and_an_administrator_as_many_as_they_like()
    {
        for (var left = Limits.InvitationsPerMember; left > 0; left--)
        {
            Assert.Equal(left, MakingInvitation.Left(_community.Account(_bob)));
            _community.Invited(_bob);
            _community.Invited(Administrator);
        }

        Assert.Equal(0, MakingInvitation.Left(_community.Account(_bob)));
        Assert.Equal(RefusalCode.NoInvitationsLeft, _community.Invite(_bob).Decision.Refusal?.Code);
        Assert.Null(MakingInvitation.Left(_community.Account(Administrator)));
        Assert.Null(_community.Invite(Administrator).Decision.Refusal);
    }

    [Fact]
    public void An_administrator_by_the_actor_alone_is_none_here()
    {
        for (var i = 0; i < Limits.InvitationsPerMember; i++)
        {
            _community.Invited(_bob);
        }

        var claimed = new Actor(_bob, Role.Administrator, null);
        Assert.Equal(RefusalCode.NoInvitationsLeft, _community.Invite(_bob, actor: claimed).Decision.Refusal?.Code);
    }

    [Fact]
    public void Nobody_invites_from_another_account()
    {
        Assert.Equal(RefusalCode.NotAllowed, _community.Invite(_bob, actor: _community.As(Administrator)).Decision.Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, _community.Invite(new MemberId(77)).Decision.Refusal?.Code);
    }

    [Fact]
    public void The_suspended_do_not_invite()
    {
        var suspended = _community.As(_bob) with { SuspendedUntil = _community.Now.AddTicks(1) };

        Assert.Equal(RefusalCode.Suspended, _community.Invite(_bob, actor: suspended).Decision.Refusal?.Code);
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        [("note", "too-long"), ("email", "not-an-email")],
        _community.Invite(_bob, "nobody", new string('x', 501)).Decision.Refusal?.Errors.Select(static e => (e.Field, e.Rule)));
}
