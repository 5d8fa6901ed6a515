using Skiller.Contracts.Notifications;
using Xunit;

namespace Skiller.Tests.Unit.Notifications;

/// <summary>Whom a text names.</summary>
public sealed class MentionsTests
{
    [Theory]
    [InlineData("Thanks @ada, and @Grace-Hopper!", "ada grace-hopper")]
    [InlineData("@ada @ADA @ada", "ada")]
    [InlineData("(@ada) *@bob* \"@eve\" «@zoe». @max.", "ada bob eve zoe max")]
    [InlineData("mail ada@example.org or see https://example.org/@ada and a/@bob", "")]
    [InlineData("@ada@example.org", "")]
    [InlineData("@ada.example is a place, @ab too short, @ada- and @-ada and @@ada", "ada")]
    [InlineData("`@Override` and ``a ` @media b`` but @ada", "ada")]
    [InlineData("```java\n@Override\n```\n@ada\n~~~\n@bob\n```\n@eve\n~~~~\n@max", "ada max")]
    [InlineData("```one line``` @ada", "ada")]
    [InlineData("```\n@ada never closed", "")]
    [InlineData("@élan @ada_b é@ada", "")]
    [InlineData("    @ada\n\n@bob\n\n    @eve\n\t@max\n\ntext\n    @zoe", "bob zoe")]
    [InlineData("- a\n\n      @ada\n\n  ```\n  @bob\n  ```\n\n  @eve\n\n@max", "eve max")]
    [InlineData("> ```\n> @ada\n\n@bob\n\n> @eve", "bob eve")]
    [InlineData("- ```\n  @ada\n\nback with @bob", "bob")]
    [InlineData("# @ada\n    @bob\n\n* * *\n    @eve", "ada")]
    [InlineData("[@ada](https://example.org) ![@bob](/x.png) [@eve][1] [a [@max] `]`](/x) @zoe\n\n[1]: /x \"@lea\"", "zoe")]
    [InlineData("[@ada]\n\n[@ada]: https://example.org", "")]
    [InlineData("[@ada] is right, (see @bob)", "ada bob")]
    [InlineData("https://example.org/?who=@ada <https://example.org?@bob> www.example.org/;@eve", "")]
    [InlineData("`code that goes\non` @ada `and` on", "ada")]
    [InlineData("`` one ` @ada", "ada")]
    [InlineData("no names", "")]
    [InlineData(null, "")]
    public void Names_are_those_that_a_reader_sees_as_names(string? text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Mentions.In(text)));

    [Fact]
    public void A_text_names_ten_at_most_the_first_ones()
    {
        var text = string.Join(' ', Enumerable.Range(100, 30).Select(static number => $"@ada{number}"));
        Assert.Equal(Enumerable.Range(100, 10).Select(static number => $"ada{number}"), Mentions.In(text).Select(static handle => handle.Value));
    }

    [Theory]
    [InlineData("`")]
    [InlineData("@a-")]
    [InlineData("@")]
    [InlineData("``` ` ")]
    [InlineData("[a")]
    [InlineData("[a](")]
    [InlineData("[a](b")]
    [InlineData("[[a]")]
    [InlineData("- ")]
    [InlineData("> ")]
    [InlineData("- a\n")]
    [InlineData("[a]: ")]
    [InlineData("http://")]
    public void A_text_made_to_take_long_does_not(string part) => Assert.Empty(Mentions.In(string.Concat(Enumerable.Repeat(part, 30_000 / part.Length))));
}
