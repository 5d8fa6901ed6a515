using System.Collections.Immutable;
using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Skills;
using Skiller.Grains.Members;
using Xunit;

namespace Skiller.Tests.Unit.Members;

/// <summary>What a name and the other texts of a profile may be (T01–T05).</summary>
public sealed class ProfileRulesTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Ada Lovelace")]
    [InlineData("  Ada  ", "Ada")]
    [InlineData("Zoe\u0308", "Zo\u00EB")]
    [InlineData("И", "И")]
    [InlineData("李", "李")]
    [InlineData("🦊", "🦊")]
    [InlineData("عمر", "عمر")]
    public void A_name_is_stored_trimmed_and_composed(string typed, string stored)
    {
        Assert.Empty(Faults(faults => Assert.Equal(stored, ProfileRules.Name(typed, faults))));
        Assert.Equal(stored, ProfileRules.Shown(typed));
    }

    [Theory]
    [InlineData("", "no-words")]
    [InlineData("   ", "no-words")]
    [InlineData("\u200B", "control-characters", "no-words")]
    [InlineData("\u3164", "control-characters", "no-words")]
    [InlineData("Ada\0", "control-characters")]
    [InlineData("Ada\u0085", "control-characters")]
    [InlineData("Ada\nAdmin", "control-characters")]
    [InlineData("Ada\u202Enimda", "control-characters")]
    [InlineData("Ada\u2067x\u2069", "control-characters")]
    [InlineData("A\u200Dda", "control-characters")]
    [InlineData("A\uFEFFda", "control-characters")]
    [InlineData("A\u00ADda", "control-characters")]
    [InlineData("Ada\uFE0F", "control-characters")]
    [InlineData("Ada\U000E0041", "control-characters")]
    public void What_hides_or_is_no_text_is_no_name(string typed, params string[] rules) =>
        Assert.Equal(rules, Faults(faults => ProfileRules.Name(typed, faults)).Select(static e => e.Rule));

    [Fact]
    public void A_lone_surrogate_is_no_text() =>
        Assert.Equal(["control-characters"], Faults(static faults => ProfileRules.Name("Ada\uD800", faults)).Select(static e => e.Rule));

    [Fact]
    public void A_name_has_at_most_80_code_points()
    {
        Assert.Empty(Faults(static faults => ProfileRules.Name(Repeated("😀", 80), faults)));
        Assert.Equal(["too-long"], Faults(static faults => ProfileRules.Name(Repeated("😀", 81), faults)).Select(static e => e.Rule));
    }

    [Fact]
    public void A_headline_is_one_line_and_a_bio_has_several()
    {
        Assert.Equal(["control-characters"], Faults(static faults => ProfileRules.Headline("a\nb", faults)).Select(static e => e.Rule));
        Assert.Empty(Faults(static faults => Assert.Equal("a\nb", ProfileRules.Bio("a\r\nb", faults))));
        Assert.Equal(["too-long"], Faults(static faults => ProfileRules.Headline(Repeated("x", 121), faults)).Select(static e => e.Rule));
        Assert.Equal(["too-long"], Faults(static faults => ProfileRules.Bio(Repeated("x", 5_001), faults)).Select(static e => e.Rule));
    }

    [Fact]
    public void Blank_texts_are_none() => Assert.Empty(Faults(static faults =>
    {
        Assert.Null(ProfileRules.Headline(" \u200B ", faults));
        Assert.Null(ProfileRules.Bio("\n", faults));
        Assert.Null(ProfileRules.Note(null, faults));
    }));

    [Fact]
    public void Skills_are_at_most_20_different_ones()
    {
        Assert.Empty(Faults(static faults => ProfileRules.Skills(Some(20), faults)));
        Assert.Equal(["too-many"], Faults(static faults => ProfileRules.Skills(Some(21), faults)).Select(static e => e.Rule));
        Assert.Equal(["repeated"], Faults(static faults => ProfileRules.Skills([.. Some(1), .. Some(1)], faults)).Select(static e => e.Rule));
        Assert.Equal(["not-a-skill"], Faults(static faults => ProfileRules.Skills([default], faults)).Select(static e => e.Rule));
    }

    [Fact]
    public void A_name_that_is_accepted_is_accepted_as_it_is_stored() => Gen.String.Sample(static typed =>
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        var stored = ProfileRules.Name(typed, faults);
        if (faults.Count == 0)
        {
            Assert.Equal(stored, ProfileRules.Name(stored, faults));
            Assert.Empty(faults);
        }
    });

    private static ImmutableArray<FieldError> Faults(Action<ImmutableArray<FieldError>.Builder> check)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        check(faults);
        return faults.ToImmutable();
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static ImmutableArray<SkillSlug> Some(int count) => [.. Enumerable.Range(0, count).Select(static i => SkillSlug.Parse($"s{i}"))];
}
