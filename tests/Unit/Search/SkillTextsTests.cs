using Skiller.Contracts;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>What is searched of a skill that is described in two languages.</summary>
public sealed class SkillTextsTests
{
    [Fact]
    public void Each_language_has_its_line_and_a_reader_is_shown_theirs_first()
    {
        var both = SkillTexts.With(SkillTexts.With("", "The **language**", Locale.En), "Le langage", Locale.Fr);

        Assert.Equal([("Le langage", Locale.Fr), ("The language", Locale.En)], SkillTexts.For(both, Locale.Fr));
        Assert.Equal([("The language", Locale.En), ("Le langage", Locale.Fr)], SkillTexts.For(both, Locale.En));
        Assert.Equal([("", Locale.Fr), ("The language", Locale.En)], SkillTexts.For(SkillTexts.With(both, "", Locale.Fr), Locale.Fr));
    }

    [Fact]
    public void A_single_line_is_for_both_until_one_is_written()
    {
        Assert.Equal([("Old", null)], SkillTexts.For(SkillTexts.With("", "Old", null), Locale.En));
        Assert.Equal([("Neuf", Locale.Fr), ("Old", Locale.En)], SkillTexts.For(SkillTexts.With("Old", "Neuf", Locale.Fr), Locale.Fr));
        Assert.Equal("Old", SkillTexts.With("Neuf\nNew", "Old", null));
    }
}
