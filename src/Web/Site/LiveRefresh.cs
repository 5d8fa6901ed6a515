namespace Skiller.Web.Site;

/// <summary>A page that its own script asks for again, because something happened: the same look goes on, and is no further one.</summary>
internal static class LiveRefresh
{
    /// <summary>The header by which <c>live.js</c> says so.</summary>
    public const string Header = "Live-Refresh";

    public static bool Is(HttpRequest request) => request.Headers.ContainsKey(Header);
}
