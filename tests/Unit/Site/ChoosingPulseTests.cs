using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Pulse;
using Skiller.Contracts.Site;
using Skiller.Grains.Activity;
using Skiller.Grains.Site;
using Xunit;

namespace Skiller.Tests.Unit.Site;

/// <summary>The goal and what is public: who may choose, and that the same again is nothing.</summary>
public sealed class ChoosingPulseTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor _administrator = new(new MemberId(1), Role.Administrator, null);
    private static readonly SiteState _nothing = SiteState.Initial(GrainKeys.SiteStream);

    [Fact]
    public void Until_somebody_chooses_ten_thousand_members_are_the_goal() => Assert.Equal(10_000, _nothing.Pulse.Goal);

    [Fact]
    public void What_is_chosen_holds_and_the_same_again_changes_nothing()
    {
        var choice = new PulseChoice(500, PulseVisibility.Growth);
        var chosen = Choose(_nothing, _administrator, choice);
        var state = chosen.Facts.Aggregate(_nothing, static (state, fact) => state.Apply(fact.Fact, new Occurrence(GrainKeys.SiteStream, state.Version + 1, _now, null)));
        Assert.Equal((choice, 1L), (state.Pulse, state.Version));
        Assert.Empty(Choose(state, _administrator, choice).Facts);
    }

    [Theory]
    [InlineData(0, PulseVisibility.Growth)]
    [InlineData(1_000_000_001, PulseVisibility.Growth)]
    [InlineData(10, (PulseVisibility)9)]
    public void What_is_no_choice_is_refused(long goal, PulseVisibility seen) =>
        Assert.Equal(RefusalCode.Invalid, Choose(_nothing, _administrator, new PulseChoice(goal, seen)).Refusal?.Code);

    [Fact]
    public void Only_an_administrator_who_is_not_suspended_chooses()
    {
        var choice = new PulseChoice(500, PulseVisibility.Nothing);
        Assert.Equal(RefusalCode.NotAllowed, Choose(_nothing, _administrator with { Role = Role.Member }, choice).Refusal?.Code);
        Assert.Equal(RefusalCode.Suspended, Choose(_nothing, _administrator with { SuspendedUntil = _now.AddDays(1) }, choice).Refusal?.Code);
    }

    private static Decision<Done> Choose(SiteState state, Actor actor, PulseChoice choice) => ChoosingPulse.Decide(state, new ChoosePulse(actor, choice), _now);
}
