using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>
/// Somebody with keys and no mouse. Wherever a key takes the focus it must be seen: inside the window, covered by nothing, with a ring around
/// it that nothing cuts off and that stands out from what is behind (WCAG 2.4.7, 2.4.11, 1.4.11).
/// </summary>
internal sealed class Keyboard(IPage page)
{
    // From the top of any page into any of its forms; more would be too far to walk.
    private const int Far = 60;

    // More than any page has stops.
    private const int Longest = 400;

    // Where the focus is and what is wrong with that. Where one only arrives to read on (the content after the skip link) needs no ring.
    private const string Looking =
        """
        (selector) => {
          const faults = [];
          const focused = document.activeElement;
          const name = `${location.pathname}: ${focused.outerHTML.slice(0, 160)}`;
          const isNowhere = focused === document.body;
          (window.walked ??= new Set()).add(focused);
          const box = focused.getBoundingClientRect();
          const { clientWidth, clientHeight } = document.documentElement;

          const inside = (frame, what) => {
            const fits = (from, to, low, high) => (to - from > high - low ? from < high && to > low : from >= low - 1 && to <= high + 1);
            if (!fits(ring.left, ring.right, frame.left, frame.right) || !fits(ring.top, ring.bottom, frame.top, frame.bottom)) { faults.push(what); }
          };
          const style = getComputedStyle(focused);
          const [width, offset] = [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)];
          const reach = Math.max(width + offset, 0);
          const ring = { left: box.left - reach, right: box.right + reach, top: box.top - reach, bottom: box.bottom + reach };

          const parts = (colour) => [...colour.matchAll(/[\d.]+/g)].map(Number);
          const isClear = (colour) => (parts(colour)[3] ?? 1) === 0;
          const light = (colour) => {
            const [red, green, blue] = parts(colour).map((part) => part / 255).map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
            return .2126 * red + .7152 * green + .0722 * blue;
          };
          const behind = () => {
            let place = offset < 0 ? focused : focused.parentElement;
            while (place && isClear(getComputedStyle(place).backgroundColor)) { place = place.parentElement; }
            return place ? getComputedStyle(place).backgroundColor : "rgb(255, 255, 255)";
          };

          if (isNowhere) {
            faults.push("the focus is nowhere");
          } else if (!focused.matches("main")) {
            if (box.width < 2 || box.height < 2) { faults.push("there is nothing to see of it"); }
            const line = [...focused.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0) ?? box;
            const middle = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
            const above = document.elementFromPoint(middle(line.left, line.right, clientWidth), middle(line.top, line.bottom, clientHeight));
            if (!focused.contains(above) && !above?.closest("label")?.contains(focused)) { faults.push(`it is covered by ${above?.outerHTML.slice(0, 80)}`); }
            inside({ left: 0, right: clientWidth, top: 0, bottom: clientHeight }, "it is not wholly inside the window");
            for (let frame = focused.parentElement; frame !== document.body; frame = frame.parentElement) {
              const { overflowX, overflowY } = getComputedStyle(frame);
              if (overflowX !== "visible" || overflowY !== "visible") { inside(frame.getBoundingClientRect(), `its ring is cut off by ${frame.outerHTML.slice(0, 80)}`); }
            }
            const [one, other] = [light(style.outlineColor), light(behind())];
            const contrast = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
            if (style.outlineStyle === "none" || width < 2 || isClear(style.outlineColor) || contrast < 3) { faults.push(`its ring is ${style.outline}, of contrast ${contrast.toFixed(1)}`); }
          }
          return {
            name, isNowhere, isThere: focused.matches(selector), isInHead: focused.closest(".site-head") !== null,
            left: box.left, middle: box.top + scrollY + box.height / 2, faults: faults.map((fault) => `${name}: ${fault}`).join("\n"),
          };
        }
        """;

    // What there is to be used and no key led to.
    private const string Missing =
        """
        () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !window.walked.has(element))
          .map((element) => `${location.pathname}: no key leads to it: ${element.outerHTML.slice(0, 160)}`)
        """;

    /// <summary>Presses a key; the focus is seen wherever it is then.</summary>
    public async Task Press(string key)
    {
        await page.Keyboard.PressAsync(key);
        await Sees();
    }

    /// <summary>Presses a key that has a part of the page exchanged; where the focus is then is looked at when that has come.</summary>
    public Task Act(string key) => page.Keyboard.PressAsync(key);

    /// <summary>Types into what has the focus.</summary>
    public Task Type(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes on until something has the focus, within so many steps.</summary>
    public Task To(string selector, int within = Far) => Walk("Tab", selector, within);

    /// <summary>Goes back until something has the focus, within so many steps.</summary>
    public Task BackTo(string selector, int within) => Walk("Shift+Tab", selector, within);

    /// <summary>Presses a key that leads to another page, and is there.</summary>
    public async Task Leave(string key = "Enter")
    {
        await page.EvaluateAsync("document.documentElement.dataset.left = '1'");
        await page.Keyboard.PressAsync(key);
        await page.WaitForFunctionAsync("() => document.readyState === 'complete' && !document.documentElement.dataset.left");
    }

    /// <summary>From the top of a page past what stands on every page.</summary>
    public async Task Skip()
    {
        await To(".skip", within: 1);
        await Press("Enter");
        await Has("main");
    }

    /// <summary>Something has the focus, or gets it when what was asked for has come; and it is seen.</summary>
    public async Task Has(string selector)
    {
        await Assertions.Expect(page.Locator(selector)).ToBeFocusedAsync();
        await Sees();
    }

    /// <summary>Nothing is under way that would still change the page.</summary>
    public Task Settles() => Assertions.Expect(page.Locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).ToHaveCountAsync(0);

    /// <summary>From the top of a page to its end, wherever one may stop; nothing that can be used is left out.</summary>
    public async Task<IReadOnlyList<Stop>> WalkThrough()
    {
        var stops = new List<Stop>();
        for (var step = 0; step < Longest; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await Look();
            if (stop.IsNowhere || (stops.Count > 1 && stop == stops[0]))
            {
                var faults = stops.Select(static one => one.Faults).Where(static one => one.Length > 0).Concat(await page.EvaluateAsync<string[]>(Missing)).ToList();
                Assert.True(faults.Count == 0, string.Join('\n', faults));
                return stops;
            }

            // A date has parts, each a step.
            if (stops.Count == 0 || stop != stops[^1])
            {
                stops.Add(stop);
            }
        }

        Assert.Fail($"{page.Url} does not end: {stops[^1].Name}");
        return [];
    }

    private async Task Walk(string key, string selector, int within)
    {
        for (var step = 0; step < within; step++)
        {
            await page.Keyboard.PressAsync(key);
            if ((await Sees(selector)).IsThere)
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not within {within} times {key}, which lead to {(await Look()).Name}");
    }

    private async Task<Stop> Sees(string selector = "*")
    {
        var stop = await Look(selector);
        Assert.True(stop.Faults.Length == 0, stop.Faults);
        return stop;
    }

    private Task<Stop> Look(string selector = "*") => page.EvaluateAsync<Stop>(Looking, selector);
}
