using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Skills;
using Skiller.Tests.Unit.Invitations;
using Xunit;

namespace Skiller.Tests.Unit.Skills;

/// <summary>Describing a skill.</summary>
public sealed class DescribingSkillTests
{
    private static readonly Actor _administrator = new(new MemberId(1), Role.Administrator, null);
    private static readonly SkillState _skill = SkillState.Initial("s:c#");

    [Fact]
    public void A_description_is_kept_and_the_same_again_is_no_fact()
    {
        var decision = Describe(_skill, "A\r\nlanguage ");
        Assert.Equal([new SkillDescribed("A\nlanguage")], decision.Facts.Select(static f => f.Fact));

        var after = After(_skill, decision);
        Assert.Equal("A\nlanguage", after.Description);
        Assert.Empty(Describe(after, "A\nlanguage").Facts);
    }

    [Fact]
    public void An_empty_text_clears_it()
    {
        var described = After(_skill, Describe(_skill, "A language"));

        Assert.Null(After(described, Describe(described, " ")).Description);
        Assert.Empty(Describe(_skill, "").Facts);
    }

    [Fact]
    public void Only_administrators_who_are_not_suspended_describe()
    {
        Assert.Equal(RefusalCode.NotAllowed, Describe(_skill, "x", _administrator with { Role = Role.Member }).Refusal?.Code);
        Assert.Equal(
            RefusalCode.Suspended, Describe(_skill, "x", _administrator with { SuspendedUntil = Community.Noon.AddTicks(1) }).Refusal?.Code);
    }

    [Fact]
    public void A_description_has_at_most_5000_characters_of_text()
    {
        Assert.Null(Describe(_skill, new string('x', 5_000)).Refusal);
        Assert.Equal("too-long", Describe(_skill, new string('x', 5_001)).Refusal?.Errors[0].Rule);
        Assert.Equal("control-characters", Describe(_skill, "x\0").Refusal?.Errors[0].Rule);
    }

    [Fact]
    public void What_nobody_has_used_is_not_there_to_be_described()
    {
        var command = new DescribeSkill(_administrator, "x\0");
        Assert.Equal(RefusalCode.NotFound, DescribingSkill.Decide(_skill, command, isUsed: false, Community.Noon).Refusal?.Code);
    }

    private static Decision<Done> Describe(SkillState state, string text, Actor? actor = null) =>
        DescribingSkill.Decide(state, new DescribeSkill(actor ?? _administrator, text), isUsed: true, Community.Noon);

    private static SkillState After(SkillState state, Decision<Done> decision) => decision.Facts.Aggregate(
        state, static (s, fact) => s.Apply(fact.Fact, new Occurrence("s:c#", s.Version + 1, fact.At, fact.Actor)));
}
