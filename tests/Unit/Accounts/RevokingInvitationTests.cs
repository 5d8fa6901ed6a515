using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Grains.Accounts;
using Skiller.Grains.Invitations;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Taking invitations back.</summary>
public sealed class RevokingInvitationTests
{
    private static readonly MemberId _bob = new(2);
    private static readonly MemberId _eve = new(3);
    private readonly Community _community = Founded();

    public RevokingInvitationTests()
    {
        Assert.Null(_community.Join(_community.Invited(Administrator), _bob, "bob@example.org", "bob").Refusal);
        Assert.Null(_community.Join(_community.Invited(Administrator), _eve, "eve@example.org", "eve").Refusal);
    }

    [Fact]
    public void An_invitation_is_revoked_and_given_back_to_the_quota_in_one_decision()
    {
        var code = _community.Invited(_bob);
        Assert.Equal(4, MakingInvitation.Left(_community.Account(_bob)));

        var decision = _community.Revoke(code);

        Assert.Equal([new InvitationTakenBack($"id of {code.Hint}")], decision.Facts.Select(static f => f.Fact));
        Assert.Equal((code.Stream, 1L), (decision.Sides[0].Stream, decision.Sides[0].ExpectedVersion));
        Assert.Equal(new InvitationRevoked(), decision.Sides[0].Facts[0].Fact);
        Assert.Equal(5, MakingInvitation.Left(_community.Account(_bob)));
        Assert.Equal(RefusalCode.InvitationRevoked, _community.Join(code, new MemberId(9), "new@example.org", "fresh").Refusal?.Code);
        Assert.Empty(_community.Revoke(code).Facts);
        Assert.Equal(5, MakingInvitation.Left(_community.Account(_bob)));
    }

    [Fact]
    public void Anothers_is_not_there_but_for_an_administrator()
    {
        var code = _community.Invited(_bob);

        Assert.Equal(RefusalCode.NotFound, _community.Revoke(code, _eve).Refusal?.Code);
        Assert.Single(_community.Revoke(code, Administrator).Facts);
        Assert.Equal(5, MakingInvitation.Left(_community.Account(_bob)));
    }

    [Fact]
    public void A_used_one_stays_used_and_counted()
    {
        var (joined, spent) = (_community.Invited(_bob), _community.Invited(_bob));
        _community.Join(joined, new MemberId(9), "new@example.org", "fresh");
        _community.Join(spent, new MemberId(10), FirstEmail, "other");

        Assert.Equal(RefusalCode.InvitationUsed, _community.Revoke(joined).Refusal?.Code);
        Assert.Equal(RefusalCode.InvitationUsed, _community.Revoke(spent).Refusal?.Code);
        Assert.Equal(3, MakingInvitation.Left(_community.Account(_bob)));
    }

    [Fact]
    public void An_expired_one_can_be_taken_back_for_another()
    {
        var code = _community.Invited(_bob);
        _community.Now += Limits.InvitationLifetime;

        Assert.Single(_community.Revoke(code).Facts);
        Assert.Equal(5, MakingInvitation.Left(_community.Account(_bob)));
    }

    [Fact]
    public void The_suspended_take_nothing_back()
    {
        var code = _community.Invited(_bob);
        var suspended = _community.As(_bob) with { SuspendedUntil = _community.Now.AddTicks(1) };

        Assert.Equal(RefusalCode.Suspended, _community.Revoke(code, actor: suspended).Refusal?.Code);
    }
}
