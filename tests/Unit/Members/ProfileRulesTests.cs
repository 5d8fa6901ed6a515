using System.Collections.Immutable;
using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
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

    [Theory]
    [InlineData("admin")]
    [InlineData("  ADMIN ")]
    [InlineData("A d m i n")]
    [InlineData("Adm1n")]
    [InlineData("\u0410dmin")]
    [InlineData("\u0430\u0501\u043C\u0456\u043F")]
    [InlineData("\uFF41\uFF44\uFF4D\uFF49\uFF4E")]
    [InlineData("\U0001D41A\U0001D41D\U0001D426\U0001D422\U0001D427")]
    [InlineData("A\u0301dm\u00EFn")]
    [InlineData("Mod\u00E9rateur")]
    [InlineData("rnoderator")]
    [InlineData("Skiller Support")]
    [InlineData("Skiller Team 2")]
    [InlineData("\u0391dmin")]
    [InlineData("Administrateur")]
    [InlineData("Aide")]
    public void T01_Nobody_is_called_what_those_are_called_who_run_the_place(string typed)
    {
        Assert.Contains("reserved", Faults(faults => ProfileRules.Name(typed, faults)).Select(static e => e.Rule));
        Assert.DoesNotContain("reserved", Faults(faults => ProfileRules.Name(typed, faults, hasRole: true)).Select(static e => e.Rule));
    }

    [Theory]
    [InlineData("Adam Minh")]
    [InlineData("Helper")]
    [InlineData("Rooth")]
    [InlineData("Root Beer")]
    [InlineData("Ada Support")]
    [InlineData("Edit Piaf")]
    [InlineData("Mod\u00E9rat")]
    public void A_name_that_only_sounds_like_it_is_a_name(string typed) => Assert.Empty(Faults(faults => ProfileRules.Name(typed, faults)));

    [Theory]
    [InlineData("p\u0430ypal", true)]
    [InlineData("\u03A1aul", true)]
    [InlineData("\u0418\u0432\u0430\u043D Ivan", true)]
    [InlineData("\u05D0\u0430", true)]
    [InlineData("\uD55C\u3042", true)]
    [InlineData("\u0418\u0432\u0430\u043D \u041F. 2", false)]
    [InlineData("\u7530\u4E2D \u3055\u304F\u3089 \u30DE\u30EA\u30FC Tanaka", false)]
    [InlineData("\uAE40 Kim \u91D1", false)]
    [InlineData("O\u02BCBrien \U0001F98A", false)]
    [InlineData("Zo\u00EB \u0141ukasz", false)]
    [InlineData("Ph\u1EA1m V\u0103n \u0110\u1ED3ng", false)]
    [InlineData("\u0928\u0930\u0947\u0928\u094D\u0926\u094D\u0930", false)]
    public void T01_The_letters_of_a_name_are_of_scripts_that_go_together(string typed, bool isMixed) =>
        Assert.Equal(isMixed ? ["mixed-scripts"] : [], Faults(faults => ProfileRules.Name(typed, faults)).Select(static e => e.Rule));

    [Fact]
    public void At_most_four_marks_are_on_one_letter_of_a_name_and_a_headline()
    {
        var heap = "z\u030D\u030E\u0310\u0311";
        Assert.Empty(Faults(faults => ProfileRules.Name(heap, faults)));
        Assert.Equal(["too-many-marks"], Faults(faults => ProfileRules.Name($"{heap}\u0312", faults)).Select(static e => e.Rule));
        Assert.Equal(["too-many-marks"], Faults(faults => ProfileRules.Headline($"{heap}\u0312", faults)).Select(static e => e.Rule));
        Assert.Empty(Faults(faults => ProfileRules.Bio($"{heap}\u0312", faults)));
    }

    [Theory]
    [InlineData("admin", true, false)]
    [InlineData("adm1n", true, false)]
    [InlineData("ad-min", true, false)]
    [InlineData("skiller", true, false)]
    [InlineData("moderateur", true, false)]
    [InlineData("api", true, true)]
    [InlineData("new", true, true)]
    [InlineData("edit", true, true)]
    [InlineData("apl", false, false)]
    [InlineData("admin-7", false, false)]
    [InlineData("ada", false, false)]
    public void Handles_of_roles_are_for_those_who_have_one_and_handles_of_pages_for_nobody(string text, bool isReserved, bool isPage)
    {
        Assert.True(Handle.TryParse(text, out var handle));
        Assert.Equal(isReserved ? ["reserved"] : [], Faults(faults => ProfileRules.Handle(handle, hasRole: false, faults)).Select(static e => e.Rule));
        Assert.Equal(isPage ? ["reserved"] : [], Faults(faults => ProfileRules.Handle(handle, hasRole: true, faults)).Select(static e => e.Rule));
    }

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
