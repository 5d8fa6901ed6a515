using Skiller.Contracts;
using Skiller.Contracts.Search;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Unit.Search;

/// <summary>The part of a text that is shown, with what was looked for marked.</summary>
public sealed class ExcerptsTests
{
    private static readonly Dictionary<string, double> _found = new(StringComparer.Ordinal) { ["tarif"] = 1, ["tarifs"] = 0.8, ["email"] = 1, ["mail"] = 0.5, ["client"] = 1 };

    [Fact]
    public void Words_are_marked_as_they_stand_in_the_text()
    {
        Assert.Equal(["Tarifs", "tarif"], Marked(Excerpts.Mark("Tarifs, tarif et tarification", _found)));
        Assert.Equal(["e-mail"], Marked(Excerpts.Mark("Un e-mail poli", _found)));
    }

    [Fact]
    public void An_excerpt_is_cut_where_most_of_the_words_stand()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("rien", 60))} le tarif {string.Join(' ', Enumerable.Repeat("encore", 60))} le tarif d’un client {string.Join(' ', Enumerable.Repeat("fin", 60))}";
        var excerpt = Excerpts.Best([("", null), ("client", Locale.Fr), (text, Locale.En)], _found);

        Assert.Equal(["tarif", "client"], Marked(excerpt));
        Assert.StartsWith("…", excerpt!.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.InRange(excerpt.Text.Length, 100, Excerpts.Length + 2);
        Assert.Equal(Locale.En, excerpt.Locale);
    }

    [Fact]
    public void Where_nothing_was_found_the_beginning_is_shown_and_of_nothing_there_is_no_excerpt()
    {
        Assert.Equal("Bonjour à tous", Excerpts.Best([("Bonjour à tous", null)], _found)?.Text);
        Assert.Null(Excerpts.Best([("", null), ("", null)], _found));
    }

    [Fact]
    public void A_headline_and_a_description_are_told_apart_in_one_line()
    {
        Assert.Equal("Comptable · Je tiens des livres.", Excerpts.Line("Comptable\nJe tiens des livres."));
        Assert.Equal("Je tiens des livres.", Excerpts.Line("\nJe tiens des livres."));
        Assert.Equal("", Excerpts.Line("\n"));
    }

    private static IEnumerable<string> Marked(MarkedText? text) => text!.Marks.Select(mark => text.Text.Substring(mark.Start, mark.Length));
}
