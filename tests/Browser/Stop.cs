namespace Skiller.Tests.Browser;

/// <summary>Where the focus stops, as a browser tells it.</summary>
internal sealed record Stop
{
    /// <summary>The page and the element.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether nothing of the page has the focus.</summary>
    public bool IsNowhere { get; init; }

    /// <summary>Whether it is what was looked for.</summary>
    public bool IsThere { get; init; }

    /// <summary>Whether it stands in the head of the site.</summary>
    public bool IsInHead { get; init; }

    /// <summary>Its left edge on the page, in pixels.</summary>
    public double Left { get; init; }

    /// <summary>Its middle from the top of the page, in pixels.</summary>
    public double Middle { get; init; }

    /// <summary>Why it is not seen well, a line each.</summary>
    public string Faults { get; init; } = "";
}
