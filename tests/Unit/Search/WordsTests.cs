using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>What the words of a text are, whatever is typed.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("L’Été à Œuvrer", "ete a oeuvrer")]
    [InlineData("l'entretien d’embauche qu'il faut", "entretien embauche il faut")]
    [InlineData("e-mail", "e mail email")]
    [InlineData("rendez-vous demain", "rendez vous rendezvous demain")]
    [InlineData("C# et C++, ASP.NET", "c# et c++ asp net aspnet")]
    [InlineData("Stack Overflow's rules", "stack overflow rules")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("1 000 € — 3,5 %", "1 000 3 5")]
    [InlineData("…!?", "")]
    public void Words_are_folded_and_elisions_left_away(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Words.Of(text).Select(static word => word.Text)));

    [Fact]
    public void A_word_says_where_it_stands()
    {
        const string text = "Un e-mail à l’équipe";
        Assert.Equal(["Un", "e", "mail", "e-mail", "à", "équipe"], Words.Of(text).Select(word => text.Substring(word.Start, word.Length)));
    }

    [Fact]
    public void What_no_word_is_as_long_as_is_none()
    {
        Assert.Empty(Words.Of(new string('a', 41)));
        Assert.Single(Words.Of(new string('a', 40)));
    }

    [Theory]
    [InlineData("recruter recrutes recrutement recruteurs recruteuse recruté recrutée recrutant recrutons", "recrut")]
    [InlineData("négociation négocier négocié négocies négociateur", "negoci")]
    [InlineData("travail travaux", "travail")]
    [InlineData("niveau niveaux", "niveau")]
    [InlineData("développer développement développeuse développé", "develop")]
    [InlineData("communiquer communication communiquant", "communic")]
    public void Forms_of_a_french_word_have_one_stem(string forms, string first)
    {
        var stems = forms.Split(' ').Select(static form => FrenchStem.Of(Words.Fold(form))).Distinct().ToList();
        Assert.True(stems.Count == 1, string.Join(' ', stems));
        Assert.StartsWith(first[..4], stems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("price prices priced pricing")]
    [InlineData("manage managed managing management")]
    [InlineData("company companies")]
    [InlineData("interview interviews interviewing interviewed")]
    public void Forms_of_an_english_word_have_one_stem(string forms) => Assert.Single(forms.Split(' ').Select(EnglishStem.Of).Distinct());

    [Theory]
    [InlineData("entretient", "entretien")]
    [InlineData("filosofie", "philosophie")]
    [InlineData("konvention", "convention")]
    [InlineData("resaux", "reseaux")]
    public void What_sounds_alike_has_one_sound(string typed, string meant) => Assert.Equal(Sound.Of(meant), Sound.Of(typed));

    [Theory]
    [InlineData("stratgie", "strategie", true)]
    [InlineData("strategei", "strategie", true)]
    [InlineData("sttrategie", "strategie", true)]
    [InlineData("facure", "facture", true)]
    [InlineData("prix", "pris", true)]
    [InlineData("client", "devis", false)]
    [InlineData("prx", "prix", true)]
    [InlineData("managment", "management", true)]
    [InlineData("2025", "2026", false)]
    public void What_is_one_or_two_errors_away_may_be_meant(string typed, string word, bool may) => Assert.Equal(may, Mistyping.Likeness(typed, word) > 0);

    [Fact]
    public void Who_is_one_error_away_is_found_by_a_form_that_both_have()
    {
        foreach (var typed in new[] { "stratgie", "strategei", "sttrategie", "stratigie", "ztrategie", "strategi" })
        {
            Assert.NotEmpty(Forms.Mistyped(typed).Intersect(Forms.All("strategie")));
        }
    }
}
