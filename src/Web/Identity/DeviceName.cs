namespace Skiller.Web.Identity;

/// <summary>
/// Roughly what somebody signs in with, for their own list of sessions: a browser and a system, from a list of ours, so that nothing that a
/// client sends is kept.
/// </summary>
internal static class DeviceName
{
    // The first that is found counts: most browsers say that they are others too.
    private static readonly (string Sign, string Name)[] _browsers =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("SamsungBrowser/", "Samsung Internet"), ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"), ("FxiOS/", "Firefox"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Sign, string Name)[] _systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Firefox, Linux</c>; null when neither is known.</summary>
    public static string? Of(string userAgent) => (Find(_browsers, userAgent), Find(_systems, userAgent)) switch
    {
        ({ } browser, { } system) => $"{browser}, {system}",
        var (browser, system) => browser ?? system,
    };

    private static string? Find((string Sign, string Name)[] known, string text) =>
        Array.Find(known, sign => text.Contains(sign.Sign, StringComparison.Ordinal)).Name;
}
