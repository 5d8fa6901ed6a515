namespace Skiller.Tests.Given;

/// <summary>
/// What somebody writes who wants a page to run it: RELIABILITY.md, X01 to X12. A script that runs calls <c>alert</c>, so that whoever opens a
/// page can hear it; none of it names a place that exists.
/// </summary>
public static class HostileText
{
    /// <summary>Where a link must not lead (X01).</summary>
    public static IReadOnlyList<string> Addresses { get; } =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "java&#10;script:alert(1)", "%6Aavascript:alert(1)",
        " javascript:alert(1)", "\tjavascript:alert(1)", "java\tscript:alert(1)", "java\u200Bscript:alert(1)", "\uFEFFjavascript:alert(1)", "\u202Ejavascript:alert(1)",
        "javascript://evil.example/%0Aalert(1)", "javascript:/*--></title></style></textarea></script>*/alert(1)", "javas\\cript:alert(1)", "feed:javascript:alert(1)",
        "view-source:javascript:alert(1)", "jar:javascript:alert(1)", "vbscript:alert(1)", "livescript:alert(1)", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "data:text/html,<script>alert(1)</script>", "data:image/svg+xml,<svg/onload=alert(1)>", "DATA:text/html;charset=utf-7,+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "blob:https://evil.example/1", "file:///etc/passwd", "intent://evil.example#Intent;end", "//evil.example", "\\\\evil.example", "/\\evil.example",
        "https:evil.example", "https:/evil.example", "https://bank.example@evil.example", "https://user:pw@evil.example", "http://evil.example:0/", "about:blank", "tel:+331",
        "x\" onmouseover=\"alert(1)", "https://evil.example/\"onerror=alert(1)//", "https://evil.example/' onclick='alert(1)", "mailto:a@evil.example?body=%0d%0aX",
    ];

    /// <summary>Mark-up, half of it broken, and what other programs would read as a program. None of it means anything in Markdown: it is read as it was typed.</summary>
    public static IReadOnlyList<string> Verbatim { get; } =
    [
        // X05: elements that run, load or lead away.
        "<script>alert(1)</script>", "<ScRiPt >alert(1)</sCrIpT >", "<script/x>alert(1)</script>", "<<script>alert(1)//<</script>", "<script src=//evil.example/x.js></script>",
        "<script type=module>alert(1)</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<svg><set attributeName=href to=javascript:alert(1)>", "<svg><use href='data:image/svg+xml,x#x' />", "<svg><foreignObject><iframe onload=alert(1)>",
        "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1) //", "<img src=\"x\"onerror=\"alert(1)\">", "<IMG SRC=javascript:alert(1)>", "<img srcset=x onerror=alert(1)>",
        "<img/src/onerror=alert(1)>", "<image src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<iframe src=javascript:alert(1)>", "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>",
        "<form action=javascript:alert(1)><button>x</button></form>", "<button formaction=javascript:alert(1)>x</button>", "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=alert(1)>", "<keygen autofocus onfocus=alert(1)>", "<body onload=alert(1)>", "<body onpageshow=alert(1)>",
        "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<video poster=javascript:alert(1)>", "<marquee onstart=alert(1)>x</marquee>",
        "<template><script>alert(1)</script></template>", "<portal src=//evil.example>", "<isindex type=image src=x onerror=alert(1)>", "<frameset onload=alert(1)>",
        "<dialog open onclose=alert(1)>x</dialog>", "<a href=javascript:alert(1)>x</a>", "<p onmouseover=alert(1)>x</p>", "<p style='animation:x' onanimationstart=alert(1)>x</p>",
        "<x onclick=alert(1) tabindex=1 autofocus onfocus=alert(1)>x", "<div popover id=x onbeforetoggle=alert(1)>x</div>", "<math href=javascript:alert(1)>x</math>",
        "<object classid=clsid:0></object>", "<applet code=x>", "<xss onpointerrawupdate=alert(1)>x</xss>", "<script>alert(1)", "<img src=x onerror=alert(1)", "</", "<", "<!",

        // X06: what a browser reads otherwise than a filter.
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<form><form><input name=x></form></form>", "<!--><img src=x onerror=alert(1)>-->",
        "<!-- --!><img src=x onerror=alert(1)> -->", "<svg><!CDATA<image xlink:href=x onerror=alert(1)>>", "<?xml version='1.0'?><script>alert(1)</script>",
        "<!DOCTYPE html SYSTEM 'file:///etc/passwd'>", "<table><td><form><td></table><img src=x onerror=alert(1)>", "<select><template><img src=x onerror=alert(1)>",

        // X03: out of the place where it stands.
        "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "\" autofocus onfocus=alert(1) x=\"", "' onmouseover='alert(1)", "x onfocus=alert(1) autofocus x",
        "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>", "</script><script>alert(1)</script>",
        "</noscript><script>alert(1)</script>", "</bdi></h1></main><script>alert(1)</script>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
        "?><script>alert(1)</script>", "'-alert(1)-'", "\";alert(1);//", "';alert(1);//", "\",\"@type\":\"x\",\"x\":\"", "<!--<script>alert(1)</script>", "</script/><svg/onload=alert(1)>",

        // X07 and X08: names that scripts look for, and what covers the page.
        "<a id=location name=location href=https://evil.example>x</a>", "<form id=notice><input name=dataset></form>", "<img name=getElementById>", "<p id=said>x</p>",
        "<p class='badge moderator'>x</p>", "<p style=position:fixed;inset:0;background:url(javascript:alert(1))>x</p>", "<p style=width:expression(alert(1))>x</p>",

        // Attributes that our own script would obey.
        "<p hx-get=/sign-out hx-trigger=load>x</p>", "<p data-hx-get=/sign-out data-hx-trigger=load>x</p>", "<p data-hx-on:click=alert(1)>x</p>", "<p hx-on::load=alert(1)>x</p>",
        "<p data-hx-vals='js:{x:alert(1)}' data-hx-post=/x data-hx-trigger=load>x</p>", "<p data-hx-ext=x data-hx-boost=true>x</p>", "<p data-proposals=title>x</p>",

        // X09: other ways to write a bracket.
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E", "\u2039script\u203Aalert(1)\u2039/script\u203A", "%3Cscript%3Ealert(1)%3C/script%3E",
        "<scr\u200Bipt>alert(1)</scr\u200Bipt>", "\u202E>tpircs/<(1)trela>tpircs<\u202C", "\u2066<script>\u2069alert(1)</script>", "\u00BCscript\u00BEalert(1)\u00BC/script\u00BE",

        // X11 and X12: languages of others.
        "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "@(alert(1))", "%s%n%x", "#{alert(1)}", "<%= alert(1) %>", "{%raw%}<script>alert(1)</script>", "(){ :;}; alert(1)",
        "$$<img src=x onerror=alert(1)>$$", "a{onclick=alert(1)}", ":::x {onclick=alert(1)}", "' OR 1=1;--", "=HYPERLINK(\"javascript:alert(1)\")",
    ];

    /// <summary>The same in the words of Markdown, which says it in its own way.</summary>
    public static IReadOnlyList<string> Markdown { get; } =
    [
        "[a](https://a.example \"x\\\" onmouseover=alert(1) y\")", "[a](https://a.example 'x\" onmouseover=\"alert(1)')", "![\"onerror=alert(1)](https://a.example/x.png)",
        "![a](x.png \"\\\"onerror=alert(1)\")", "```\" onload=alert(1)\ncode\n```", "```js onload=alert(1) class=moderator\ncode\n```", "```mermaid\nclick A \"javascript:alert(1)\"\n```",
        "# title {#id .moderator onclick=alert(1)}", "text{onclick=alert(1)}\n{#location}", "[x](https://a.example){onmouseover=alert(1)}", "`<script>alert(1)</script>`",
        "    <script>alert(1)</script>", "> <script>alert(1)</script>", "- <img src=x onerror=alert(1)>", "| <script>alert(1)</script> |\n| --- |\n| <svg onload=alert(1)> |",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3c;img src=x onerror=alert(1)&#x3e;", "&lt;img src=x onerror=alert(1)&gt;",
        "\\<script>alert(1)\\</script>", "*<script>*alert(1)*</script>*", "<a href=\"javascript:alert(1)\">**x**</a>", "[<img src=x onerror=alert(1)>](https://a.example)",
        "[a][<script>alert(1)</script>]\n\n[<script>alert(1)</script>]: javascript:alert(1)", "[^1]\n\n[^1]: <script>alert(1)</script>", "*[HTML]: <script>alert(1)</script>",
        "![video](https://www.youtube.com/watch?v=1)", "![](//evil.example/pixel.png)", "<http://a.example/\"onclick=alert(1)>", "http://a.example/<script>alert(1)</script>",
        "<script>\n\nalert(1)\n\n</script>", "<div>\n\n[a](javascript:alert(1))\n\n</div>", "a<!--\n\n-->\n\n<script>alert(1)</script>", "~~<script>~~alert(1)~~</script>~~",
    ];

    /// <summary>Every form in which Markdown leads somewhere (X01, X02, X15).</summary>
    public static string Links(string address) => string.Join("\n\n",
        $"[words]({address})", $"![words]({address})", $"[words](<{address}>)", $"[words][a]", $"[a]: {address}", $"[words][b]\n\n[b]: <{address}>", $"<{address}>",
        $"[![words]({address})]({address})", $"<a href=\"{address}\">words</a>", address);
}
