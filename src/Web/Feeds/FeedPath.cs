using Skiller.Web.Site;

namespace Skiller.Web.Feeds;

/// <summary>Where feeds are.</summary>
internal static class FeedPath
{
    /// <summary>New questions, of one language or (null) of both.</summary>
    public static string Questions(string? language) => PageAddress.Of("/questions/feed.atom", ("locale", language));

    /// <summary>New questions about a skill.</summary>
    public static string Skill(string slug) => $"/skills/{Uri.EscapeDataString(slug)}/feed.atom";

    /// <summary>A question and its new answers.</summary>
    public static string Question(string id) => $"/questions/{id}/feed.atom";

    /// <summary>What a member asks.</summary>
    public static string Member(string handle) => $"/members/{handle}/feed.atom";
}
