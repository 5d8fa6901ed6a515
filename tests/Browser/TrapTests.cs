using Skiller.Tests.Http.Sites;
using Xunit;
using Xunit.Sdk;

namespace Skiller.Tests.Browser;

/// <summary>What says that nothing ran hears it when something does.</summary>
public sealed class TrapTests(Community community, Browsers browsers)
{
    [Theory]
    [InlineData("<p onmouseover=alert(1)>x</p>", true, true)]
    [InlineData("<p onmouseover=alert(1)>x</p>", false, true)]
    [InlineData("<img src=x onerror=alert(1)>", true, true)]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>", true, true)]
    [InlineData("<a href=javascript:alert(1)>x</a>", true, false)]
    [InlineData("<p class=prose><span id=notice>x</span></p>", true, false)]
    [InlineData("<bdi data-hx-get=/sign-out>x</bdi>", true, false)]
    [InlineData("<form action=//evil.example><button formaction=javascript:alert(1)>x</button></form>", true, false)]
    public async Task A_trap_hears_what_runs_and_sees_what_could(string written, bool ignoresPolicy, bool runs)
    {
        await using var reader = await browsers.Open(community.Address, new Seen(IgnoresPolicy: ignoresPolicy));
        var trap = await Trap.Set(reader.Page);
        await reader.Visit("/about");
        await trap.FindsNothing("a page as it is");
        await reader.Page.EvaluateAsync("(html) => document.querySelector('main').innerHTML = html", written);

        await Assert.ThrowsAnyAsync<XunitException>(() => trap.FindsNothing(written));
        if (runs)
        {
            // What is in a frame runs once that has loaded.
            await Eventually.Holds(async () => await Record.ExceptionAsync(() => trap.HearsNothing(written)) is XunitException, written);
        }
        else
        {
            await trap.HearsNothing(written);
        }

        Assert.Equal(runs, trap.Heard.Count > 0);
    }
}
