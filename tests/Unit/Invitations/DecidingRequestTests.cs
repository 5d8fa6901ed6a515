using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Requests for an invitation: accepted with one, or declined with a reason, once.</summary>
public sealed class DecidingRequestTests
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor _administrator = new(new MemberId(1), Role.Administrator, null);
    private static readonly InvitationCode _code = InvitationCode.Derive(new byte[32], "id");
    private RequestRecord _state = Applied(
        RequestRecord.Initial("r:x"), new InvitationRequested("ada@example.org", "Ada", null, "Why", [], Locale.Fr));

    [Fact]
    public void Accepting_opens_an_invitation_for_that_address_alone_in_the_same_append()
    {
        var decision = Decide(isAccepted: true);

        Assert.Equal([new InvitationRequestAccepted("id", _noon.AddDays(30))], decision.Facts.Select(static f => f.Fact));
        var side = Assert.Single(decision.Sides);
        Assert.Equal((_code.Stream, 0L), (side.Stream, side.ExpectedVersion));
        Assert.Equal(new InvitationOpened(new MemberId(1), Role.Member, "ada@example.org", _noon.AddDays(30)), Assert.Single(side.Facts).Fact);
    }

    [Fact]
    public void Declining_needs_a_reason()
    {
        Assert.Equal(RefusalCode.Invalid, Decide(isAccepted: false).Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, Decide(isAccepted: false, " \u200b ").Refusal?.Code);
        Assert.Equal(RefusalCode.Invalid, Decide(isAccepted: false, new string('x', 501)).Refusal?.Code);
        Assert.Equal([new InvitationRequestDeclined("Not now.")], Decide(isAccepted: false, " Not now. ").Facts.Select(static f => f.Fact));
    }

    [Fact]
    public void The_same_again_changes_nothing_and_the_opposite_is_refused()
    {
        _state = Applied(_state, new InvitationRequestAccepted("id", _noon));
        Assert.Empty(Decide(isAccepted: true).Facts);
        Assert.Equal(RefusalCode.AlreadyDecided, Decide(isAccepted: false, "No.").Refusal?.Code);
    }

    [Fact]
    public void Only_administrators_decide_and_only_what_was_asked()
    {
        Assert.Equal(RefusalCode.NotAllowed, Decide(isAccepted: true, actor: new Actor(new MemberId(2), Role.Member, null)).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Decide(isAccepted: true, actor: _administrator with { SuspendedUntil = _noon.AddDays(1) }).Refusal?.Code);
        _state = RequestRecord.Initial("r:y");
        Assert.Equal(RefusalCode.NotFound, Decide(isAccepted: true).Refusal?.Code);
    }

    private Decision<Done> Decide(bool isAccepted, string? reason = null, Actor? actor = null) =>
        DecidingRequest.Decide(_state, new DecideRequest(actor ?? _administrator, isAccepted, reason), "id", _code, _noon);

    private static RequestRecord Applied(RequestRecord state, Fact fact) => state.Apply(fact, new Occurrence("r:x", state.Version + 1, _noon, null));
}
