using Microsoft.Playwright;
using Skiller.Tests.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(Browsers))]

namespace Skiller.Tests.Browser;

/// <summary>The real browser: Debian's Chromium, one process for all tests.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // What a page shows at last it may show late on a busy machine; Playwright alone gives it five seconds.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = _places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium is not installed."),
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A reader with a browser of their own.</summary>
    public async Task<Reader> Open(Uri site, Seen how)
    {
        var context = await (_browser ?? throw new InvalidOperationException("There is no browser.")).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.AbsoluteUri,
            Locale = how.Language == "en" ? "en-GB" : "fr-FR",
            ColorScheme = how.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = how.Width / how.Zoom, Height = (how.Width < 600 ? 740 : how.Zoom > 1 ? 1024 : 900) / how.Zoom },
            DeviceScaleFactor = how.Zoom,
            JavaScriptEnabled = how.HasScripts,
            ReducedMotion = ReducedMotion.Reduce,
            BypassCSP = how.IgnoresPolicy,
        });
        return new Reader(context, await context.NewPageAsync(), site, how);
    }
}

/// <summary>How a reader sees the site; a browser that ignores its policy shows what the policy alone would have stopped.</summary>
public sealed record Seen(string Language = "fr", int Width = 1280, bool IsDark = false, bool HasScripts = true, bool IgnoresPolicy = false, int Zoom = 1);
