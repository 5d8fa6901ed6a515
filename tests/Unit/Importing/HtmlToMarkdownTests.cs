using Skiller.Silo.Import;
using Xunit;

namespace Skiller.Tests.Unit.Importing;

public sealed class HtmlToMarkdownTests
{
    [Theory]
    [InlineData("<p>One.</p>\n\n<p>Two<br>lines.</p>", "One.\n\nTwo  \nlines.")]
    [InlineData("<p>It is <strong>bold</strong>, <em>bent</em>, <del>gone</del>, <code>a`b</code>.</p>", "It is **bold**, *bent*, ~~gone~~, `` a`b ``.")]
    [InlineData("<p>2 * 3 &lt; [7] and a_b</p>", "2 \\* 3 \\< \\[7\\] and a\\_b")]
    [InlineData("<pre><code>if (a &lt; b)\n  c();\n</code></pre>", "    if (a < b)\n      c();")]
    [InlineData("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c")]
    [InlineData("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b")]
    [InlineData("<blockquote><p>He said.</p></blockquote><h2>So</h2><hr>", "> He said.\n\n## So\n\n---")]
    [InlineData("<p><a href=\"https://example.org/a (b)\">there</a> <img src=\"https://example.org/i.png\" alt=\"seen\"></p>", "[there](https://example.org/a%20(b%29) ![seen](https://example.org/i.png)")]
    [InlineData("<p>a<script>alert(1)</script></p>", "a")]
    [InlineData("", "")]
    public void What_Stack_Exchange_lets_through_becomes_Markdown(string html, string markdown) =>
        Assert.Equal(markdown, HtmlToMarkdown.Convert(html));
}
