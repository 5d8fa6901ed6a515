using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Pulse;

namespace Skiller.Contracts.Site;

/// <summary>
/// The site's own words: its name and the pages that say who runs it and how. What no administrator has written is what ships with Skiller.
/// There is one; key <c>t:1</c>, which is also the log stream.
/// </summary>
[Alias("skiller.site"), GrainInterfaceType("skiller.site")]
public interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>The words that administrators have written, unless the caller has them. From memory, also while the database is away.</summary>
    /// <param name="known">The version that the caller has, 0: none.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Look")]
    Task<SiteLook> Look(long known, CancellationToken ct);

    /// <summary>The site's name.</summary>
    /// <param name="locale">In which language.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("Name")]
    Task<string> Name(Locale locale, CancellationToken ct);

    /// <summary>
    /// Writes a text, or goes back to what ships with Skiller; durable on return; the same again changes nothing. Refusals: not-allowed,
    /// suspended, invalid, stale (somebody wrote it meanwhile).
    /// </summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    /// <returns>All words as they are now.</returns>
    [Alias("Change")]
    Task<Result<SiteLook>> Change(ChangeSiteText command, CancellationToken ct);

    /// <summary>
    /// Chooses the goal of the site's growth and what of the pulse is public; durable on return; the same again changes nothing. Refusals:
    /// not-allowed, suspended, invalid.
    /// </summary>
    /// <param name="command">What.</param>
    /// <param name="ct">Ends the wait, not the act.</param>
    /// <returns>The site as it is now.</returns>
    [Alias("ChoosePulse")]
    Task<Result<SiteLook>> ChoosePulse(ChoosePulse command, CancellationToken ct);

    /// <summary>A text with who wrote it when; administrators only. Refusals: not-allowed, not-found (there is no such version).</summary>
    /// <param name="query">Which.</param>
    /// <param name="ct">Ends the wait.</param>
    [Alias("History")]
    Task<Result<SiteTextHistory>> History(SiteTextQuery query, CancellationToken ct);
}

/// <summary>A text of the site.</summary>
public enum SiteText
{
    /// <summary>Its name: one line.</summary>
    Name = 0,
    /// <summary>What it is, in Markdown like all that follow.</summary>
    About = 1,
    /// <summary>The charter of kindness.</summary>
    Charter = 2,
    /// <summary>What it keeps of people, and why.</summary>
    Privacy = 3,
    /// <summary>Who is behind it.</summary>
    Legal = 4,
    /// <summary>How far it is accessible.</summary>
    Accessibility = 5,
}

/// <summary>What ships with Skiller and is needed on either side.</summary>
public static class ShippedSite
{
    /// <summary>The name of a site that nobody has named.</summary>
    public const string Name = "Skiller";
}

/// <summary>The words of the site.</summary>
/// <param name="Version">Rises with each change.</param>
/// <param name="ChangedAt">When it last did, null: never.</param>
/// <param name="Texts">What administrators have written, null: what the caller has.</param>
/// <param name="Pulse">What they chose of the pulse; null: what ships with Skiller.</param>
[GenerateSerializer, Immutable, Alias("skiller.site-look")]
public sealed record SiteLook(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset? ChangedAt,
    [property: Id(2)] ImmutableArray<WrittenText>? Texts,
    [property: Id(3)] PulseChoice? Pulse = null);

/// <summary>Chooses the goal and what is public.</summary>
/// <param name="Actor">The administrator.</param>
/// <param name="Choice">What.</param>
[GenerateSerializer, Immutable, Alias("skiller.choose-pulse")]
public sealed record ChoosePulse([property: Id(0)] Actor Actor, [property: Id(1)] PulseChoice Choice);

/// <summary>A text that an administrator has written.</summary>
/// <param name="Text">Which.</param>
/// <param name="Locale">In which language.</param>
/// <param name="Content">Its words.</param>
[GenerateSerializer, Immutable, Alias("skiller.written-text")]
public sealed record WrittenText([property: Id(0)] SiteText Text, [property: Id(1)] Locale Locale, [property: Id(2)] string Content);

/// <summary>Writes a text of the site.</summary>
/// <param name="Actor">The administrator.</param>
/// <param name="Text">Which.</param>
/// <param name="Locale">In which language.</param>
/// <param name="Content">Its words; null: what ships with Skiller.</param>
/// <param name="Seen">The version of the text that the administrator has seen, 0: what ships with Skiller, never written.</param>
[GenerateSerializer, Immutable, Alias("skiller.change-site-text")]
public sealed record ChangeSiteText(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] SiteText Text,
    [property: Id(2)] Locale Locale,
    [property: Id(3)] string? Content,
    [property: Id(4)] long Seen);

/// <summary>Asks for a text and who wrote it when.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Text">Which.</param>
/// <param name="Locale">In which language.</param>
/// <param name="Version">As it was then, null: as it is.</param>
[GenerateSerializer, Immutable, Alias("skiller.site-text-query")]
public sealed record SiteTextQuery(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] SiteText Text,
    [property: Id(2)] Locale Locale,
    [property: Id(3)] long? Version);

/// <summary>A text and its history.</summary>
/// <param name="Version">The version of its last change, 0: nobody has written it.</param>
/// <param name="Content">Its words as they were asked for; null: what ships with Skiller.</param>
/// <param name="Changes">The newest first, at most <see cref="Limits.SiteTextChanges"/>; the log has all.</param>
[GenerateSerializer, Immutable, Alias("skiller.site-text-history")]
public sealed record SiteTextHistory(
    [property: Id(0)] long Version,
    [property: Id(1)] string? Content,
    [property: Id(2)] ImmutableArray<SiteTextChange> Changes);

/// <summary>A change of a text.</summary>
/// <param name="Version">By which it can be asked for again.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="IsShipped">Whether it went back to what ships with Skiller.</param>
[GenerateSerializer, Immutable, Alias("skiller.site-text-change")]
public sealed record SiteTextChange(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] MemberId? By,
    [property: Id(3)] bool IsShipped);
