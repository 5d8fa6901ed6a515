using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>Types what is hostile into the forms of a page and sends them, whatever the browser thinks of it.</summary>
internal static class HostileForm
{
    private const string Filling =
        """
        ([selector, text]) => {
          const form = document.querySelector(selector);
          for (const field of form.elements) {
            if (field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])") && !field.readOnly) {
              field.removeAttribute("maxlength");
              if (["email", "date"].includes(field.type)) { field.type = "text"; }
              field.value = text;
            }
            if (field.name === "request") { field.checked = true; }
          }
          const button = [...form.querySelectorAll("button[name]")].findLast((button) => button.name !== "preview");
          if (button) { form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value })); }
          document.documentElement.dataset.left = "1";
          HTMLFormElement.prototype.submit.call(form);
        }
        """;

    private const string Shown =
        """
        (selector) => [...(document.querySelector(selector)?.elements ?? [])]
          .filter((field) => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=password], [type=date])") && !field.readOnly)
          .map((field) => field.value)
        """;

    /// <summary>Out of an attribute of either kind, out of a title, a field and a script, into an element, an address, a template; each alone in the long form.</summary>
    public static IReadOnlyList<string> Breaking { get; } =
        ["\"'></textarea></title></script><script>alert(1)</script><img src=x onerror=alert(1)>{{alert(1)}}${alert(1)}", "javascript:alert(1)//\" autofocus onfocus=alert(1) x=\""];

    /// <summary>What is typed: all of it in the long form.</summary>
    public static IReadOnlyList<string> Texts => Hostility.IsLong ? HostileText.Verbatim : Breaking;

    /// <summary>Types everything into a form, once as it is and once longer than it may be; nothing runs, and what is refused is shown as it was typed.</summary>
    public static async Task FillAll(Reader reader, string path, string form)
    {
        var trap = await Trap.Set(reader.Page);
        await reader.Visit(path);

        // What is sent in an address has less room.
        var longest = await reader.Page.Locator(form).First.GetAttributeAsync("method") == "get" ? 1_000 : 31_000;
        foreach (var text in Texts.SelectMany(text => new[] { text, string.Concat(Enumerable.Repeat(text, 1 + (longest / text.Length))) }))
        {
            if (await reader.Visit(path) != 200)
            {
                // It was deleted, for a reason that was short enough.
                break;
            }

            var status = await Fill(reader, form, text);
            await trap.FindsNothing(text[..Math.Min(text.Length, 80)]);
            if (status is 400 or 422)
            {
                var shown = await reader.Page.EvaluateAsync<string[]>(Shown, form);
                Assert.All(shown, value => Assert.Equal(text, value));
            }
        }
    }

    /// <summary>Types a text into every field and sends the form, whatever the browser thinks of it; the status of the answer.</summary>
    public static async Task<int> Fill(Reader reader, string form, string text)
    {
        var answer = await reader.Page.RunAndWaitForResponseAsync(
            () => reader.Page.EvaluateAsync(Filling, new[] { form, text }), static response => response.Request.IsNavigationRequest);
        await reader.Page.WaitForFunctionAsync("() => document.readyState === 'complete' && !document.documentElement.dataset.left");
        return answer.Status;
    }
}
