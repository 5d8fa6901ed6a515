using System.Collections.Immutable;
using Skiller.Contracts;

namespace Skiller.Web.Feeds;

/// <summary>A feed: what is new about something.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its own path, from the root.</param>
/// <param name="Page">The path of the page that shows the same, which is also what it is known by for ever.</param>
/// <param name="Language">The language of its title.</param>
/// <param name="Entries">Its entries, newest first.</param>
internal sealed record Feed(string Title, string Path, string Page, Locale Language, ImmutableArray<FeedEntry> Entries)
{
    /// <summary>When anything in it last changed; of an empty one: the beginning of time.</summary>
    public DateTimeOffset ChangedAt => Entries.IsEmpty ? DateTimeOffset.UnixEpoch : Entries.Max(static entry => entry.ChangedAt);
}

/// <summary>One thing in a feed.</summary>
/// <param name="Id">The address that it is known by for ever: the one without words of its title.</param>
/// <param name="Url">The address of its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Language">The language of its title and text.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthorUrl">Their page, null when nobody knows who they are.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="ChangedAt">When something last happened to it.</param>
/// <param name="Html">Its text, by the renderer.</param>
/// <param name="Skills">Its skills.</param>
internal sealed record FeedEntry(
    string Id,
    string Url,
    string Title,
    string Language,
    string Author,
    string? AuthorUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string Html,
    IReadOnlyList<string> Skills);
