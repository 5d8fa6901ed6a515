using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>
/// WCAG 1.4.10 and 1.4.12: at 200 % and 400 % of a window of 1280 by 1024, and with more room between letters, words and lines, nothing is
/// lost: no second direction of scrolling, nothing cut off, every link and button that there is without. And nothing moves for whoever asks so.
/// </summary>
public sealed class ZoomTests(Community community, Browsers browsers)
{
    // More often than that no page changes between two looks.
    private const int MostLooks = 3;

    // What is there to be used: where it leads or what it sends, and what it says.
    private const string Usable =
        """
        () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .map((element) => `${element.localName} ${element.getAttribute("href") ?? element.name ?? ""} ${element.getAttribute("aria-label") ?? (element.matches("a, button, summary") ? element.textContent.trim() : "")}`)
          .map((text) => text.replace(/\s+/g, " ").replace(/\d+ (minute|seconde?)s?/g, "")).sort()
        """;

    private const string Lost =
        """
        () => {
          const lost = [];
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) { lost.push(`the page is ${document.documentElement.scrollWidth - width} pixels too wide`); }
          for (const element of document.querySelectorAll("body *")) {
            const style = getComputedStyle(element);
            const isUnseen = (of) => of !== null && (getComputedStyle(of).clipPath === "inset(50%)" || isUnseen(of.parentElement));
            if (!element.checkVisibility() || element.closest(".skip, svg") || isUnseen(element)) { continue; }
            const scrolls = (of) => ["auto", "scroll"].includes(getComputedStyle(of).overflowX);
            let frame = element.parentElement;
            while (frame && !scrolls(frame)) { frame = frame.parentElement; }
            const { left, right } = element.getBoundingClientRect();
            if (!frame && (left < -1 || right > width + 1)) { lost.push(`outside: ${element.outerHTML.slice(0, 120)}`); }
            const isCut = [style.overflowX, style.overflowY].some((value) => ["hidden", "clip"].includes(value));
            if (isCut && !element.matches("input, textarea") && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) { lost.push(`cut off: ${element.outerHTML.slice(0, 120)}`); }
          }
          return lost;
        }
        """;

    private const string Spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";

    private const string Moving =
        """
        () => [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].map((part) => [element, getComputedStyle(element, part)]))
          .filter(([, style]) => `${style.transitionDuration}, ${style.animationDuration}`.split(", ").some((time) => parseFloat(time) * (time.endsWith("ms") ? 1 : 1000) > .01) || style.scrollBehavior === "smooth")
          .map(([element]) => element.outerHTML.slice(0, 120))
        """;

    private static readonly string[] _pages =
    [
        "/", "/questions/{question}", "/questions/{question}/history", "/questions/{question}/edit", "/ask", "/skills", "/skills/maintenance", "/members", "/members/{helper}", "/members/{helper}/reputation", "/search?q=machine", "/invitations",
        "/settings", "/settings/account", "/settings/security", "/settings/sessions", "/settings/sharing", "/settings/webhooks", "/administration", "/administration/requests", "/administration/members/{helper}", "/administration/texts/charter/fr", "/administration/pulse", "/pulse", "/about", "/nowhere",
    ];

    [Theory]
    [InlineData("fr", 2)]
    [InlineData("en", 2, Explicit = true)]
    [InlineData("fr", 4, Explicit = true)]
    [InlineData("en", 4)]
    public async Task Nothing_is_lost_at_a_zoom(string language, int zoom)
    {
        var told = await community.Tell();
        await using var whole = await browsers.Open(community.Address, new Seen(language));
        await using var zoomed = await browsers.Open(community.Address, new Seen(language, Zoom: zoom));
        await whole.ActAs(community.Admin);
        await zoomed.ActAs(community.Admin);
        foreach (var path in Paths(told))
        {
            await HasTheSame(whole, zoomed, path);
        }
    }

    [Theory]
    [InlineData("fr", 1280, Explicit = true)]
    [InlineData("en", 360)]
    public async Task Nothing_is_lost_with_more_room_between_letters_words_and_lines(string language, int width)
    {
        var told = await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen(language, width, IgnoresPolicy: true));
        await reader.ActAs(community.Admin);
        foreach (var path in Paths(told))
        {
            await reader.Visit(path);
            await reader.Page.AddStyleTagAsync(new PageAddStyleTagOptions { Content = Spacing });
            await LosesNothing(reader, path);
        }
    }

    [Fact]
    public async Task Nothing_moves_for_whoever_asks_for_less_motion()
    {
        var told = await community.Tell();
        await using var reader = await browsers.Open(community.Address, new Seen(IgnoresPolicy: true));
        await reader.ActAs(community.Admin);
        foreach (var path in Paths(told))
        {
            await reader.Visit(path);
            Assert.Empty(await reader.Page.EvaluateAsync<string[]>(Moving));
        }

        await reader.Page.AddStyleTagAsync(new PageAddStyleTagOptions { Content = "h1::before { content: ''; animation: x 1s } " });
        Assert.Single(await reader.Page.EvaluateAsync<string[]>(Moving));
    }

    // What others do between the two looks stands on one of the pages alone: both are looked at again then.
    private static async Task HasTheSame(Reader whole, Reader zoomed, string path)
    {
        for (var looks = 1; ; looks++)
        {
            await whole.Visit(path);
            await zoomed.Visit(path);
            await LosesNothing(zoomed, path);
            var (before, after) = (await whole.Page.EvaluateAsync<string[]>(Usable), await zoomed.Page.EvaluateAsync<string[]>(Usable));
            if (before.SequenceEqual(after))
            {
                return;
            }

            Assert.True(looks < MostLooks, $"{path}: {string.Join("\n", before.Except(after).Concat(after.Except(before)))}");
        }
    }

    private static async Task LosesNothing(Reader reader, string path)
    {
        var lost = await reader.Page.EvaluateAsync<string[]>(Lost);
        Assert.True(lost.Length == 0, $"{path}: {string.Join("\n", lost.Take(10))}");
    }

    private static IEnumerable<string> Paths(Told told) => _pages.Select(page => page
        .Replace("{question}", told.Question, StringComparison.Ordinal)
        .Replace("{helper}", told.Helper.Handle, StringComparison.Ordinal));
}
