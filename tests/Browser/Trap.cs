using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>
/// Hears in a reader's browser whatever was made to run, and whatever the policy of a page had to stop; and reads a page for what could run
/// if somebody touched it: handlers, frames, addresses of scripts, attributes of a text's own (X01 to X12).
/// </summary>
internal sealed class Trap
{
    private const string Listening =
        """
        for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
          window[name] = () => { window.ran(`${name} at ${location.pathname}`); return null; };
        }
        document.addEventListener("securitypolicyviolation", (event) => window.ran(`stopped by the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
        """;

    // Everything is touched as people and time would, but goes nowhere.
    private const string Touching =
        """
        () => {
          const stay = (event) => event.preventDefault();
          const leaving = ["click", "auxclick", "submit", "htmx:beforeRequest"];
          for (const name of leaving) { window.addEventListener(name, stay, { capture: true }); }
          const names = ["mouseover", "mouseenter", "pointerover", "mousemove", "focus", "focusin", "blur", "toggle", "beforetoggle", "error", "load", "begin", "start", "copy",
            "wheel", "keydown", "contextmenu", "animationstart", "transitionend", "click"];
          for (const element of document.querySelectorAll("*")) {
            for (const name of names) { element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true })); }
          }
          for (const name of leaving) { window.removeEventListener(name, stay, { capture: true }); }
        }
        """;

    private const string Reading =
        """
        () => {
          const faults = [];
          const say = (element, what) => faults.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
          const leads = /^(href|src|action|formaction|xlink:href|srcdoc|srcset|data|background|poster|cite|ping|content)$/i;
          for (const element of document.querySelectorAll("*")) {
            const isWritten = element.closest(".prose, bdi, blockquote") !== null;
            for (const { name, value } of element.attributes) {
              if (/^on/i.test(name) || /^(style|srcdoc|ping)$/i.test(name)) { say(element, "an attribute that runs"); }
              if (leads.test(name) && element.localName !== "meta") {
                let to = null;
                try { to = new URL(value, location.href); } catch { say(element, "an address that is none"); }
                if (to && !["http:", "https:", "mailto:"].includes(to.protocol)) { say(element, "an address that runs"); }
                if (to && name !== "href" && to.origin !== location.origin) { say(element, "an address elsewhere"); }
              }
              if (isWritten && /^(data-)?hx-|^(name|autofocus|tabindex|popover)$/i.test(name) && !element.closest("form")) { say(element, "an attribute that scripts obey"); }
              if (element.closest(".prose") && !element.matches(".prose") && (name === "id" || (name === "class" && !/^language-\S+$/.test(value)))
                && !element.matches(".preview *, .quiet")) { say(element, "a name of its own"); }
            }
          }
          for (const element of document.querySelectorAll("iframe, frame, frameset, object, embed, base, portal, template, applet, math, marquee, style, video, audio, meta[http-equiv], body *:is(link, title, meta, noscript)")) {
            if (!(element.localName === "title" && element.closest("svg"))) { say(element, "an element that has no business here"); }
          }
          for (const script of document.querySelectorAll("script")) {
            if (script.type === "application/ld+json") {
              try { JSON.parse(script.textContent); } catch { say(script, "data that is not whole"); }
            } else if (!script.src || script.textContent || !script.closest("head") || new URL(script.src).origin !== location.origin) { say(script, "a script"); }
          }
          if (document.querySelectorAll("link[rel=stylesheet]").length !== 1 || document.querySelectorAll("main").length !== 1 || document.querySelectorAll("head title").length !== 1) {
            faults.push("the page is not built as pages are");
          }
          return faults;
        }
        """;

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly IPage _page;

    private Trap(IPage page) => _page = page;

    public static async Task<Trap> Set(IPage page)
    {
        var trap = new Trap(page);
        page.Dialog += (_, dialog) =>
        {
            trap._heard.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Refused to", StringComparison.Ordinal))
            {
                trap._heard.Enqueue($"console: {message.Text}");
            }
        };
        await page.Context.ExposeFunctionAsync("ran", (string what) => trap._heard.Enqueue(what));
        await page.AddInitScriptAsync(Listening);
        return trap;
    }

    /// <summary>A page of the site: nothing in it could run, and nothing did, whatever is touched.</summary>
    public async Task FindsNothing(string what)
    {
        var faults = await _page.EvaluateAsync<string[]>(Reading);
        Assert.True(faults.Length == 0, $"{_page.Url} ({what}): {string.Join("\n", faults)}");
        await HearsNothing(what);
    }

    /// <summary>Nothing ran, whatever is touched.</summary>
    public async Task HearsNothing(string what)
    {
        await _page.EvaluateAsync(Touching);
        Assert.True(_heard.IsEmpty, $"{_page.Url} ({what}): {string.Join("\n", _heard)}");
    }

    /// <summary>What was heard so far.</summary>
    public IReadOnlyCollection<string> Heard => _heard;
}
