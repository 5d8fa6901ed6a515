using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>The first words of a text without its marks, and text that XML can hold.</summary>
public sealed class ExcerptTests
{
    [Theory]
    [InlineData("<p>One <em>two</em>-three</p>\n<p>four &amp; five</p>", "One two-three four & five")]
    [InlineData("<ul>\n<li>a</li>\n<li><a href=\"/x\">b</a>c</li>\n</ul>", "a bc")]
    [InlineData("<p>5 &lt; 6<br>\nnext</p>", "5 < 6 next")]
    [InlineData("", "")]
    [InlineData("no mark & no end", "no mark & no end")]
    public void Marks_are_left_away_and_words_stay_words(string html, string text) => Assert.Equal(text, Excerpt.Of(html, 100));

    [Fact]
    public void It_is_cut_between_words_and_never_within_a_character()
    {
        Assert.Equal("one two…", Excerpt.Of("<p>one two three</p>", 10));
        Assert.Equal("aaaaaaaaa…", Excerpt.Of("<p>aaaaaaaaaaaaaaaa</p>", 10));
        Assert.Equal("aaaaaaaa…", Excerpt.Of("<p>aaaaaaaa\U0001F600aaaa</p>", 10));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u0001b\u000Bc", "a\uFFFDb\uFFFDc")]
    [InlineData("line\nand\ttab", "line\nand\ttab")]
    [InlineData("\uFFFE", "\uFFFD")]
    public void What_XML_cannot_hold_is_replaced(string text, string held) => Assert.Equal(held, WellFormed.Of(text));

    // An attribute could not hold it.
    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("\U0001F600 \uFFFD!", WellFormed.Of("\U0001F600 \uD83D!"));
}
