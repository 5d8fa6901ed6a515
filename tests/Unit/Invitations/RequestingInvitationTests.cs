using Skiller.Contracts;
using Skiller.Contracts.Invitations;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Invitations;

/// <summary>Asking for an invitation.</summary>
public sealed class RequestingInvitationTests
{
    private static readonly RequestInvitation _request =
        new(" Bob@Example.org", " Bob ", null, [SkillSlug.Parse("c#")], "Because\r\nI care.", Locale.Fr, null);

    private static readonly RequestRecord _fresh = RequestRecord.Initial("r:hash");

    [Fact]
    public void The_first_request_is_recorded_as_it_is_to_be_read()
    {
        var decision = RequestingInvitation.Decide(_fresh, _request, Community.Noon);

        var requested = Assert.IsType<InvitationRequested>(Assert.Single(decision.Facts).Fact);
        Assert.Equal(("Bob@example.org", "Bob", null, "Because\nI care."), (requested.Email, requested.Name, requested.Headline, requested.Motivation));
    }

    [Fact]
    public void A_repetition_has_the_same_answer_and_changes_nothing()
    {
        var first = RequestingInvitation.Decide(_fresh, _request, Community.Noon);
        var after = _fresh.Apply(first.Facts[0].Fact, new Occurrence("r:hash", 1, Community.Noon, null));
        var again = RequestingInvitation.Decide(after, _request with { Motivation = "Please." }, Community.Noon);

        Assert.Equal(first.Receipt, again.Receipt);
        Assert.Empty(again.Facts);
    }

    [Fact]
    public void Another_request_with_a_key_is_recorded_without_a_word_so_that_its_repetition_is_recognised()
    {
        var known = _fresh.Apply(RequestingInvitation.Check(_request).Requested!, new Occurrence("r:hash", 1, Community.Noon, null));
        var again = RequestingInvitation.Decide(known, _request with { Command = new CommandId("k", "f") }, Community.Noon);

        Assert.Equal(Done.It, again.Receipt);
        Assert.Equal(new InvitationRequestedAgain(), Assert.Single(again.Facts).Fact);
        Assert.True(known.Apply(again.Facts[0].Fact, new Occurrence("r:hash", 2, Community.Noon, null)).IsMade);
    }

    [Fact]
    public void Faults_are_told_whether_or_not_the_address_has_asked_before()
    {
        var wrong = _request with { Email = "@", Name = " ", Headline = new string('x', 121), Motivation = "\u200B", Skills = default };
        var known = _fresh.Apply(RequestingInvitation.Check(_request).Requested!, new Occurrence("r:hash", 1, Community.Noon, null));

        var first = RequestingInvitation.Decide(_fresh, wrong, Community.Noon).Refusal;
        var again = RequestingInvitation.Decide(known, wrong, Community.Noon).Refusal;

        (string, string)[] expected = [("email", "not-an-email"), ("name", "no-words"), ("headline", "too-long"), ("motivation", "no-words")];
        Assert.Equal(expected, first?.Errors.Select(static e => (e.Field, e.Rule)));
        Assert.Equal(expected, again?.Errors.Select(static e => (e.Field, e.Rule)));
    }
}
