using Microsoft.AspNetCore.Components;
using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>What is filled into markup stays text.</summary>
public sealed class MarkupTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick=\"alert(1)", "&quot; onclick=&quot;alert(1)")]
    [InlineData("' autofocus onfocus='alert(1)", "&#x27; autofocus onfocus=&#x27;alert(1)")]
    [InlineData("&lt;b&gt;", "&amp;lt;b&amp;gt;")]
    [InlineData("à l’instant, 日本", "à l’instant, 日本")]
    public void X01_Text_is_encoded_between_tags_and_in_attributes(string text, string encoded) =>
        Assert.Equal($"<a title=\"{encoded}\">{encoded}</a>", Markup.Of($"<a title=\"{text}\">{text}</a>").Value);

    [Fact]
    public void Several_go_in_one_after_the_other() =>
        Assert.Equal("<ul><li>&lt;</li><li>b</li></ul>", Markup.Of($"<ul>{new[] { "<", "b" }.Select(static text => Markup.Of($"<li>{text}</li>"))}</ul>").Value);

    [Fact]
    public void Markup_goes_in_as_it_is_and_nothing_as_nothing()
    {
        string? nothing = null;
        Assert.Equal("<p><b>12</b></p>", Markup.Of($"<p>{Markup.Of($"<b>{12}</b>")}{nothing}{default(MarkupString)}</p>").Value);
    }
}
