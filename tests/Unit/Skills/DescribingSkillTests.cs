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
        Assert.Equal([new SkillDescribed("A\nlanguage", Locale.En)], decision.Facts.Select(static f => f.Fact));

        var after = After(_skill, decision);
        Assert.Equal(new SkillWords("A\nlanguage", Locale.En), after.English);
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
    public void Each_language_has_a_description_of_its_own()
    {
        var english = After(_skill, Describe(_skill, "A language"));
        Assert.Null(english.French);
        Assert.Equal("A language", english.Description);

        var both = After(english, Describe(english, "Un langage", locale: Locale.Fr));
        Assert.Equal((new SkillWords("Un langage", Locale.Fr), new SkillWords("A language", Locale.En)), (both.French, both.English));
        Assert.Equal("Un langage", both.Description);

        var cleared = After(both, Describe(both, "", locale: Locale.Fr));
        Assert.Equal((null, new SkillWords("A language", Locale.En)), (cleared.French, cleared.English));
        Assert.True(cleared.IsDescribed);
    }

    [Fact]
    public void What_was_written_before_descriptions_had_a_language_is_for_readers_of_both_until_one_is_written()
    {
        var old = _skill.Apply(new SkillDescribed("A language"), new Occurrence("s:c#", 1, Community.Noon, null));
        var words = new SkillWords("A language", null);
        Assert.Equal((words, words), (old.French, old.English));
        Assert.Empty(Describe(old, "A language", locale: null).Facts);

        // The same words, and now their language is known.
        var told = After(old, Describe(old, "A language"));
        Assert.Equal((words, new SkillWords("A language", Locale.En)), (told.French, told.English));

        var french = After(told, Describe(told, "Un langage", locale: Locale.Fr));
        Assert.Equal((new SkillWords("Un langage", Locale.Fr), new SkillWords("A language", Locale.En)), (french.French, french.English));
        Assert.Equal((null, null), Both(french.Apply(new SkillDescribed(""), new Occurrence("s:c#", 9, Community.Noon, null))));

        static (SkillWords?, SkillWords?) Both(SkillState state) => (state.French, state.English);
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
        var command = new DescribeSkill(_administrator, "x\0", Locale.Fr);
        Assert.Equal(RefusalCode.NotFound, DescribingSkill.Decide(_skill, command, isUsed: false, Community.Noon).Refusal?.Code);
    }

    private static Decision<Done> Describe(SkillState state, string text, Actor? actor = null, Locale? locale = Locale.En) =>
        DescribingSkill.Decide(state, new DescribeSkill(actor ?? _administrator, text, locale), isUsed: true, Community.Noon);

    private static SkillState After(SkillState state, Decision<Done> decision) => decision.Facts.Aggregate(
        state, static (s, fact) => s.Apply(fact.Fact, new Occurrence("s:c#", s.Version + 1, fact.At, fact.Actor)));
}
