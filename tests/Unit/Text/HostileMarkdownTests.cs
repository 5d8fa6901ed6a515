using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>The corpus of RELIABILITY.md, X01 to X16.</summary>
public sealed class HostileMarkdownTests
{
    public static TheoryData<string> Addresses =>
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", " javascript:alert(1)",
        "\tjavascript:alert(1)", "\u0001javascript:alert(1)", "java\u200Bscript:alert(1)", "vbscript:msgbox(1)", "data:text/html;base64,PHNjcmlwdD4=", "blob:https://a.example/1",
        "file:///etc/passwd", "intent://a#Intent;end", "//evil.example", "\\\\\\\\evil.example", "/\\\\evil.example", "https:evil.example",
        "https:/evil.example", "https://bank.example@evil.example", "https://user:pw@evil.example", "http://a.example:0/", "https://", "http://\u202Eevil.example",
        "ftp://a.example", "tel:+331", "about:blank", "mailto:a@b.example?bcc=c@d.example%0d%0aX", "mailto:", "view-source:https://a.example",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void X01_X02_An_address_that_is_not_allowed_becomes_text_in_every_form_of_a_link(string address)
    {
        foreach (var markdown in new[]
        {
            $"[words]({address})", $"![words]({address})", $"[words](<{address}>)", $"[words][a]\n\n[a]: {address}", $"[words][a]\n\n[a]: <{address}>",
            $"<{address}>", $"[![words]({address})]({address})", address,
        })
        {
            var html = RenderedHtml.Of(markdown);
            Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("[a](https://a.example/x?y=1&z=2#w)", "<p><a href=\"https://a.example/x?y=1&amp;z=2#w\" rel=\"nofollow ugc noopener\">a</a></p>")]
    [InlineData("[a](/questions/1)", "<p><a href=\"/questions/1\" rel=\"nofollow ugc noopener\">a</a></p>")]
    [InlineData("[a](#comment-1)", "<p><a href=\"#comment-1\" rel=\"nofollow ugc noopener\">a</a></p>")]
    [InlineData("<https://a.example>", "<p><a href=\"https://a.example\" rel=\"nofollow ugc noopener\">https://a.example</a></p>")]
    [InlineData("https://a.example/b", "<p><a href=\"https://a.example/b\" rel=\"nofollow ugc noopener\">https://a.example/b</a></p>")]
    [InlineData("<ada@a.example>", "<p><a href=\"mailto:ada@a.example\" rel=\"nofollow ugc noopener\">ada@a.example</a></p>")]
    [InlineData("![plan](https://a.example/p.png)", "<p><a href=\"https://a.example/p.png\" rel=\"nofollow ugc noopener\">plan</a></p>")]
    [InlineData("![](https://a.example/p.png)", "<p><a href=\"https://a.example/p.png\" rel=\"nofollow ugc noopener\">https://a.example/p.png</a></p>")]
    [InlineData("[a](javascript:alert(1))", "<p>a</p>")]
    public void X15_What_is_allowed_is_a_link_and_an_image_is_one_too(string markdown, string html) =>
        Assert.Equal(html, RenderedHtml.Of(markdown).Trim());

    [Theory]
    [InlineData("[a](https://a.example \"x\\\" onmouseover=alert(1) y\")")]
    [InlineData("[a](https://a.example/\"onerror=alert(1))")]
    [InlineData("![\"onerror=alert(1)](https://a.example/x.png)")]
    [InlineData("```\" onload=alert(1)\ncode\n```")]
    [InlineData("```js onload=alert(1) class=moderator\ncode\n```")]
    [InlineData("# title {#id .moderator onclick=alert(1)}")]
    [InlineData("text{onclick=alert(1)}")]
    [InlineData("[x](https://a.example){onmouseover=alert(1)}")]
    [InlineData("para\n{style=position:fixed}")]
    [InlineData("{#location}\ntext")]
    public void X03_X04_Nothing_escapes_from_an_attribute_or_adds_one(string markdown) => RenderedHtml.Of(markdown);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<details open ontoggle=alert(1)>")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>")]
    [InlineData("<object data=x></object><embed src=x>")]
    [InlineData("<base href=//evil.example>")]
    [InlineData("<meta http-equiv=refresh content='0;url=//evil.example'>")]
    [InlineData("<link rel=stylesheet href=//evil.example>")]
    [InlineData("<style>@import '//evil.example';</style>")]
    [InlineData("<form action=//evil.example><input name=attributes></form>")]
    [InlineData("<input autofocus onfocus=alert(1)>")]
    [InlineData("<video><source onerror=alert(1)></video>")]
    [InlineData("<template><script>alert(1)</script></template><portal src=//evil.example>")]
    [InlineData("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<form><form><input></form>")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->")]
    [InlineData("<svg><![CDATA[<image xlink:href=x onerror=alert(1)>]]></svg>")]
    [InlineData("<a id=location name=location href=https://a.example>x</a>")]
    [InlineData("<p style='position:fixed;background:url(javascript:alert(1));width:expression(alert(1))'>x</p>")]
    [InlineData("+ADw-script+AD4-alert(1)+ADw-/script+AD4-")]
    [InlineData("＜script＞alert(1)＜/script＞")]
    [InlineData("<scr\u2028ipt>alert(1)</script>")]
    [InlineData("</script><!-- ]]>")]
    [InlineData("{{7*7}} ${7*7} @(1+1) %s%n")]
    [InlineData("$$<img src=x onerror=alert(1)>$$")]
    [InlineData("```mermaid\nclick A \"javascript:alert(1)\"\n```")]
    [InlineData("![video](https://www.youtube.com/watch?v=1)")]
    [InlineData(":::warning {onclick=alert(1)}\nx\n:::")]
    public void X05_to_X12_Raw_markup_and_the_languages_of_others_are_shown_as_text(string markdown)
    {
        var html = RenderedHtml.Of(markdown);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void X11_Templates_stay_as_they_were_written() => Assert.Equal("<p>{{7+7}} ${7+7}</p>", RenderedHtml.Of("{{7+7}} ${7+7}").Trim());

    [Fact]
    public void X07_Only_a_language_of_code_is_a_class() =>
        Assert.Equal("<pre><code class=\"language-c#\">x\n</code></pre>", RenderedHtml.Of("```C#\nx\n```").Trim());

    [Theory]
    [InlineData("# a", "<h3>a</h3>")]
    [InlineData("###### a", "<h3>a</h3>")]
    [InlineData("# a\n## b\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>")]
    [InlineData("## a\n## b\n#### c\n### d", "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>\n<h4>d</h4>")]
    [InlineData("### a\n# b\n##### c", "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>")]
    [InlineData("# a\n## b\n### c\n#### d\n##### e\n###### f", "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>\n<h6>f</h6>")]
    public void X14_Headings_stay_below_those_of_the_page_and_leave_no_level_out(string markdown, string html) => Assert.Equal(html, RenderedHtml.Of(markdown).Trim());

    [Fact]
    public void X14_At_most_four_combining_marks_stand_in_a_row() =>
        Assert.Equal("<p>e\u0301\u0301\u0301\u0301 fin</p>", RenderedHtml.Of("e" + new string('\u0301', 10_000) + " fin").Trim());

    [Fact]
    public void X14_More_than_twenty_images_are_refused()
    {
        Assert.Null(MarkdownPipeline.Render(string.Concat(Enumerable.Repeat("![a](https://a.example/b.png) ", 20))).Rule);
        Assert.Equal("too-many-images", MarkdownPipeline.Render(string.Concat(Enumerable.Repeat("![a](https://a.example/b.png) ", 21))).Rule);
    }

    [Fact]
    public void X16_The_same_text_gives_the_same_html_whoever_asks()
    {
        using var one = new MarkdownRenderer();
        using var other = new MarkdownRenderer();
        const string text = "# a\n\n[b](https://c.example) `d`\n\n| e | f |\n|---|---|\n| g | h |\n";
        Assert.Equal(one.Html(text), other.Html(text));
        Assert.Equal(one.Html(text), one.Html(text));
    }
}
