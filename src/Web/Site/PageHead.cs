namespace Skiller.Web.Site;

/// <summary>What a page says of itself to browsers, search engines and those it is shared with.</summary>
/// <param name="Title">Its own title; the site's name follows.</param>
/// <param name="Path">The one path under which it is known, from the root.</param>
public sealed record PageHead(string Title, string Path)
{
    /// <summary>A sentence or two for lists of results; null: none.</summary>
    public string? Description { get; init; }

    /// <summary>What stands in the search box of the head.</summary>
    public string? Search { get; init; }

    /// <summary>Whether search engines may list it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The part of the site that it belongs to, for the navigation.</summary>
    public SiteSection Section { get; init; }

    /// <summary>Whether it is the program's own words, so that it is there in either language, each with an address; else members wrote it in one.</summary>
    public bool IsTranslated { get; init; }

    /// <summary>Whether what happens meanwhile appears on it.</summary>
    public bool IsLive { get; init; }

    /// <summary>What it is to those it is shared with: a type of OpenGraph.</summary>
    public string Kind { get; init; } = "website";

    /// <summary>The path of its feed; null: none.</summary>
    public string? Feed { get; init; }

    /// <summary>Writes what it describes for machines, as JSON-LD, when it is wanted; null: nothing.</summary>
    public Func<string>? Data { get; init; }
}

/// <summary>The parts of the site that the navigation names.</summary>
public enum SiteSection
{
    None,
    Questions,
    Skills,
    Members,
}
