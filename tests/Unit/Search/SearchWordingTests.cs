using Skiller.Contracts;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>What is typed into the box is words and operators, and never an error of form.</summary>
public sealed class SearchWordingTests
{
    [Fact]
    public void Operators_are_taken_out_of_the_words()
    {
        var wording = SearchWording.Of("budget [Gestion-de-Projet] \"entretien annuel\" -logiciel author:Ada-L is:unanswered");

        Assert.Equal(["budget", "entretien", "annuel"], wording.Words.Select(static word => word.Text));
        Assert.Equal([["entretien", "annuel"]], wording.Phrases.Select(static phrase => phrase.ToArray()));
        Assert.Equal(["logiciel"], wording.Without);
        Assert.Equal(["gestion-de-projet"], wording.Skills.Select(static skill => skill.Value));
        Assert.Equal(("ada-l", true), (wording.Author?.Value, wording.IsUnanswered));
    }

    [Theory]
    [InlineData("auto-entrepreneur", "auto entrepreneur autoentrepreneur")]
    [InlineData("[pas une compétence]", "pas une competence")]
    [InlineData("\"jamais fermé", "jamais ferme")]
    [InlineData("author:é -", "author e")]
    [InlineData("is:unansweredly", "is unansweredly")]
    [InlineData("a -- b", "a b")]
    public void What_is_no_operator_is_words(string text, string words)
    {
        var wording = SearchWording.Of(text);
        Assert.Equal(words, string.Join(' ', wording.Words.Select(static word => word.Text)));
        Assert.False(wording.HasFilter);
        Assert.Empty(wording.Without);
    }

    [Theory]
    [InlineData("comment négocier un salaire", Locale.En, "negocier salaire")]
    [InlineData("how to hire a developer", Locale.Fr, "hire developer")]
    [InlineData("être ou ne pas être", Locale.Fr, "etre ou ne pas etre")]
    [InlineData("car rental", Locale.En, "car rental")]
    public void Words_that_say_nothing_are_left_away_unless_there_are_no_others(string text, Locale reader, string telling) =>
        Assert.Equal(telling, string.Join(' ', SearchWording.Of(text).Telling(reader).Select(static word => word.Text)));

    [Theory]
    [InlineData("# Titre\n\nUn *mot* et un [lien](https://a.example/b?c=d), `code`.", "Titre Un mot et un lien, code.")]
    [InlineData("- un\n- deux\n\n> cité <b>gras</b> snake_case", "un deux cité gras snake_case")]
    [InlineData("![image](x.png) https://example.org/path fin", "image fin")]
    [InlineData("[jamais fermé](oups\n1 < 2", "jamais fermé(oups 1 < 2")]
    [InlineData(null, "")]
    public void Markdown_is_read_as_words(string? markdown, string plain) => Assert.Equal(plain, PlainWriting.Of(markdown));
}
