using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>What stands for what is typed besides its own words.</summary>
public sealed class SynonymsTests
{
    [Theory]
    [InlineData("enlever", "supprimer")]
    [InlineData("effacées", "supprimer")]
    [InlineData("mairie", "commune")]
    [InlineData("wifi", "reseau")]
    [InlineData("invoice", "facture")]
    [InlineData("tva", "taxe valeur ajoutee")]
    [InlineData("ressources humaines", "rh")]
    public void A_term_whatever_its_form_stands_for_the_others_of_its_group(string typed, string meant) => Assert.Contains(meant, Meant(typed));

    [Fact]
    public void A_term_stands_for_no_other_form_of_itself_and_a_word_of_no_group_for_nothing()
    {
        Assert.DoesNotContain("supprimer", Meant("supprimées"));
        Assert.Empty(Meant("xylophone"));
    }

    private static IEnumerable<string> Meant(string typed) =>
        Synonyms.In([.. Words.Of(typed).Where(static word => !word.IsCompound).Select(static word => word.Text)]).Select(static found => string.Join(' ', found.Words));
}
