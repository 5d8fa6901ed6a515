using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Sharing;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Sharing;
using Skiller.Tests.Unit.Invitations;
using Xunit;
using static Skiller.Tests.Unit.Invitations.Community;

namespace Skiller.Tests.Unit.Accounts;

/// <summary>Links to a member's recognition: made, bounded, revoked.</summary>
public sealed class SharingProfileTests
{
    private static readonly byte[] _secret = [7, 7, 7, 7];
    private readonly Community _community = Founded();

    [Fact]
    public void A_link_is_made_and_opened_in_one_decision_and_its_token_is_in_neither()
    {
        var (decision, token) = Share("first");

        Assert.Equal(new ProfileShared("first", token.Hash), Assert.Single(decision.Facts).Fact);
        Assert.Equal((token.Stream, 0), (decision.Sides[0].Stream, decision.Sides[0].ExpectedVersion));
        Assert.Equal(new ShareOpened(Administrator), decision.Sides[0].Facts[0].Fact);
        Assert.Equal(new SharedReceipt("first", decision.Facts[0].At), decision.Receipt);
        Assert.DoesNotContain(token.Text, $"{decision.Facts[0]} {decision.Sides[0].Facts[0]} {decision.Receipt}", StringComparison.Ordinal);
        Assert.Equal(new ShareView(Administrator), Link(token).View().Value);
    }

    [Fact]
    public void A_token_has_192_bits_and_depends_on_the_secret_and_the_link()
    {
        Assert.Equal(32, ShareToken.Derive(_secret, "a").Text.Length);
        Assert.Equal(ShareToken.Derive(_secret, "a"), ShareToken.Derive(_secret, "a"));
        Assert.NotEqual(ShareToken.Derive(_secret, "a"), ShareToken.Derive(_secret, "b"));
        Assert.NotEqual(ShareToken.Derive(_secret, "a"), ShareToken.Derive([8], "a"));
        Assert.NotEqual(DerivedSecret.NewId(), DerivedSecret.NewId());
    }

    [Fact]
    public void A_revoked_link_shows_nothing_and_revoking_it_again_or_another_is_no_fact()
    {
        var (_, token) = Share("first");
        var (_, other) = Share("second");

        Assert.Equal([new ProfileShareRevoked("first")], Revoke("first").Facts.Select(static fact => fact.Fact));
        Assert.Equal(RefusalCode.ShareRevoked, Link(token).View().Refusal?.Code);
        Assert.Equal(new ShareView(Administrator), Link(other).View().Value);
        Assert.Equal(["second"], _community.Account(Administrator).Shares.Select(static share => share.Id));
        Assert.Empty(Revoke("first").Facts);
        Assert.Empty(Revoke("unknown").Facts);
    }

    [Fact]
    public void What_nobody_made_is_not_there() =>
        Assert.Equal(RefusalCode.NotFound, Link(ShareToken.Derive(_secret, "nobody's")).View().Refusal?.Code);

    [Fact]
    public void Ten_are_good_at_once_and_a_revoked_one_makes_room()
    {
        for (var i = 0; i < Limits.SharesPerMember; i++)
        {
            Assert.Null(Share($"s{i}").Decision.Refusal);
        }

        Assert.Equal(RefusalCode.Full, Share("more").Decision.Refusal?.Code);
        Revoke("s3");
        Assert.Null(Share("more").Decision.Refusal);
        Assert.Equal(RefusalCode.Full, Share("still more").Decision.Refusal?.Code);
    }

    [Fact]
    public void Nobody_shares_from_another_account_nor_without_one_nor_suspended()
    {
        Assert.Equal(RefusalCode.NotAllowed, Share("x", new Actor(new MemberId(2), Role.Member, null)).Decision.Refusal?.Code);
        Assert.Equal(RefusalCode.NotAllowed, Share("x", new Actor(new MemberId(77), Role.Member, null), new MemberId(77)).Decision.Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Share("x", _community.As(Administrator) with { SuspendedUntil = _community.Now.AddTicks(1) }).Decision.Refusal?.Code);
    }

    private (Decision<SharedReceipt> Decision, ShareToken Token) Share(string id, Actor? actor = null, MemberId? account = null)
    {
        var token = ShareToken.Derive(_secret, id);
        return (_community.OnAccount(
            account ?? Administrator,
            state => SharingProfile.Decide(state, new ShareProfile(actor ?? _community.As(Administrator), null), id, token, _community.Now)), token);
    }

    private Decision<Done> Revoke(string id) =>
        _community.OnAccount(Administrator, state => RevokingShare.Decide(state, id, _community.Now));

    private ShareRecord Link(ShareToken token) => _community.State<ShareRecord>(token.Stream);
}
