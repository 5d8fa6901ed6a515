using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Skiller.Tests.Http.Sites;
using Xunit;

namespace Skiller.Tests.Browser;

/// <summary>A person in front of a browser. Whatever the browser complains about, or asks of another site, is a fault.</summary>
public sealed class Reader : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Seen _how;
    private readonly Uri _site;
    private readonly List<string> _complaints = [];

    public Reader(IBrowserContext context, IPage page, Uri site, Seen how)
    {
        (_context, Page, _site, _how) = (context, page, site, how);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning"
                && !message.Text.Contains("status of 4", StringComparison.Ordinal)
                && !(ExpectsOutage && message.Text.Contains("status of 503", StringComparison.Ordinal)))
            {
                _complaints.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _complaints.Add($"a request to elsewhere: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Whether the browser may say that a page came with 503.</summary>
    public bool ExpectsOutage { get; set; }

    public async Task<int> Visit(string path)
    {
        var response = await Page.GotoAsync(path);
        return response?.Status ?? 0;
    }

    /// <summary>Opens a page until something is on it so many times: what is derived of an act follows it.</summary>
    public Task Finds(string path, ILocator what, int count) => Eventually.Holds(
        async () => await Visit(path) == 200 && await what.CountAsync() == count, $"what is looked for, {count} times on {path}");

    public async Task SignIn(string handle)
    {
        await Visit("/sign-in");
        await FillSignIn(handle);
    }

    /// <summary>Goes on with a session that they have, so that none of their others ends for being one too many.</summary>
    public Task ActAs(Person person) =>
        _context.AddCookiesAsync([new Cookie { Name = "session", Value = person.Token, Url = _site.AbsoluteUri }]);

    /// <summary>Signs in on the page that asks for it.</summary>
    public async Task FillSignIn(string handle)
    {
        await Page.FillAsync("#email", $"{handle}@{A.Domain}");
        await Page.FillAsync("#password", A.Password);
        await Send(".form .button");
    }

    /// <summary>Waits until what happens elsewhere reaches the page, and can tell later whether it is the same one.</summary>
    public async Task Listens()
    {
        await Page.EvaluateAsync<bool>("window.isTheSamePage = true");
        await Assertions.Expect(Page.Locator(".live")).ToHaveAttributeAsync("data-state", "open");
    }

    /// <summary>Whether the page is still the one that has listened.</summary>
    public Task<bool> IsTheSamePage() => Page.EvaluateAsync<bool>("window.isTheSamePage === true");

    /// <summary>Sends a form by a button, a selector or the name of one, and waits for the page that comes.</summary>
    public async Task Send(string button)
    {
        await Page.Locator(button.Contains('.', StringComparison.Ordinal) || button.Contains(' ', StringComparison.Ordinal) ? button : $"button[name={button}]").First.ClickAsync();
        await Loaded();
    }

    // The event of a page that was quick may be over before it is waited for.
    private async Task Loaded()
    {
        for (var left = 6; ; left--)
        {
            try
            {
                await Page.WaitForLoadStateAsync(LoadState.Load, new PageWaitForLoadStateOptions { Timeout = 5_000 });
                return;
            }
            catch (TimeoutException) when (left > 1)
            {
                if (await Page.EvaluateAsync<string>("document.readyState") == "complete")
                {
                    return;
                }
            }
        }
    }

    /// <summary>No finding of axe of any impact, nothing wider than the window, no complaint of the browser.</summary>
    public async Task FindsNothingWrong()
    {
        // Axe is a script; where there are none, the same page is looked at by somebody who has them.
        if (!_how.HasScripts)
        {
            Assert.Equal([], _complaints);
            return;
        }

        var axe = await Page.RunAxe();
        Assert.Equal([], axe.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")));
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{Page.Url} is {overflow} pixels too wide.");
        Assert.Equal([], _complaints);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
